"""What is asked of a team now, and by when. Values in, values out: no query, no clock.

Each question is a function in ``QUESTIONS``: what is asked about reviews comes as one more.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from startups.core.formats import long_day
from startups.endings.selectors.endings_begun import EndingBegun
from startups.endings.services.countersigning import VALID_FOR as LINK_VALID_FOR
from startups.lifecycle.enums import ACTIVE, Phase
from startups.people.selectors.team import TeamToday, missions_ending
from startups.people.services.consent import VALID_FOR
from startups.registry.freshness import is_stale, reread_on
from startups.reviews.due_dates import days_late
from startups.reviews.enums import ReviewState

from .page_state import PageStage, PageState

ENDING_WITHIN = timedelta(days=60)


@dataclass(frozen=True)
class Duty:
    """Something to do. ``due`` is the day by when, ``late`` whether it is past.

    ``place`` is the name of the address where it is done; nothing for the page's editor.
    """

    code: str
    message: str
    due: date | None
    place: str
    late: bool = False
    detail: str = ""


@dataclass(frozen=True)
class ReviewAsked:
    """The review under way. ``missing`` counts what its dossier lacks; ``comment`` is what it
    was returned with, while it is."""

    state: str
    due: date
    missing: int = 0
    comment: str = ""


@dataclass(frozen=True)
class StatementAsked:
    """A half-year that has ended with money in it, and whose budget statement is not given.

    ``comment`` is what it was sent back with, while it is.
    """

    label: str
    due: date
    comment: str = ""


@dataclass(frozen=True)
class Situation:
    """What is known of a startup on the day ``on``; ``reader`` is the key of who asks."""

    on: date
    phase: Phase | None
    touched_on: date | None
    team: TeamToday
    page: PageState
    may_publish: bool = False
    reader: int | None = None
    review: ReviewAsked | None = None
    endings: Sequence[EndingBegun] = ()
    statements: Sequence[StatementAsked] = ()

    @property
    def is_active(self) -> bool:
        return self.phase in ACTIVE


def duties(situation: Situation) -> list[Duty]:
    """What is asked, the most pressing first: late, then by day, then without a day."""
    asked = [duty for question in QUESTIONS for duty in question(situation)]
    return sorted(asked, key=lambda duty: (not duty.late, duty.due or date.max))


def review_to_prepare(situation: Situation) -> Iterator[Duty]:
    """The next review, from far on; what is left to fill in; what it was returned for."""
    review = situation.review
    if review is None or review.state not in MESSAGES:
        return
    late = bool(days_late(review.due, situation.on))
    if review.comment:
        message = _("Complete the dossier of the review and submit it again: it was returned.")
        yield Duty("review_returned", message, review.due, "review", True, review.comment)
        return
    message = MESSAGES[review.state](review.missing)
    yield Duty(f"review_{review.state}", message, review.due, "review", late)


def _to_finish(missing: int) -> str:
    if not missing:
        return _("Submit the dossier of the review: nothing is missing.")
    message = ngettext(
        "Finish the dossier of the review: %(count)s thing is left to fill in.",
        "Finish the dossier of the review: %(count)s things are left to fill in.",
        missing,
    )
    return message % {"count": missing}


MESSAGES: dict[str, Callable[[int], str]] = {
    ReviewState.PLANNED: lambda _missing: _("Prepare the six-month review."),
    ReviewState.PREPARING: _to_finish,
}


def page_sent_back(situation: Situation) -> Iterator[Duty]:
    page = situation.page
    if page.stage is PageStage.RETURNED:
        yield Duty(
            "page_returned",
            _("Complete the text of the page and submit it again: a manager sent it back."),
            None,
            "page",
            late=True,
            detail=page.comment,
        )


def page_to_approve(situation: Situation) -> Iterator[Duty]:
    if situation.page.stage is PageStage.WAITING and situation.may_publish:
        yield Duty(
            "page_waiting", _("Approve the page, or send it back with a comment."), None, "page"
        )


def draft_to_submit(situation: Situation) -> Iterator[Duty]:
    if situation.page.stage is PageStage.DRAFT:
        yield Duty("page_draft", _("Submit the draft of the page, or go on with it."), None, "page")


def intrapreneur_missing(situation: Situation) -> Iterator[Duty]:
    if situation.is_active and not situation.team.has_intrapreneur:
        yield Duty(
            "no_intrapreneur", _("Name an intrapreneur: nobody leads the team."), None, "team"
        )


def page_untouched(situation: Situation) -> Iterator[Duty]:
    """Facts and page are looked at every three months."""
    touched = situation.touched_on
    if situation.is_active and touched and is_stale(touched, situation.on):
        message = _("Read the page again: nothing has changed since %(day)s.")
        day = long_day(touched)
        yield Duty("untouched", message % {"day": day}, reread_on(touched), "facts", late=True)


def missions_to_renew(situation: Situation) -> Iterator[Duty]:
    if not situation.is_active:
        return
    for row in missions_ending(situation.team, on=situation.on, within=ENDING_WITHIN):
        end = row.membership.end
        message = _("Say whether %(name)s stays: this mission ends on %(day)s.")
        words = {
            "name": row.membership.person.name,
            "day": long_day(end or situation.on),
        }
        yield Duty("mission_ends", message % words, end, "team")


def consents_waited_for(situation: Situation) -> Iterator[Duty]:
    """Each gives their own: of the others, the team may only remind them."""
    for row in situation.team.current:
        asked, person = row.asked, row.membership.person
        if not asked or asked.answered_on or person.consent_given_on:
            continue
        due = asked.asked_on + VALID_FOR
        if situation.on > due:
            continue
        if person.user_id and person.user_id == situation.reader:
            yield Duty("consent_mine", _("Say whether you agree to be named."), due, "me")
            continue
        message = _("%(name)s has not said yet whether they agree to be named.")
        yield Duty("consent_pending", message % {"name": person.name}, due, "team")


def endings_to_complete(situation: Situation) -> Iterator[Duty]:
    """A dossier that was begun is completed; then its owner, if it has one, is asked to sign."""
    for begun in situation.endings:
        if begun.missing:
            message = (
                _("Complete the closing dossier, or leave it: the committee needs it to stop.")
                if begun.name == "stop"
                else _("Complete the hand-over dossier: the committee needs it to hand over.")
            )
            yield Duty(f"{begun.name}_begun", message, None, begun.name)
        elif not (begun.signed or _is_asked(begun, situation.on)):
            message = _("Send the named owner the link that signs the hand-over.")
            yield Duty("handover_unsent", message, None, begun.name)


def _is_asked(begun: EndingBegun, on: date) -> bool:
    return begun.link_sent_on is not None and on <= begun.link_sent_on + LINK_VALID_FOR


def statements_to_publish(situation: Situation) -> Iterator[Duty]:
    """One a half-year; what was sent back comes first, with the manager's comment."""
    for asked in situation.statements:
        if asked.comment:
            message = _("Complete the budget statement of the %(half)s: it was sent back.")
            words = message % {"half": asked.label}
            yield Duty("statement_returned", words, asked.due, "statements", True, asked.comment)
            continue
        message = _("Publish the budget statement of the %(half)s.")
        late = bool(days_late(asked.due, situation.on))
        words = message % {"half": asked.label}
        yield Duty("statement_to_publish", words, asked.due, "statements", late)


QUESTIONS: tuple[Callable[[Situation], Iterator[Duty]], ...] = (
    review_to_prepare,
    page_sent_back,
    page_to_approve,
    draft_to_submit,
    intrapreneur_missing,
    page_untouched,
    missions_to_renew,
    consents_waited_for,
    endings_to_complete,
    statements_to_publish,
)
