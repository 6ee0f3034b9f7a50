-- Whose rows a route may see. Others' profiles are read through the api of the module, by the product.
SELECT platform.wall('accounts.profile', 'user_id = platform.actor_id()');
SELECT platform.wall('accounts.tutor_profile', 'tutor_id = platform.actor_id()');
SELECT platform.wall('accounts.verified_document', 'tutor_id = platform.actor_id()');
SELECT platform.wall('accounts.child', 'guardian_id = platform.actor_id()');
SELECT platform.wall('accounts.profile_review', 'tutor_id = platform.actor_id()');
SELECT platform.wall('accounts.guardianship', 'platform.actor_id() IN (guardian_id, learner_id)');
SELECT platform.wall('accounts.erasure', 'user_id = platform.actor_id()');
