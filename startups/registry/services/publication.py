"""Takes over from the public site what is published, for search, export and lists."""

from collections.abc import Mapping
from datetime import date

from startups.registry.models import PublishedText


def record_published_bodies(*, bodies: Mapping[int, str], on: date | None = None) -> int:
    """Keeps the published body of each startup (by key); returns how many differed.

    ``on`` is the day of the change; None when the text is what it has long been. Two
    queries whatever the number of startups. The text to search is refreshed apart.
    """
    existing = PublishedText.objects.in_bulk(list(bodies))
    added = [
        PublishedText(startup_id=key, body=body, changed_on=on)
        for key, body in bodies.items()
        if key not in existing
    ]
    changed = [text for key, text in existing.items() if text.body != bodies[key]]
    for text in changed:
        text.body = bodies[text.pk]
        text.changed_on = on or text.changed_on
    PublishedText.objects.bulk_create(added)
    PublishedText.objects.bulk_update(changed, ["body", "changed_on"])
    return len(added) + len(changed)


def mark_changed(*, days: Mapping[int, date]) -> int:
    """Notes the day on which facts of each startup last changed, when it is later."""
    texts = PublishedText.objects.in_bulk(list(days))
    later = [
        text
        for key, text in texts.items()
        if text.changed_on is None or text.changed_on < days[key]
    ]
    for text in later:
        text.changed_on = days[text.pk]
    return PublishedText.objects.bulk_update(later, ["changed_on"])
