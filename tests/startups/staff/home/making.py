"""Portfolios in which everything needs somebody, of any size, made in a few queries."""

from datetime import date, timedelta
from typing import Any

from django.contrib.auth import get_user_model

from startups.figures.models import Indicator, Measurement
from startups.lifecycle.enums import Phase
from startups.lifecycle.models import PhasePeriod
from startups.money.enums import FundingKind, Half, StatementState
from startups.money.models import Commitment, Funding
from startups.money.statements.models import Statement
from startups.people.enums import StaffRole
from startups.registry.models import (
    Incubator,
    PublishedText,
    Startup,
    StartupIncubator,
    StartupTheme,
    Theme,
)
from startups.reviews.enums import (
    AnswerState,
    Confidence,
    DecisionKind,
    DossierItem,
    DueBasis,
    ReviewState,
)
from startups.reviews.models import Condition, Decision, Dossier, DossierAnswer, Opinion, Review
from startups.reviews.sessions.models import AgendaItem, CommitteeSession
from tests.access.cast import assign, make_user
from tests.factories import make_incubator, make_startup_page, make_term
from tests.startups.money.making import make_contract, order_values

ON = date(2026, 6, 15)
PAST, SOON = ON - timedelta(days=200), ON + timedelta(days=10)


def make_staff(incubator: Incubator, role: str, name: str) -> Any:
    """An account on the staff of ``incubator``."""
    user = make_user(name)
    assign(user, incubator, role)
    return user


def make_manager(incubator: Incubator, name: str = "gerante") -> Any:
    return make_staff(incubator, StaffRole.MANAGER, name)


def make_reader(incubator: Incubator, name: str = "membre") -> Any:
    return make_staff(incubator, StaffRole.COMMITTEE, name)


def make_administrator(name: str = "admin") -> Any:
    return make_user(name, is_superuser=True)


def make_portfolio(number: int, incubator: Incubator | None = None) -> Incubator:
    """An incubator of ``number`` startups, each with something of everything.

    One in two has a dossier to decide on (the first at a session of today), the others a review
    that is late; each has an overdue condition, no intrapreneur, a page left alone, an envelope
    that ends soon and an old quote. The incubator orders under a contract that ends soon.
    """
    incubator = incubator or make_incubator("Fabrique")
    author = get_user_model().objects.create_user("auteur@people.example", None)
    startups = Startup.objects.bulk_create(
        Startup(ghid=f"p{i}", slug=f"p{i}", name=f"Produit {i:03}") for i in range(number)
    )
    _tie(startups, incubator)
    _decide(startups, author)
    opened = _open_reviews(startups, author)
    _seat(incubator, [review for review in opened if review.state == ReviewState.SUBMITTED])
    _measure(startups)
    _owe(startups, incubator)
    _state(startups, author)
    _submit_page(startups[0], author)
    return incubator


def _tie(startups: list[Startup], incubator: Incubator) -> None:
    theme = make_term(Theme, "transport")
    StartupIncubator.objects.bulk_create(
        StartupIncubator(startup=s, incubator=incubator, position=0) for s in startups
    )
    StartupTheme.objects.bulk_create(StartupTheme(startup=s, term=theme) for s in startups)
    PhasePeriod.objects.bulk_create(
        PhasePeriod(startup=s, phase=Phase.CONSTRUCTION, start=PAST) for s in startups
    )
    PublishedText.objects.bulk_create(
        PublishedText(startup=s, search_name=s.name.lower(), changed_on=PAST) for s in startups
    )


def _review(startup: Startup, state: str, due: date, author: Any) -> Review:
    told = {} if state == ReviewState.PLANNED else {"prepared_on": due - timedelta(days=30)}
    if state in {ReviewState.SUBMITTED, ReviewState.DECIDED}:
        told |= {"submitted_on": due - timedelta(days=7), "submitted_by": author}
    if state == ReviewState.DECIDED:
        told["decided_on"] = due
    return Review(startup=startup, state=state, due_on=due, due_basis=DueBasis.DECISION, **told)


def _decide(startups: list[Startup], author: Any) -> None:
    reviews = Review.objects.bulk_create(
        _review(s, ReviewState.DECIDED, PAST, author) for s in startups
    )
    decisions = Decision.objects.bulk_create(
        Decision(
            review=review,
            kind=DecisionKind.CONTINUE,
            decided_on=PAST,
            signed_on=PAST,
            signed_by=author,
            public_reasons="Les usages progressent.",
            next_due_on=ON - timedelta(days=20),
        )
        for review in reviews
    )
    Condition.objects.bulk_create(
        Condition(decision=row, wording="Publier le code", due_on=ON - timedelta(days=9))
        for row in decisions
    )
    Funding.objects.bulk_create(
        Funding(
            startup=row.review.startup,
            kind=FundingKind.OWN_BUDGET,
            amount=100_000,
            start=PAST,
            end=SOON,
            granted_on=PAST,
            decision=row,
        )
        for row in decisions
    )


def _open_reviews(startups: list[Startup], author: Any) -> list[Review]:
    due = ON - timedelta(days=12)
    states = (ReviewState.SUBMITTED, ReviewState.PLANNED)
    reviews = Review.objects.bulk_create(
        _review(s, states[i % 2], due, author) for i, s in enumerate(startups)
    )
    submitted = [review for review in reviews if review.state == ReviewState.SUBMITTED]
    dossiers = Dossier.objects.bulk_create(Dossier(review=review) for review in submitted)
    DossierAnswer.objects.bulk_create(
        DossierAnswer(
            dossier=row,
            item=DossierItem.CONFIDENCE,
            state=AnswerState.CORRECTED,
            value=Confidence.FRAGILE,
        )
        for row in dossiers
    )
    Opinion.objects.bulk_create(
        Opinion(review=row, author=author, confidence=Confidence.IN_DANGER, given_on=ON)
        for row in submitted
    )
    return reviews


def _seat(incubator: Incubator, reviews: list[Review]) -> None:
    """The first dossier is for a session of today, the others for one to come."""
    today = CommitteeSession.objects.create(incubator=incubator, date=ON, place="Salle 1")
    later = CommitteeSession.objects.create(incubator=incubator, date=SOON, place="Salle 1")
    AgendaItem.objects.bulk_create(
        AgendaItem(session=later if place else today, review=review, position=place)
        for place, review in enumerate(reviews)
    )


def _measure(startups: list[Startup]) -> None:
    indicators = Indicator.objects.bulk_create(
        Indicator(startup=s, level="used", wording="Usagers", public=True, headline=True)
        for s in startups
    )
    Measurement.objects.bulk_create(
        Measurement(indicator=row, date=PAST, value=1200, source="Journaux") for row in indicators
    )


def _owe(startups: list[Startup], incubator: Incubator) -> None:
    """An old quote each; and a contract near its end."""
    values = order_values(1_000, ordered_on=None, quoted_on=PAST, reference="D-1")
    Commitment.objects.bulk_create(Commitment(startup=s, **values) for s in startups)
    make_contract(users=[incubator], notified_on=PAST, months=7)


def _state(startups: list[Startup], author: Any) -> None:
    """A statement to validate each, and an order of a half-year of which none is given."""
    values = order_values(1_000, ordered_on=PAST, reference="D-2", covers_until=date(2026, 12, 31))
    Commitment.objects.bulk_create(Commitment(startup=s, **values) for s in startups)
    Statement.objects.bulk_create(
        Statement(
            startup=s,
            year=PAST.year,
            half=Half.FIRST,
            state=StatementState.SUBMITTED,
            submitted_on=PAST,
            submitted_by=author,
        )
        for s in startups
    )


def _submit_page(startup: Startup, author: Any) -> None:
    """A draft of the page of ``startup`` waits for approval since a day before ``ON``."""
    page = make_startup_page(startup)
    page.save_revision(user=author)
    page.get_workflow().start(page, author)
    PublishedText.objects.filter(startup=startup).update(changed_on=PAST)
