"""What staff do with people, the audit log and parked jobs; the data belongs to the modules below."""
