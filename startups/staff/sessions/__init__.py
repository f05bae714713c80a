"""Committee sessions: called, prepared, held, minuted; and the calendar feed."""
