"""Every statement of the module, by what it is about: `queries.lessons.lesson_for(...)`."""

from tutorium.modules.lessons.queries import diaries, insights, lessons, personal

__all__ = ["diaries", "insights", "lessons", "personal"]
