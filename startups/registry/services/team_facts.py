"""The facts as a team edits them: written with their history, journalled, never overwritten."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop

from startups.core.services.facts import Actor
from startups.core.versions import refuse_stale
from startups.registry.models import Startup
from startups.registry.selectors.versions import facts_version

from .editing import edit_startup

# What the history says when nobody said why; kept in English, shown translated.
DEFAULT_REASON = gettext_noop("the team’s space")


@transaction.atomic
def change_facts(
    *,
    startup: Startup,
    values: Mapping[str, Any],
    ties: Mapping[str, Sequence[Any]],
    seen: str,
    on: date,
    actor: Actor,
    reason: str,
) -> list[str]:
    """Sets the facts and ties that differ; returns their names.

    ``seen`` is the version (``registry.selectors.versions``) that the actor looked at. Raises
    Stale, and writes nothing, when it is not the last one; two who save at once are told
    apart by the lock. Side effects: those of ``edit_startup``, journal included; none when
    nothing differs.
    """
    Startup.objects.select_for_update().get(pk=startup.pk)
    refuse_stale(startup, seen=seen, now=facts_version(startup))
    return edit_startup(
        startup=startup,
        values=values,
        ties=ties,
        on=on,
        actor=actor,
        reason=reason.strip() or DEFAULT_REASON,
    )
