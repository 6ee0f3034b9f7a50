"""Tutorium: an open, self-hosted online-tutoring platform."""

import zoneinfo

# Time zones come from the locked `tzdata` package: the system's copy may be years old, and two machines of
# one installation must not disagree about when a lesson starts.
zoneinfo.reset_tzpath(to=())
