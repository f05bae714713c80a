"""Addresses made from identifiers, which may have dots, capitals and accents."""

from collections.abc import Iterable

from django.utils.text import slugify


def address_from(ghid: str, taken: Iterable[str]) -> str:
    """A slug for ``ghid`` that is not ``taken``: ``mes.aides`` gives ``mes-aides``."""
    base = slugify(ghid.replace(".", "-").replace("_", "-")) or "sans-nom"
    used, slug, number = set(taken), base, 2
    while slug in used:
        slug, number = f"{base}-{number}", number + 1
    return slug
