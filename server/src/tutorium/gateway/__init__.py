"""The one door: identity, limits, origin, idempotency, routing, pages. Nothing else faces the network."""
