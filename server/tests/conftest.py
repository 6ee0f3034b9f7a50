"""Fixtures of every test."""

pytest_plugins = ["services"]
