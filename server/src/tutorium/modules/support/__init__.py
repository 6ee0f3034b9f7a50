"""Support: tickets and their clocks, and the help centre."""
