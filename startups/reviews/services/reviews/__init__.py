"""The six-month review: planned, prepared, submitted, returned, postponed, cancelled."""
