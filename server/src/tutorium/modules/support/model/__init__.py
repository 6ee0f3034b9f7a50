"""The nouns of support and their pure rules."""
