-- Whose rows a route may see. Cards and reviews are public.
SELECT platform.wall('catalog.favourite', 'user_id = platform.actor_id()');
