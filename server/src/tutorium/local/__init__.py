"""One machine without servers: embedded PostgreSQL and Valkey, and every process of ours under one roof."""
