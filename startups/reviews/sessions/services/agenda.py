"""What is on the agenda of a session, and in what order."""

from collections.abc import Collection, Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from startups.core.enums import ActKind
from startups.core.services.facts import Actor, delete_facts, sign, update_facts
from startups.core.versions import Stale
from startups.registry.services.journal import record_act
from startups.reviews.enums import ReviewState
from startups.reviews.models import Review
from startups.reviews.sessions.enums import SessionState
from startups.reviews.sessions.models import AgendaItem, CommitteeSession
from startups.reviews.sessions.selectors.sessions import FIT_FOR_AN_AGENDA

from .locking import lock_session


@transaction.atomic
def put_on_agenda(
    *, session: CommitteeSession, reviews: Collection[Review], on: date, actor: Actor
) -> list[AgendaItem]:
    """Puts reviews at the end of the agenda of an open session, all of them or none.

    Raises ValidationError unless each is submitted or in preparation, of a startup of the
    incubator of the session, and on no other open session. Side effects: history, the journal
    of each startup.
    """
    locked = lock_session(session)
    keys = sorted({review.pk for review in reviews})
    rows = Review.objects.select_for_update(of=("self",)).select_related("startup")
    locked_reviews = list(rows.filter(pk__in=keys).order_by("pk"))
    for review in locked_reviews:
        _refuse(review, locked)
    order = {review.pk: place for place, review in enumerate(reviews)}
    last = max(locked.agenda.values_list("position", flat=True), default=0)
    added = []
    for review in sorted(locked_reviews, key=lambda review: order[review.pk]):
        last += 1
        item = AgendaItem(session=locked, review=review, position=last)
        sign(item, actor=actor, reason=_("put on the agenda")).save()
        note_in_journal(item, locked, _("put on the agenda"), on=on, actor=actor)
        added.append(item)
    return added


def _refuse(review: Review, session: CommitteeSession) -> None:
    words = {"startup": review.startup.name, "state": review.get_state_display()}
    if review.state not in FIT_FOR_AN_AGENDA:
        message = _("%(startup)s: no committee looks at this review (%(state)s).")
        raise ValidationError(message % words, code="state")
    if not review.startup.incubators.filter(pk=session.incubator_id).exists():
        message = _("%(startup)s is not a startup of this incubator.")
        raise ValidationError(message % words, code="incubator")
    elsewhere = AgendaItem.objects.filter(review=review, session__state=SessionState.PLANNED)
    taken = elsewhere.select_related("session").first()
    if taken:
        message = _("%(startup)s is on the agenda of the session of %(day)s already.")
        words["day"] = date_format(taken.session.date)
        raise ValidationError(message % words, code="taken")


@transaction.atomic
def take_off_agenda(*, item: AgendaItem, on: date, actor: Actor, reason: str = "") -> None:
    """Takes a review off the agenda of an open session; what follows moves up.

    Raises ValidationError once it is decided, or adjourned. Side effects: history, the journal.
    """
    locked = lock_session(item.session)
    rows = list(locked.agenda.select_related("review__startup"))
    gone = next((row for row in rows if row.pk == item.pk), None)
    if gone is None:
        return
    if gone.review.state == ReviewState.DECIDED:
        raise ValidationError(_("It is decided: it stays in the minutes."), code="decided")
    if gone.adjourned:
        message = _("It is adjourned: take that back first, or leave it in the minutes.")
        raise ValidationError(message, code="adjourned")
    delete_facts(rows=[gone], actor=actor, reason=reason or _("taken off the agenda"))
    note_in_journal(gone, locked, _("taken off the agenda"), on=on, actor=actor, reason=reason)
    _place([row for row in rows if row is not gone], actor)


@transaction.atomic
def order_agenda(*, session: CommitteeSession, keys: Sequence[int], actor: Actor) -> bool:
    """Puts the items in the order of their ``keys``; False when they were in it.

    Raises Stale when these are not the items of the agenda any more.
    """
    locked = lock_session(session)
    rows = {row.pk: row for row in locked.agenda.all()}
    if sorted(rows) != sorted(keys):
        raise Stale
    return _place([rows[key] for key in keys], actor)


@transaction.atomic
def move_item(*, item: AgendaItem, up: bool, actor: Actor) -> bool:
    """Moves an item one place up or down; False at the end of the agenda.

    Raises Stale when it is not on it any more.
    """
    locked = lock_session(item.session)
    rows = list(locked.agenda.all())
    place = next((place for place, row in enumerate(rows) if row.pk == item.pk), None)
    if place is None:
        raise Stale
    other = place - 1 if up else place + 1
    if not 0 <= other < len(rows):
        return False
    rows[place], rows[other] = rows[other], rows[place]
    return _place(rows, actor)


def _place(rows: Sequence[AgendaItem], actor: Actor) -> bool:
    """Numbers the items from one, in that order."""
    moved = [
        update_facts(
            instance=row, values={"position": position}, actor=actor, reason=_("agenda ordered")
        )
        for position, row in enumerate(rows, start=1)
    ]
    return any(moved)


def note_in_journal(
    item: AgendaItem,
    session: CommitteeSession,
    what: str,
    *,
    on: date,
    actor: Actor,
    reason: str = "",
) -> None:
    """Tells the startup's journal what became of its review on an agenda."""
    words = {"day": f"{session.date:%Y-%m-%d}", "what": what}
    record_act(
        startup=item.review.startup,
        kind=ActKind.AGENDA_CHANGED,
        on=on,
        actor=actor,
        reason=reason,
        detail=_("session of %(day)s: %(what)s") % words,
    )
