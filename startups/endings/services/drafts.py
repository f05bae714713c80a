"""What writing the two dossiers has in common: when, on which version, and what differs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from startups.core.services.facts import Actor, sign
from startups.core.versions import refuse_stale
from startups.endings.models import HandoverDossier, StopDossier
from startups.endings.selectors.endings import may_follow
from startups.lifecycle.enums import TransitionNeed
from startups.registry.models import Startup

NEEDS: Mapping[type[StopDossier | HandoverDossier], TransitionNeed] = {
    StopDossier: TransitionNeed.STOP_DOSSIER,
    HandoverDossier: TransitionNeed.HANDOVER_DOSSIER,
}


@dataclass(frozen=True)
class Written:
    """The names of what changed, and whether a signature was made void by it."""

    changed: list[str]
    voided: bool = False


def lock_draft[D: (StopDossier, HandoverDossier)](
    model: type[D], startup: Startup, *, seen: int
) -> D:
    """The draft of ``startup``, made when there is none, with the startup locked.

    Raises Stale when ``seen`` is not its version (0 before the first), ValidationError when
    nothing that needs such a dossier may follow: what is published is never written again.
    """
    locked = Startup.objects.select_for_update().get(pk=startup.pk)
    if not may_follow(locked.phases.all(), NEEDS[model]):
        message = _("The startup is in a phase that this dossier cannot follow.")
        raise ValidationError(message, code="phase")
    existing = model._default_manager.filter(startup=locked, period=None).first()
    draft: D = existing or model(startup=locked)
    refuse_stale(draft, seen=seen, now=draft.version)
    return draft


def differing(before: Mapping[str, Any], values: Mapping[str, Any]) -> list[str]:
    """The names of ``values`` that are not as ``before``. Raises KeyError for one unknown."""
    return [name for name, value in values.items() if before[name] != value]


def refuse_both(values: Mapping[str, Any], settled: str, excused: str, message: str) -> None:
    """Raises ValidationError when something is both settled and excused from being so."""
    if str(values[settled]).strip() and str(values[excused]).strip():
        raise ValidationError({excused: message})


def write_version(
    draft: StopDossier | HandoverDossier, values: Mapping[str, Any], *, actor: Actor
) -> None:
    """Writes the next version of the dossier itself; its rows come after it."""
    for name, value in values.items():
        setattr(draft, name, value)
    draft.version += 1
    sign(draft, actor=actor, reason="").save()
