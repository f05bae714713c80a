"""Views of ``startups.desk.budget``."""
