"""VK ID: OAuth 2.1, PKCE compulsory, tokens bound to a device."""
