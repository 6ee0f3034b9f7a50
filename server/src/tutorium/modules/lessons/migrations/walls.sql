-- Whose rows a route may see. Diaries are what everybody books from.
SELECT platform.wall('lessons.lesson',
    'platform.actor_id() IN (tutor_id, learner_id, payer_id)');
SELECT platform.wall('lessons.lesson_event',
    'EXISTS (SELECT FROM lessons.lesson l WHERE l.id = lesson_id'
    ' AND platform.actor_id() IN (l.tutor_id, l.learner_id, l.payer_id))');
ALTER VIEW lessons.lesson_now SET (security_invoker = true);
