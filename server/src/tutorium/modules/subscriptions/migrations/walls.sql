-- Whose rows a route may see.
SELECT platform.wall('subscriptions.credit_lot', 'payer_id = platform.actor_id()');
SELECT platform.wall('subscriptions.reservation',
    'EXISTS (SELECT FROM subscriptions.credit_lot l WHERE l.id = lot_id AND l.payer_id = platform.actor_id())');
SELECT platform.wall('subscriptions.lot_refund', 'payer_id = platform.actor_id()');
