"""What the two identity providers have in common: people, consent, codes, tokens."""
