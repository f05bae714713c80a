"""The home pages of the staff."""
