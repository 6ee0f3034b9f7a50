"""The use cases of the catalogue: search, cards, reviews."""
