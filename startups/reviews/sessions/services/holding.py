"""What is recorded while a session is held, and how it is closed."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from startups.core.services.facts import Actor, update_facts
from startups.core.versions import refuse_stale, version_of
from startups.reviews.enums import ReviewState
from startups.reviews.models import Decision, Review
from startups.reviews.sessions.enums import SessionState
from startups.reviews.sessions.minutes import to_data
from startups.reviews.sessions.models import AgendaItem, CommitteeSession
from startups.reviews.sessions.selectors.minutes import minutes_now

from .agenda import note_in_journal
from .locking import lock_item, lock_reviews, lock_session


@transaction.atomic
def note_item(*, item: AgendaItem, note: str, seen: str, actor: Actor) -> bool:
    """Writes what the minutes say of the discussion; False when nothing differs.

    Raises Stale when somebody else wrote since the version ``seen``.
    """
    locked = lock_item(item, seen=seen)
    if locked.adjourned and not note.strip():
        raise ValidationError({"note": _("Say why nothing was decided.")})
    values = {"note": note.strip()}
    return bool(update_facts(instance=locked, values=values, actor=actor, reason=_("noted")))


@transaction.atomic
def note_session(*, session: CommitteeSession, notes: str, seen: str, actor: Actor) -> bool:
    """Writes what was said beyond the decisions. Raises Stale as ``note_item`` does."""
    locked = lock_session(session)
    refuse_stale(locked, seen=seen, now=version_of(locked))
    values = {"notes": notes.strip()}
    return bool(update_facts(instance=locked, values=values, actor=actor, reason=_("noted")))


@transaction.atomic
def adjourn_item(*, item: AgendaItem, reason: str, on: date, actor: Actor) -> AgendaItem:
    """Says that the session ends without a decision on an item, and why.

    The reason is added to the note. Raises ValidationError without one, before the day of the
    session, and once the review is decided. Side effects: history, the journal.
    """
    if not reason.strip():
        raise ValidationError({"reason": _("Say why nothing was decided.")})
    locked = lock_item(item)
    _refuse_before(locked.session, on)
    if _lock_review(locked.review).state == ReviewState.DECIDED:
        raise ValidationError(_("It is decided: there is nothing to adjourn."), code="decided")
    note = "\n\n".join(filter(None, [locked.note, reason.strip()]))
    values = {"adjourned": True, "note": note}
    update_facts(instance=locked, values=values, actor=actor, reason=reason)
    what = _("adjourned")
    note_in_journal(locked, locked.session, what, on=on, actor=actor, reason=reason)
    return locked


@transaction.atomic
def resume_item(*, item: AgendaItem, on: date, actor: Actor) -> AgendaItem:
    """Takes an adjournment back, while the session is open: the note stays."""
    locked = lock_item(item)
    what = _("taken up again")
    if update_facts(instance=locked, values={"adjourned": False}, actor=actor, reason=what):
        note_in_journal(locked, locked.session, what, on=on, actor=actor)
    return locked


@transaction.atomic
def close_session(*, session: CommitteeSession, on: date, actor: Actor) -> CommitteeSession:
    """Closes a session: from then on its record and its minutes do not change.

    Raises ValidationError with all that is missing (``what_is_missing``). Side effects: history;
    the minutes as they stand are kept.
    """
    locked = lock_session(session)
    lock_reviews(locked)
    missing = what_is_missing(locked, on=on)
    if missing:
        raise ValidationError(missing, code="missing")
    values = {
        "state": SessionState.HELD,
        "closed_on": on,
        "closed_by": actor,
        "minutes": to_data(minutes_now(locked)),
    }
    update_facts(instance=locked, values=values, actor=actor, reason=_("closed"))
    return locked


def what_is_missing(session: CommitteeSession, *, on: date) -> list[str]:
    """A sentence for each thing that keeps an open session from being closed."""
    missing = []
    if session.date > on:
        missing.append(_("The day of the session has not come yet."))
    members = list(session.members.all())
    if not any(member.present for member in members):
        missing.append(_("Say who was present."))
    items = list(session.agenda.select_related("review__startup"))
    decided = _decided(items)
    for item in items:
        words = {"startup": item.review.startup.name}
        if item.adjourned and item.review_id in decided:
            message = _("%(startup)s is decided and adjourned: take the adjournment back.")
            missing.append(message % words)
        elif not item.adjourned and item.review_id not in decided:
            message = _("%(startup)s has neither a decision nor a reason for adjourning it.")
            missing.append(message % words)
    return missing


def _decided(items: list[AgendaItem]) -> set[int]:
    reviews = [item.review_id for item in items]
    return set(Decision.objects.filter(review__in=reviews).values_list("review_id", flat=True))


def _refuse_before(session: CommitteeSession, on: date) -> None:
    if session.date > on:
        message = _("The day of the session has not come yet: take it off the agenda instead.")
        raise ValidationError(message, code="early")


def _lock_review(review: Review) -> Review:
    return Review.objects.select_for_update(of=("self",)).get(pk=review.pk)
