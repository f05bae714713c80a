"""The budget statements of a startup, half-year by half-year."""
