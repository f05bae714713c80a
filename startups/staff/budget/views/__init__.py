"""Views of ``startups.staff.budget``."""
