"""Committee sessions: called, prepared, held, closed. The history tells who did what, and why."""
