"""Lessons: the tutor's hours, free slots, and a lesson from the held slot to the confirmation."""
