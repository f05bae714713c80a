"""The pages about accounts: they read the clock and the form, and leave the rest to services."""
