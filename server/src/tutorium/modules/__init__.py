"""The product. Each module is entered through its `api` and its `events` only."""
