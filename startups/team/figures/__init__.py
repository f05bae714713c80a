"""The figures of a startup, kept by its team: ``/espace/<slug>/chiffres/``."""
