-- Whose rows a route may see.
SELECT platform.wall('notifications.message', 'recipient_id = platform.actor_id()');
SELECT platform.wall('notifications.muted', 'user_id = platform.actor_id()');
