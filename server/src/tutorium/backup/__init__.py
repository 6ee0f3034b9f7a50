"""Backup, restore and the drill: a copy of database and files that is proven to come back."""
