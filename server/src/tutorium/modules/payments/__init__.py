"""Payments: what payers pay, what they get back, what tutors earn, and the double-entry ledger of it all."""
