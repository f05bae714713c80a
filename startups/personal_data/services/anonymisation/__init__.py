"""Takes somebody's name and addresses out of everything; what they did stays."""

from .act import ACTION, Anonymised, anonymise_person

__all__ = ["ACTION", "Anonymised", "anonymise_person"]
