"""Sessions for tests: one plain function each, every argument optional."""

from datetime import date, timedelta
from typing import Any

from startups.people.models import Person
from startups.registry.models import Incubator
from startups.reviews.enums import DossierItem, ReviewState
from startups.reviews.models import DossierAnswer, Opinion, Review
from startups.reviews.services.decisions.draft import AimDraft, ConditionDraft, DecisionDraft
from startups.reviews.sessions.models import AgendaItem, CommitteeSession, SessionMember
from tests.factories import day, make_account, make_incubator, make_review, make_startup

ON = date(2026, 6, 1)


def make_session(
    incubator: Incubator | None = None, on: str | date = ON, **fields: Any
) -> CommitteeSession:
    """A session that is called, with a place."""
    values = {"incubator": incubator or make_incubator(), "date": day(on), "place": "Salle 3"}
    return CommitteeSession.objects.create(**values | fields)


def make_member(session: CommitteeSession, person: Person, **fields: Any) -> SessionMember:
    return SessionMember.objects.create(session=session, person=person, **fields)


def make_item(session: CommitteeSession, review: Review | None = None, **fields: Any) -> AgendaItem:
    """A review at the end of the agenda; a submitted one of a new startup when none is given."""
    chosen = review or make_ready(session.incubator)
    position = session.agenda.count() + 1
    return AgendaItem.objects.create(
        session=session, review=chosen, **{"position": position} | fields
    )


def make_ready(
    incubator: Incubator, name: str = "", state: str = ReviewState.SUBMITTED, **fields: Any
) -> Review:
    """A review, submitted unless ``state`` says otherwise, of a new startup of ``incubator``."""
    startup = make_startup(name, incubators=[incubator], phases=[("construction", "2025-09-01")])
    return make_review(startup, state, due=ON, **fields)


def answer(review: Review, **answers: str) -> None:
    """What the dossier says: ``answer(review, ask_months="6")``."""
    for item, value in answers.items():
        DossierAnswer.objects.create(
            dossier=review.dossier, item=DossierItem(item), value=value, state="confirmed"
        )


def give_opinion(review: Review, confidence: str) -> Opinion:
    return Opinion.objects.create(
        review=review, author=make_account(), confidence=confidence, given_on=ON
    )


def decision(**values: Any) -> DecisionDraft:
    """To go on for six months, with a target and a condition that are due after its day."""
    on = values.get("decided_on", ON)
    aim = AimDraft("Doubler les usages", "usagers par mois", 1000, on + timedelta(days=182), 500)
    usual: dict[str, Any] = {
        "kind": "continue",
        "decided_on": on,
        "public_reasons": "Les usages progressent.",
        "private_reasons": "Le sponsor hésite.",
        "targets": (aim,),
        "conditions": (ConditionDraft("Publier les statistiques", on + timedelta(days=60)),),
    }
    return DecisionDraft(**usual | values)
