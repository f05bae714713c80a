"""A process of its own that answers statements when it is told to: ``python -m … validator``.

``tests.processes`` says how it is spoken to.
"""

from collections.abc import Callable
from typing import Any

import django

django.setup()

from datetime import date  # models are there once Django is set up  # noqa: E402

from django.contrib.auth import get_user_model  # noqa: E402
from django.core.exceptions import ValidationError  # noqa: E402

from startups.core.versions import Stale  # noqa: E402
from startups.money.statements import services as statements  # noqa: E402
from startups.money.statements.models import Statement, StatementLine  # noqa: E402
from startups.registry.models import JournalEntry, Startup  # noqa: E402
from tests.processes import serve  # noqa: E402

ON = date(2026, 8, 20)


def tried(act: Callable[[], Any]) -> dict[str, Any]:
    try:
        found = act()
    except ValidationError as error:
        return {"refused": error.messages}
    except Stale as stale:
        return {"refused": [f"stale: {stale.version}"]}
    return {"done": getattr(found, "pk", bool(found))}


def begin(startup: str) -> dict[str, Any]:
    owner = Startup.objects.get(pk=startup)
    return tried(
        lambda: statements.open_statement(startup=owner, year=2026, half="1", on=ON, actor=None)
    )


def act(name: str, key: str, user: str, seen: str) -> dict[str, Any]:
    """``name`` is submit, validate, send_back or replace; ``seen`` a version."""
    statement = Statement.objects.get(pk=key)
    options: dict[str, Any] = {"statement": statement, "on": ON}
    options["actor"] = get_user_model().objects.get(pk=user)
    if name == "replace":
        return tried(lambda: statements.replace_statement(reason="Oubli", **options))
    if name == "send_back":
        options["comment"] = "À compléter."
    one = getattr(statements, f"{name}_statement")
    return tried(lambda: one(seen=int(seen), **options))


def write(key: str, user: str, seen: str, amount: str) -> dict[str, Any]:
    statement = Statement.objects.get(pk=key)
    line = StatementLine.objects.filter(statement=statement).first()
    stated = statements.StatedLine(line.activity_id, line.resource_id, line.committed + int(amount))
    actor = get_user_model().objects.get(pk=user)
    return tried(
        lambda: statements.write_statement(
            statement=statement, lines=[stated], comment="", seen=int(seen), on=ON, actor=actor
        )
    )


def count(startup: str) -> dict[str, Any]:
    rows = Statement.objects.filter(startup=startup).order_by("pk")
    acts = JournalEntry.objects.filter(startup=startup).order_by("pk")
    return {
        "states": list(rows.values_list("state", flat=True)),
        "acts": list(acts.values_list("kind", flat=True)),
        "lines": StatementLine.objects.filter(statement__startup=startup).count(),
    }


COMMANDS: dict[str, Callable[..., dict[str, Any]]] = {
    "begin": begin,
    "act": act,
    "write": write,
    "count": count,
}


if __name__ == "__main__":
    serve(COMMANDS)
