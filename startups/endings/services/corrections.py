"""Adds a correction to a published dossier, which itself is never edited."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from startups.core.enums import ActKind
from startups.core.services.facts import Actor, sign
from startups.endings.models import EndingCorrection, HandoverDossier, StopDossier
from startups.lifecycle.models import PhasePeriod
from startups.registry.services.journal import record_act
from startups.registry.services.publication import mark_changed


@transaction.atomic
def correct_ending(
    *, period: PhasePeriod, text: str, on: date, actor: Actor, reason: str
) -> EndingCorrection:
    """Publishes ``text`` below the dossier of an end, as a correction of the day ``on``.

    An administrator's act: views ask who does it. Raises ValidationError without a text or a
    reason, and where nothing is published yet: a draft is simply written. Side effects: history,
    the journal, the day of the page's last change.
    """
    _check(period, text, reason, on)
    row = EndingCorrection(
        period=period, text=text, reason=reason, corrected_on=on, corrected_by=actor
    )
    sign(row, actor=actor, reason=reason).save()
    kind = (
        ActKind.STOP_DOSSIER_WRITTEN
        if StopDossier.objects.filter(period=period).exists()
        else ActKind.HANDOVER_WRITTEN
    )
    record_act(
        startup=period.startup,
        kind=kind,
        on=on,
        actor=actor,
        reason=reason,
        detail=_("correction of the published dossier"),
    )
    mark_changed(days={period.startup_id: on})
    return row


def _check(period: PhasePeriod, text: str, reason: str, on: date) -> None:
    errors = {}
    if not text.strip():
        errors["text"] = _("Say what is corrected.")
    if not reason.strip():
        errors["reason"] = _("Say why.")
    if errors:
        raise ValidationError(errors)
    dossiers = (model.objects.filter(period=period) for model in (StopDossier, HandoverDossier))
    if period.start > on or not any(rows.exists() for rows in dossiers):
        raise ValidationError(_("No dossier is published for this end."), code="unpublished")
