"""Stands in for Elasticsearch, as far as one who ships logs and one who looks at them see it."""
