"""The private documents of a startup, as those who may read its record see them."""

from dataclasses import dataclass

from startups.documents.models import PrivateDocument
from startups.registry.models import Startup


@dataclass(frozen=True)
class Documents:
    """The latest first. Those that were withdrawn have no file any more."""

    kept: list[PrivateDocument]
    withdrawn: list[PrivateDocument]


def documents_of(startup: Startup) -> Documents:
    """All of them, in one query."""
    rows = list(
        PrivateDocument.objects.filter(startup=startup)
        .select_related("uploaded_by")
        .order_by("-added_on", "-pk")
    )
    return Documents(
        kept=[row for row in rows if not row.is_withdrawn],
        withdrawn=[row for row in rows if row.is_withdrawn],
    )
