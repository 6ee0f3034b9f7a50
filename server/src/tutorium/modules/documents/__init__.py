"""Documents: what tutors show to be verified, who looks at it, and what is decided."""
