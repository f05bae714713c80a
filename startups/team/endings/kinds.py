"""The two dossiers, side by side: what the same pages do with one and with the other."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from startups.endings.models import HandoverDossier, StopDossier
from startups.endings.selectors.ending_facts import handover_facts, stop_facts
from startups.endings.selectors.ending_values import (
    handover_draft,
    handover_values,
    items_of,
    stop_draft,
    stop_values,
)
from startups.endings.selectors.endings import Gap, handover_gaps, stop_gaps
from startups.endings.services.handover import write_handover
from startups.endings.services.stop import write_stop
from startups.lifecycle.enums import TransitionNeed
from startups.registry.models import Startup

from .forms import EndingForm, HandoverForm, StopForm


@dataclass(frozen=True)
class DossierKind:
    """A dossier: ``name`` ends the names of its addresses; ``related`` is what it is read with."""

    name: str
    title: Any
    need: TransitionNeed
    model: Any
    related: tuple[str, ...]
    draft: Callable[[Startup], Any]
    gaps: Callable[[Any], list[Gap]]
    facts: Callable[..., Any]
    form: Callable[..., EndingForm]
    write: Callable[..., Any]


def stop_form(data: QueryDict | None, dossier: StopDossier | None) -> StopForm:
    version = dossier.version if dossier else 0
    return StopForm(data, values=stop_values(dossier), version=version)


def handover_form(data: QueryDict | None, dossier: HandoverDossier | None) -> HandoverForm:
    version = dossier.version if dossier else 0
    values, items = handover_values(dossier), items_of(dossier)
    return HandoverForm(data, values=values, version=version, items=items)


STOP = DossierKind(
    name="stop",
    title=_("Closing dossier"),
    need=TransitionNeed.STOP_DOSSIER,
    model=StopDossier,
    related=("matters",),
    draft=stop_draft,
    gaps=stop_gaps,
    facts=stop_facts,
    form=stop_form,
    write=write_stop,
)
HANDOVER = DossierKind(
    name="handover",
    title=_("Hand-over dossier"),
    need=TransitionNeed.HANDOVER_DOSSIER,
    model=HandoverDossier,
    related=("receiver", "checks__item"),
    draft=handover_draft,
    gaps=handover_gaps,
    facts=handover_facts,
    form=handover_form,
    write=write_handover,
)
KINDS = (STOP, HANDOVER)
