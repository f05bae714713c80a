"""Which startup somebody may have meant."""

from difflib import get_close_matches

from startups.registry.models import Startup

LONGEST = 100
CLOSE_ENOUGH = 0.6


def nearest_startups(text: str, *, limit: int = 3) -> list[tuple[str, str]]:
    """Slug and name of the startups whose slug is nearest to ``text``, best first; one query."""
    text = text[:LONGEST].lower()
    if not text:
        return []
    names = dict(Startup.objects.values_list("slug", "name"))
    return [(slug, names[slug]) for slug in get_close_matches(text, names, limit, CLOSE_ENOUGH)]
