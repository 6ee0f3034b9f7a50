"""The use cases of subscriptions."""
