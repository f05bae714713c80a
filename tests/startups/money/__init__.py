"""Money: the ledger, its forecast, what may be published."""
