-- Whose rows a route may see. Notes, macros and editions are the desk's: it reads through the api. Articles are public.
SELECT platform.wall('support.ticket', 'user_id = platform.actor_id()');
SELECT platform.wall('support.message', 'NOT internal AND EXISTS (SELECT FROM support.ticket t'
    ' WHERE t.id = ticket_id AND t.user_id = platform.actor_id())');
SELECT platform.wall('support.attachment', 'owner_id = platform.actor_id()'
    ' OR EXISTS (SELECT FROM support.message m WHERE m.id = message_id)');
SELECT platform.wall('support.clock',
    'EXISTS (SELECT FROM support.ticket t WHERE t.id = ticket_id AND t.user_id = platform.actor_id())');
SELECT platform.wall('support.ticket_event',
    'EXISTS (SELECT FROM support.ticket t WHERE t.id = ticket_id AND t.user_id = platform.actor_id())');
SELECT platform.wall('support.macro', 'false');
SELECT platform.wall('support.article_edition', 'false');
ALTER VIEW support.ticket_now SET (security_invoker = true);
