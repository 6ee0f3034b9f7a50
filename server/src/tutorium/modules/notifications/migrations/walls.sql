-- Whose rows a route may see.
SELECT platform.wall('notifications.message', 'recipient_id = platform.actor_id()');
SELECT platform.wall('notifications.muted', 'user_id = platform.actor_id()');
SELECT platform.wall('notifications.notice', 'user_id = platform.actor_id()');
SELECT platform.wall('notifications.muted_notice', 'user_id = platform.actor_id()');
SELECT platform.wall('notifications.quiet_hours', 'user_id = platform.actor_id()');
SELECT platform.wall('notifications.customer', 'user_id = platform.actor_id()');
