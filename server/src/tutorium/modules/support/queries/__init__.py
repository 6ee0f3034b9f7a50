"""Every statement of the module."""

from tutorium.modules.support.queries import articles, clocks, desk, insights, personal, thread, tickets

__all__ = ["articles", "clocks", "desk", "insights", "personal", "thread", "tickets"]
