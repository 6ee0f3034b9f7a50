"""The catalogue: cards of tutors that can be searched, and what students say of them."""
