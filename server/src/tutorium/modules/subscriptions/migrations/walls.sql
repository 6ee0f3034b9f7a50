-- Whose rows a route may see.
SELECT platform.wall('subscriptions.credit_lot', 'payer_id = platform.actor_id()');
SELECT platform.wall('subscriptions.reservation',
    'EXISTS (SELECT FROM subscriptions.credit_lot l WHERE l.id = lot_id AND l.payer_id = platform.actor_id())');
SELECT platform.wall('subscriptions.lot_refund', 'payer_id = platform.actor_id()');
SELECT platform.wall('subscriptions.acquaintance', 'false');
SELECT platform.wall('subscriptions.subscription', 'payer_id = platform.actor_id()');
SELECT platform.wall('subscriptions.invoice', 'EXISTS (SELECT FROM subscriptions.subscription s
    WHERE s.id = subscription_id AND s.payer_id = platform.actor_id())');
SELECT platform.wall('subscriptions.charge', 'EXISTS (SELECT FROM subscriptions.invoice i
    JOIN subscriptions.subscription s ON s.id = i.subscription_id
    WHERE i.id = invoice_id AND s.payer_id = platform.actor_id())');
SELECT platform.wall('subscriptions.subscription_event', 'EXISTS (SELECT FROM subscriptions.subscription s
    WHERE s.id = subscription_id AND s.payer_id = platform.actor_id())');
