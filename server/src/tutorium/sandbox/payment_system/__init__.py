"""The Payment System: YooKassa API v3 as far as the platform uses it, with the rules of a test shop."""
