"""Keeps what the list searches in step with the facts and the published page."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet

from startups.core.search_text import fold, plain_text
from startups.registry.models import PublishedText, Sponsorship, Startup, StartupTechnology

SEPARATOR = " ; "


@transaction.atomic
def refresh_search_text(*, startups: Iterable[int] | None, on: date | None) -> int:
    """Rebuilds what is searched of these startups (all when None); returns how many differed.

    From the name, mission, problem, published body, sponsors and technologies. Writes only the
    rows that differ, in a constant number of queries; where ``on`` is given, dates their last
    change to that day. ``PublishedText`` is derived: it has no history.

    ``search_text`` has two lines, which ``public.selectors.listing`` ranks by: what says what the
    startup is (name, mission, sponsors), then the rest.
    """
    ids = None if startups is None else list(startups)
    current = {row.pk: row for row in _of(PublishedText.objects.all(), "startup_id", ids)}
    changed = []
    for pk, name, text in _fresh(ids, current):
        row = current.get(pk) or PublishedText(startup_id=pk)
        if (row.search_name, row.search_text) != (name, text) or pk not in current:
            row.search_name, row.search_text, row.changed_on = name, text, on or row.changed_on
            changed.append(row)
    _write(changed)
    return len(changed)


def _fresh(
    ids: list[int] | None, current: Mapping[int, PublishedText]
) -> list[tuple[int, str, str]]:
    sponsors = _names(Sponsorship.objects.all(), ids, "organisation__name", "organisation__acronym")
    technologies = _names(
        StartupTechnology.objects.all(), ids, "term__name", "term__word", "term__name_en"
    )
    rows = _of(Startup.objects.order_by("pk"), "pk", ids)
    fresh = []
    for pk, name, mission, problem in rows.values_list("pk", "name", "mission", "problem"):
        body = current[pk].body if pk in current else ""
        what = [name, plain_text(mission), *sponsors[pk]]
        rest = [plain_text(problem), *technologies[pk], plain_text(body)]
        fresh.append((pk, fold(name), f"{_line(what)}\n{_line(rest)}"))
    return fresh


def _line(parts: Iterable[str]) -> str:
    return SEPARATOR.join(folded for part in parts if (folded := fold(part)))


def _names(links: QuerySet[Any], ids: list[int] | None, *fields: str) -> Mapping[int, list[str]]:
    """The distinct texts of the target of each tie, by startup."""
    by_startup: dict[int, dict[str, None]] = defaultdict(dict)
    rows = _of(links, "startup_id", ids).order_by("position", "pk")
    for startup, *texts in rows.values_list("startup_id", *fields):
        by_startup[startup].update(dict.fromkeys(texts))
    return defaultdict(list, {startup: list(texts) for startup, texts in by_startup.items()})


def _of[M: Model](rows: QuerySet[M], field: str, ids: list[int] | None) -> QuerySet[M]:
    return rows if ids is None else rows.filter(**{f"{field}__in": ids})


def _write(rows: list[PublishedText]) -> None:
    # An upsert leaves alone a body that another transaction published meanwhile.
    PublishedText.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["startup"],
        update_fields=["search_name", "search_text", "changed_on"],
    )
