"""Subscriptions: credit lots, that is minutes of lessons paid in advance, and what is reserved of them."""
