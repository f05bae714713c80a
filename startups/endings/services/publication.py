"""Publishes the dossier of an end with the phase that it explains; what is incomplete is not.

Called within the transaction of ``lifecycle.services``, through ``startups.receivers``.
"""

from collections.abc import Collection
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from startups.core.services.facts import Actor, update_facts
from startups.endings.models import HandoverDossier, StopDossier
from startups.endings.selectors.endings import missing_of_handover, missing_of_stop
from startups.lifecycle.enums import TransitionNeed
from startups.lifecycle.models import PhasePeriod
from startups.registry.models import Startup


def publish_ending(
    *, period: PhasePeriod, needs: Collection[TransitionNeed], on: date, actor: Actor, reason: str
) -> None:
    """Ties the draft dossier that the end needs to ``period``: from then on it is published.

    Raises ValidationError that lists what the dossier lacks.
    """
    if TransitionNeed.STOP_DOSSIER in needs:
        draft: StopDossier | HandoverDossier = complete_stop(period.startup)
    elif TransitionNeed.HANDOVER_DOSSIER in needs:
        draft = complete_handover(period.startup)
    else:
        return
    update_facts(instance=draft, values={"period": period}, actor=actor, reason=reason)


def unpublish_ending(*, period: PhasePeriod, actor: Actor, reason: str) -> None:
    """Makes the dossier of a planned end that is taken back a draft again."""
    for model in (StopDossier, HandoverDossier):
        for dossier in model.objects.filter(period=period):
            update_facts(instance=dossier, values={"period": None}, actor=actor, reason=reason)


def complete_stop(startup: Startup) -> StopDossier:
    """The draft of the closing dossier; raises ValidationError unless it is complete."""
    draft = StopDossier.objects.select_for_update().filter(startup=startup, period=None).first()
    _refuse_lacking(missing_of_stop(draft), _("The closing dossier is not complete: %(items)s."))
    assert draft  # noqa: S101  # nothing is missing of it
    return draft


def complete_handover(startup: Startup) -> HandoverDossier:
    """The draft of the hand-over dossier; raises ValidationError unless it is complete."""
    drafts = HandoverDossier.objects.select_for_update(of=("self",))
    draft = drafts.filter(startup=startup, period=None).first()
    message = _("The hand-over dossier is not complete: %(items)s.")
    _refuse_lacking(missing_of_handover(draft), message)
    assert draft  # noqa: S101  # nothing is missing of it
    return draft


def _refuse_lacking(missing: list[str], message: str) -> None:
    if missing:
        raise ValidationError(message % {"items": ", ".join(missing)}, code="dossier")
