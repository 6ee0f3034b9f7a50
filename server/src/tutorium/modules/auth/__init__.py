"""Who may come in: credentials, sessions, one-time tokens, consents."""
