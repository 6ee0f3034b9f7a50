-- Whose rows a route may see. Signing in happens before anybody is known, so users are not behind the wall.
SELECT platform.wall('auth.consent', 'user_id = platform.actor_id()');
SELECT platform.wall('auth.session', 'user_id = platform.actor_id()');
SELECT platform.wall('auth.totp', 'user_id = platform.actor_id()');
SELECT platform.wall('auth.recovery_code', 'user_id = platform.actor_id()');
SELECT platform.wall('auth.passkey', 'user_id = platform.actor_id()');
SELECT platform.wall('auth.email_change', 'user_id = platform.actor_id()');
SELECT platform.wall('auth.external_link', 'user_id = platform.actor_id()');
SELECT platform.wall('auth.phone_code', 'user_id = platform.actor_id()');
