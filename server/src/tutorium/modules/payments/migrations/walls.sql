-- Whose rows a route may see; of the ledger a tutor sees his own two balances, nobody sees the entries.
SELECT platform.wall('payments.payment', 'payer_id = platform.actor_id()');
SELECT platform.wall('payments.refund',
    'EXISTS (SELECT FROM payments.payment p WHERE p.id = payment_id AND p.payer_id = platform.actor_id())');
SELECT platform.wall('payments.payment_event',
    'EXISTS (SELECT FROM payments.payment p WHERE p.id = payment_id AND p.payer_id = platform.actor_id())');
SELECT platform.wall('payments.method', 'payer_id = platform.actor_id()');
SELECT platform.wall('payments.earning', 'tutor_id = platform.actor_id()');
SELECT platform.wall('payments.account',
    'code IN (''tutor_pending:'' || platform.actor_id(), ''tutor_available:'' || platform.actor_id())');
SELECT platform.wall('payments.ledger_txn', 'false');
SELECT platform.wall('payments.ledger_entry', 'false');
SELECT platform.wall('payments.refund_approval', 'false');
SELECT platform.wall('payments.payer_flag', 'false');
SELECT platform.wall('payments.reconciliation', 'false');
