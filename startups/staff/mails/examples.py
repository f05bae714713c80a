"""What each kind of mail would tell, found among what is the reader's own. Writes nothing.

Links that would open something work nowhere: their secret is the word "example".
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from startups.endings.models import HandoverDossier
from startups.money.half_years import HalfYear
from startups.money.statements.models import Statement
from startups.people.models import StaffAssignment
from startups.portfolio.selectors.needs import NeedScope, needs_today
from startups.registry.models import Startup
from startups.reminders.enums import ReminderKind
from startups.reminders.services import conditions, reviews, sessions
from startups.reminders.services.kinds import Reminder
from startups.reminders.services.mails import week
from startups.reminders.stages import ReminderStage
from startups.reviews.enums import OPEN_REVIEWS
from startups.reviews.models import Condition, Decision, Review, ReviewMove
from startups.reviews.sessions.models import CommitteeSession

type Context = Mapping[str, Any]

OPENS_NOTHING = "example"
DAYS, MINUTES = 7, 15


@dataclass(frozen=True)
class ExampleScope:
    """Who reads, what is theirs, and the day."""

    scope: NeedScope
    on: date

    @property
    def reader(self) -> Any:
        return self.scope.reader

    @property
    def stage(self) -> ReminderStage:
        """A step that begins today: the reminder reads as it would now."""
        return ReminderStage(OPENS_NOTHING, self.on)


def prepare(own: ExampleScope) -> Context | None:
    return _of_review(own, ReminderKind.PREPARE)


def decide(own: ExampleScope) -> Context | None:
    return _of_review(own, ReminderKind.DECIDE)


def _of_review(own: ExampleScope, kind: ReminderKind) -> Context | None:
    review = _review(own)
    if review is None:
        return None
    return _context(reviews.reminder_of(review, kind, own.reader, own.stage, on=own.on))


def read(own: ExampleScope) -> Context | None:
    meeting = _session(own)
    return _context(sessions.reminder_of(meeting, own.reader, own.stage, 2)) if meeting else None


def condition(own: ExampleScope) -> Context | None:
    return _of_condition(own, ReminderKind.CONDITION)


def follow(own: ExampleScope) -> Context | None:
    return _of_condition(own, ReminderKind.FOLLOW)


def _of_condition(own: ExampleScope, kind: ReminderKind) -> Context | None:
    rows = Condition.objects.filter(decision__review__startup__in=own.scope.steered)
    row = rows.select_related("decision__review__startup").order_by("met_on", "-due_on").first()
    if row is None:
        return None
    reminder = conditions.reminder_of(row, kind, own.reader, own.stage, on=own.on)
    late = max(reminder.late, 1) if kind == ReminderKind.FOLLOW else reminder.late
    return _context(replace(reminder, late=late))


def _context(reminder: Reminder) -> Context:
    return {"reminder": reminder}


def week_of(own: ExampleScope) -> Context | None:
    needs = needs_today(scope=own.scope, on=own.on)
    monday = own.on - timedelta(days=own.on.weekday())
    return week(own.reader, OPENS_NOTHING, monday, needs, []).context if needs else None


def sent(own: ExampleScope) -> Context | None:
    review = _review(own)
    return _about(review.startup, review=review, actor=own.reader) if review else None


def returned(own: ExampleScope) -> Context | None:
    review = _review(own)
    if review is None:
        return None
    move = ReviewMove(review=review, actor=own.reader, comment=_("What is to be completed."))
    return _about(review.startup, review=review, move=move)


def decision(own: ExampleScope) -> Context | None:
    rows = Decision.objects.filter(review__startup__in=own.scope.steered)
    signed = rows.select_related("review__startup").order_by("-decided_on", "-pk").first()
    return _about(signed.review.startup, decision=signed, on=own.on) if signed else None


def handover(own: ExampleScope) -> Context | None:
    rows = HandoverDossier.objects.filter(startup__in=own.scope.steered, receiver__isnull=False)
    dossier = rows.select_related("startup", "receiver").order_by("-pk").first()
    if dossier is None:
        return None
    address = _closed("countersignature")
    return _about(
        dossier.startup, dossier=dossier, actor=own.reader, on=own.on, days=DAYS, address=address
    )


def session(own: ExampleScope) -> Context | None:
    meeting = _session(own)
    return {"session": meeting, "before": meeting.date} if meeting else None


def cancelled(own: ExampleScope) -> Context | None:
    meeting = _session(own)
    if meeting is None:
        return None
    meeting.cancelled_reason = meeting.cancelled_reason or _("Why it is cancelled.")
    return {"session": meeting}


def statement(own: ExampleScope) -> Context | None:
    rows = Statement.objects.filter(startup__in=own.scope.steered).select_related("startup")
    latest = rows.order_by("-year", "-half", "-pk").first()
    if latest is None:
        return None
    latest.returned_comment = latest.returned_comment or _("What is to be completed.")
    half = HalfYear(latest.year, latest.half)
    return _about(latest.startup, statement=latest, half=half, actor=own.reader)


def page(own: ExampleScope) -> Context | None:
    startup = _startup(own)
    if startup is None:
        return None
    return _about(
        startup,
        actor=own.reader,
        comment=_("What somebody says about it."),
        difference=None,
        edit_address=f"{settings.SITE_URL}{reverse('wagtailadmin_home')}",
        public_address=f"{settings.SITE_URL}/startups/{startup.slug}/",
    )


def invitation(own: ExampleScope) -> Context | None:
    startup = _startup(own)
    known = {"inviter": own.reader, "days": DAYS, "address": _closed("invitation")}
    return _about(startup, **known) if startup else None


def consent(own: ExampleScope) -> Context | None:
    startup, person = _startup(own), getattr(own.reader, "person", None)
    if startup is None or person is None:
        return None
    known = {"person": person, "actor": own.reader, "days": DAYS}
    return _about(startup, address=_closed("consent"), **known)


def assignment(own: ExampleScope) -> Context | None:
    rows = StaffAssignment.objects.filter(incubator__in=own.scope.held)
    latest = rows.select_related("incubator", "person").order_by("-start", "-pk").first()
    if latest is None:
        return None
    latest.end = latest.end or own.on
    return {"assignment": latest, "actor": own.reader}


def account(own: ExampleScope) -> Context:
    return {
        "user": own.reader,
        "by": own.reader,
        "minutes": MINUTES,
        "provider": settings.OIDC_NAME,
        "address": _closed("login_link_use"),
    }


def _about(startup: Startup, **known: Any) -> Context:
    return {"startup": startup, **known}


def _closed(route: str) -> str:
    """An address that opens nothing."""
    return f"{settings.SITE_URL}{reverse(route, args=(OPENS_NOTHING,))}"


def _startup(own: ExampleScope) -> Startup | None:
    return own.scope.steered.order_by("name", "pk").first()


def _review(own: ExampleScope) -> Review | None:
    rows = Review.objects.filter(startup__in=own.scope.steered, state__in=sorted(OPEN_REVIEWS))
    return rows.select_related("startup").order_by("due_on", "pk").first()


def _session(own: ExampleScope) -> CommitteeSession | None:
    rows = CommitteeSession.objects.filter(incubator__in=own.scope.held)
    return rows.select_related("incubator").order_by("-date", "-pk").first()
