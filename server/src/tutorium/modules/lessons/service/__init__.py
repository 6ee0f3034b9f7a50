"""The use cases of lessons, by their part in the life of a lesson."""
