"""Imports a content tree: ``import_tree`` in ``run`` is the one act."""

from .outcome import ImportOutcome, PageKeeper, PageTarget, PageText
from .run import import_tree

__all__ = ["ImportOutcome", "PageKeeper", "PageTarget", "PageText", "import_tree"]
