"""Takes somebody's name and addresses out of everything; what they did stays."""

from .act import Anonymised, anonymise_person

__all__ = ["Anonymised", "anonymise_person"]
