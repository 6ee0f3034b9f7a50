"""Yandex ID: OAuth 2.0 with PKCE on two hosts, here under one prefix."""
