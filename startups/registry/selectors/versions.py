"""Which version of a startup's facts somebody is looking at, and what it said.

Two people may edit at once: the form remembers the version that it was opened on, and what
that version said can be told again from the histories.
"""

import re
from collections.abc import Mapping
from typing import Any

from startups.core.versions import last_change
from startups.registry.models import (
    Sponsorship,
    Startup,
    StartupIncubator,
    StartupTechnology,
    StartupTheme,
    StartupUserType,
)

# Name of a tie: the model that keeps it, and its foreign key to the target.
TIES: Mapping[str, tuple[Any, str]] = {
    "incubators": (StartupIncubator, "incubator"),
    "sponsors": (Sponsorship, "organisation"),
    "user_types": (StartupUserType, "term"),
    "themes": (StartupTheme, "term"),
    "technologies": (StartupTechnology, "term"),
}
NUMBER = r"\d{1,18}"
VERSION = re.compile("-".join([NUMBER] * (1 + len(TIES))))


def facts_version(startup: Startup) -> str:
    """The last rows of the histories of the facts and of each tie: ``812-4-0-9-11-3``."""
    histories = [Startup.history.filter(id=startup.pk)]
    histories += [model.history.filter(startup=startup.pk) for model, _field in TIES.values()]
    return "-".join(str(last_change(rows)) for rows in histories)


def is_version(text: str) -> bool:
    """Whether ``text`` can be a version at all."""
    return bool(VERSION.fullmatch(text))


def facts_at(startup: Startup, version: str) -> Startup | None:
    """The facts as they were in that version; None when it is none of this startup's."""
    row = Startup.history.filter(id=startup.pk, history_id=int(version.split("-")[0])).first()
    return row.instance if row else None


def ties_at(startup: Startup, version: str) -> dict[str, list[int]]:
    """The keys of what the startup was tied to in that version, by name, in order."""
    numbers = map(int, version.split("-")[1:])
    return {
        name: _targets_at(model, field, startup, number)
        for (name, (model, field)), number in zip(TIES.items(), numbers, strict=True)
    }


def _targets_at(model: Any, field: str, startup: Startup, number: int) -> list[int]:
    rows = model.history.filter(startup=startup.pk, history_id__lte=number).order_by("history_id")
    alive: dict[int, tuple[int, int]] = {}
    for key, kind, position, target in rows.values_list(
        "id", "history_type", "position", f"{field}_id"
    ):
        if kind == "-":
            alive.pop(key, None)
        else:
            alive[key] = (position, target)
    return [target for _position, target in sorted(alive.values())]


def ties_now(startup: Startup) -> dict[str, list[int]]:
    """The keys of what the startup is tied to, by name, in order; one query a name."""
    return {
        name: list(
            model.objects.filter(startup=startup)
            .order_by("position", "pk")
            .values_list(f"{field}_id", flat=True)
        )
        for name, (model, field) in TIES.items()
    }


def writers_since(startup: Startup, version: str) -> list[str]:
    """Who wrote after that version, by name; nothing for a command."""
    first, *others = map(int, version.split("-"))
    histories = [Startup.history.filter(id=startup.pk, history_id__gt=first)]
    histories += [
        model.history.filter(startup=startup.pk, history_id__gt=number)
        for (model, _field), number in zip(TIES.values(), others, strict=True)
    ]
    rows = [row for history in histories for row in history.select_related("history_user")]
    return list(dict.fromkeys(str(row.history_user) for row in rows if row.history_user))
