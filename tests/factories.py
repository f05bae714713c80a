"""Facts and pages for tests: one plain function each, every argument optional.

Each makes what is asked and nothing more. Identifiers are numbered, so that two of the same
kind never clash.
"""

import itertools
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.utils.text import slugify

from cms.models import HomePage, StandardPage, StartupPage
from cms.services import ensure_site, hold_pages
from startups.content_tree.services import PageText
from startups.core.calendar import add_months
from startups.endings.enums import Matter, ReceivingModel, StopCause
from startups.endings.models import (
    HandoverCheck,
    HandoverDossier,
    HandoverItem,
    StopDossier,
    StopMatter,
)
from startups.lifecycle.enums import EventKind, Phase
from startups.lifecycle.models import Event, PhasePeriod
from startups.people.enums import Employment
from startups.people.models import Membership, Person
from startups.registry.models import (
    Incubator,
    Organisation,
    Role,
    Sponsorship,
    Startup,
    StartupIncubator,
    StartupTechnology,
    StartupTheme,
    StartupUserType,
    Technology,
    Theme,
    UserType,
)
from startups.registry.services.search import refresh_search_text
from startups.reviews.enums import FINAL_DECISIONS, DecisionKind, DueBasis, ReviewState
from startups.reviews.models import Decision, Dossier, Review, ReviewMove, Target

# A day long past: what tests make has begun, whatever the day they run on.
LONG_AGO = date(2020, 1, 15)

_numbers = itertools.count(1)


def day(value: str | date) -> date:
    """``2024-03-01`` as a date."""
    return value if isinstance(value, date) else date.fromisoformat(value)


def make_organisation(name: str = "", **fields: Any) -> Organisation:
    ghid = fields.pop("ghid", f"organisation-{next(_numbers)}")
    return Organisation.objects.create(
        ghid=ghid, **{"slug": slugify(ghid), "name": name or ghid.title()} | fields
    )


def make_incubator(name: str = "", **fields: Any) -> Incubator:
    ghid = fields.pop("ghid", f"incubator-{next(_numbers)}")
    return Incubator.objects.create(
        ghid=ghid, **{"slug": slugify(ghid), "name": name or ghid.title()} | fields
    )


def make_hidden_incubator(name: str = "", **fields: Any) -> Incubator:
    return make_incubator(name, hidden=True, **fields)


def make_phase(
    startup: Startup, phase: str = Phase.CONSTRUCTION, start: str | date = LONG_AGO, **fields: Any
) -> PhasePeriod:
    return PhasePeriod.objects.create(startup=startup, phase=phase, start=day(start), **fields)


def make_event(
    startup: Startup,
    kind: str = EventKind.COMMITTEE,
    on: str | date = LONG_AGO,
    comment: str = "",
    **fields: Any,
) -> Event:
    return Event.objects.create(startup=startup, kind=kind, date=day(on), comment=comment, **fields)


def make_term[T: (Technology, Theme, UserType)](model: type[T], code: str = "") -> T:
    """A word of a vocabulary: the one of this code, made where it is missing."""
    code = code or f"{model.__name__.lower()}-{next(_numbers)}"
    return model.objects.get_or_create(code=code, defaults={"word": code, "name": code})[0]


def make_startup(
    name: str = "",
    *,
    phases: Iterable[tuple[str, str | date]] = (),
    events: Iterable[tuple[str, str | date]] = (),
    incubators: Iterable[Incubator] = (),
    sponsors: Iterable[Organisation] = (),
    technologies: Iterable[str] = (),
    themes: Iterable[str] = (),
    user_types: Iterable[str] = (),
    **fields: Any,
) -> Startup:
    """A startup; ``phases`` and ``events`` are pairs of a kind and a day (``2024-03-01``)."""
    ghid = fields.pop("ghid", f"startup-{next(_numbers)}")
    startup = Startup.objects.create(
        ghid=ghid, **{"slug": slugify(ghid), "name": name or ghid.title()} | fields
    )
    for phase, start in phases:
        make_phase(startup, phase, start)
    for kind, on in events:
        make_event(startup, kind, on)
    for position, incubator in enumerate(incubators):
        StartupIncubator.objects.create(startup=startup, incubator=incubator, position=position)
    for position, organisation in enumerate(sponsors):
        Sponsorship.objects.create(startup=startup, organisation=organisation, position=position)
    _tie(startup, StartupTechnology, Technology, technologies)
    _tie(startup, StartupTheme, Theme, themes)
    _tie(startup, StartupUserType, UserType, user_types)
    return startup


def _tie(startup: Startup, link: Any, model: Any, codes: Iterable[str]) -> None:
    for position, code in enumerate(codes):
        link.objects.create(startup=startup, term=make_term(model, code), position=position)


def make_person(name: str = "", *, consenting: bool = False, **fields: Any) -> Person:
    ghid = fields.pop("ghid", f"person-{next(_numbers)}")
    consent = LONG_AGO if consenting else None
    return Person.objects.create(
        ghid=ghid, **{"name": name or ghid.title(), "consent_given_on": consent} | fields
    )


def make_role(code: str = "developpement-test", name: str = "") -> Role:
    return Role.objects.get_or_create(code=code, defaults={"word": code, "name": name or code})[0]


def make_membership(
    startup: Startup,
    person: Person | None = None,
    *,
    role: str = "developpement-test",
    start: str | date = LONG_AGO,
    end: str | date | None = None,
    **fields: Any,
) -> Membership:
    return Membership.objects.create(
        **{
            "startup": startup,
            "person": person or make_person(),
            "role": make_role(role),
            "start": day(start),
            "end": day(end) if end else None,
            "employment": Employment.ADMINISTRATION,
        }
        | fields
    )


def make_site() -> HomePage:
    """The home page and its sections."""
    return ensure_site()


def make_startup_page(startup: Startup, body: str = "", **fields: Any) -> StartupPage:
    """The published page of ``startup``, and what the list searches of it."""
    hold_pages([PageText(startup, body)], on=LONG_AGO, actor=None, reason="test")
    refresh_search_text(startups=[startup.pk], on=LONG_AGO)
    page = StartupPage.objects.get(startup=startup)
    for name, value in fields.items():
        setattr(page, name, value)
    if fields:
        page.save()
    return page


def make_published_startup(name: str = "", *, body: str = "", **fields: Any) -> Startup:
    """A startup with its page; in construction unless ``phases`` says otherwise."""
    startup = make_startup(name, **{"phases": [(Phase.CONSTRUCTION, LONG_AGO)]} | fields)
    make_startup_page(startup, body)
    return startup


def make_standard_page(title: str, **fields: Any) -> StandardPage:
    """A free page below the home page."""
    page = StandardPage(title=title, **{"slug": slugify(title)} | fields)
    make_site().add_child(instance=page)
    return page


def make_account(email: str = "", **fields: Any) -> Any:
    """A user account that is nobody's in particular."""
    address = email or f"compte-{next(_numbers)}@portefeuille.example"
    return get_user_model().objects.create_user(email=address, password=None, **fields)


def make_review(
    startup: Startup,
    state: str = ReviewState.SUBMITTED,
    due: str | date = "2026-06-01",
    by: Any = None,
    **fields: Any,
) -> Review:
    """A review in ``state``; ``by`` is the account that submitted it (made when absent)."""
    dates: dict[str, Any] = {}
    if state not in (ReviewState.PLANNED, ReviewState.CANCELLED):
        dates["prepared_on"] = day(due) - timedelta(days=30)
    if state in (ReviewState.SUBMITTED, ReviewState.DECIDED):
        dates["submitted_on"] = day(due) - timedelta(days=7)
        dates["submitted_by"] = by or make_account()
    if state == ReviewState.DECIDED:
        dates["decided_on"] = day(due)
    if state == ReviewState.CANCELLED:
        dates |= {"cancelled_on": day(due), "cancelled_reason": "Sans objet"}
    values = {"due_on": day(due), "due_basis": DueBasis.PHASE_START} | dates | fields
    review = Review.objects.create(startup=startup, state=state, **values)
    ReviewMove.objects.create(review=review, to_state=state, on=day(due))
    if "prepared_on" in dates:
        Dossier.objects.create(review=review)
    return review


def make_decision(review: Review, kind: str = DecisionKind.CONTINUE, **fields: Any) -> Decision:
    """The decision of a decided review, as it stands in the database: nothing follows from it."""
    on = fields.pop("decided_on", review.decided_on)
    values: dict[str, Any] = {
        "decided_on": on,
        "signed_on": on,
        "signed_by": review.submitted_by,
        "public_reasons": "Les usages progressent.",
        "next_due_on": None if kind in FINAL_DECISIONS else add_months(on, 6),
    }
    return Decision.objects.create(review=review, kind=kind, **values | fields)


def make_target(decision: Decision, position: int = 1, **fields: Any) -> Target:
    values: dict[str, Any] = {
        "wording": "Doubler le nombre d’utilisateurs",
        "measure": "utilisateurs par mois",
        "starting_value": 500,
        "target_value": 1000,
        "due_on": add_months(decision.decided_on, 6),
    }
    return Target.objects.create(decision=decision, position=position, **values | fields)


def make_stop_dossier(startup: Startup, **fields: Any) -> StopDossier:
    """A complete closing dossier, not published yet."""
    texts = {
        "why": "Trop peu d’usages.",
        "learnt": "Le besoin est ailleurs.",
        "advice": "Attendre.",
    }
    values = {"cause": StopCause.IMPACT} | texts | fields
    dossier = StopDossier.objects.create(startup=startup, **values)
    for matter in Matter:
        StopMatter.objects.create(dossier=dossier, matter=matter, not_applicable="Rien à reprendre")
    return dossier


def make_handover_dossier(startup: Startup, **fields: Any) -> HandoverDossier:
    """A complete and countersigned hand-over dossier, not published yet."""
    values: dict[str, Any] = {
        "receiver": make_organisation(),
        "model": ReceivingModel.BUSINESS_TEAM,
        "summary": "Le service est prêt.",
        "learnt": "L’équipe doit suivre.",
        "criteria": "Cent mille usagers à douze mois.",
        "fallback": "Retour en incubateur.",
        "owner_name": "Zoé Destinataire",
        "owner_email": "zoe@direction.example",
        "countersigned_on": LONG_AGO,
    }
    dossier = HandoverDossier.objects.create(startup=startup, **values | fields)
    for item in HandoverItem.objects.filter(official=True):
        HandoverCheck.objects.create(dossier=dossier, item=item, evidence="Fait")
    return dossier
