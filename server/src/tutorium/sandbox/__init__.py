"""Stand-ins for the external systems: a program of its own that shares no code with the platform."""
