"""Every statement of notifications, by what it is about: `queries.messages.insert_message(...)`."""

from tutorium.modules.notifications.queries import choices as choices
from tutorium.modules.notifications.queries import customers as customers
from tutorium.modules.notifications.queries import messages as messages
from tutorium.modules.notifications.queries import notices as notices
