"""Mindbox: operations of API v3 as far as the platform uses them, and an inbox of what would be sent."""
