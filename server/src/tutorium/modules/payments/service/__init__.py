"""The use cases of payments: charges, refunds, earnings, the ledger, reconciliation."""
