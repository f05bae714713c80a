"""The team answers the items of its dossier: confirms, corrects, or says that nobody knows."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from startups.core.services.facts import Actor, update_facts
from startups.core.versions import refuse_stale
from startups.reviews.enums import NEVER_UNKNOWN, AnswerState, ReviewState
from startups.reviews.models import DossierAnswer, Review
from startups.reviews.services.reviews.steering import lock_review

from .typed import read_value


@transaction.atomic
def save_answer(
    *,
    answer: DossierAnswer,
    state: str,
    value: str | None = None,
    seen_version: int,
    on: date,
    actor: Actor,
) -> DossierAnswer:
    """Writes what the team makes of an item; returns the row as it is now.

    ``state`` is what is wanted: CONFIRMED for the value as it stands, CORRECTED for ``value`` as
    it is typed, UNKNOWN. Another value than the one that stands corrects it, whatever is wanted;
    an empty one takes the answer back. What is so already is not written, whoever wrote it.
    Raises ValidationError for a value that cannot be, for an item that the team alone knows, and
    once the dossier is submitted; Stale when somebody else wrote since ``seen_version``.
    """
    lock_review(answer.dossier.review, {ReviewState.PREPARING})
    current = DossierAnswer.objects.get(pk=answer.pk)
    wanted = _wanted(current, state, value)
    if wanted == (current.state, current.value):
        return current
    refuse_stale(current, seen=seen_version, now=current.version)
    return _write(current, *wanted, on=on, actor=actor)


def _wanted(current: DossierAnswer, state: str, value: str | None) -> tuple[str, str]:
    """The state and the value that the item shall have."""
    if state == AnswerState.UNKNOWN:
        if current.item in NEVER_UNKNOWN:
            message = _("Nobody but the team can say this: it is not “unknown”.")
            raise ValidationError(message, code="never_unknown")
        return AnswerState.UNKNOWN, ""
    text = current.value if value is None else read_value(current.item, value)
    if text != current.value:
        return (AnswerState.CORRECTED if text else AnswerState.EMPTY), text
    if state == AnswerState.CONFIRMED:
        return _confirmed(current), text
    if not text:
        return AnswerState.EMPTY, text
    return current.state, text


def _confirmed(current: DossierAnswer) -> str:
    """What the team wrote itself needs no confirmation."""
    if not current.value:
        raise ValidationError(_("There is nothing to confirm: write it."), code="nothing")
    return (
        AnswerState.CORRECTED if current.state == AnswerState.CORRECTED else AnswerState.CONFIRMED
    )


def _write(
    current: DossierAnswer, state: str, value: str, *, on: date, actor: Actor
) -> DossierAnswer:
    stands = state == AnswerState.CONFIRMED
    is_answered = state != AnswerState.EMPTY
    values = {
        "state": state,
        "value": value,
        "source": current.source if stands else "",
        "source_on": current.source_on if stands else None,
        "answered_by": actor if is_answered else None,
        "answered_on": on if is_answered else None,
        "version": current.version + 1,
    }
    update_facts(instance=current, values=values, actor=actor, reason="")
    return current


@transaction.atomic
def confirm_all(
    *, review: Review, seen: Mapping[str, int], on: date, actor: Actor
) -> list[DossierAnswer]:
    """Confirms the prefilled items among ``seen`` (versions by item); returns those confirmed.

    One that somebody else has written since is left as it is. Raises ValidationError once the
    dossier is submitted.
    """
    lock_review(review, {ReviewState.PREPARING})
    rows = DossierAnswer.objects.filter(
        dossier__review=review, item__in=list(seen), state=AnswerState.PREFILLED
    )
    return [
        _write(row, AnswerState.CONFIRMED, row.value, on=on, actor=actor)
        for row in rows
        if row.version == seen[row.item]
    ]
