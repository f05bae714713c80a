"""The six-month review as its team sees it: ``/espace/<slug>/revue/``."""
