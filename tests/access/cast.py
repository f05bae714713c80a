"""Two startups of two incubators, and everybody who may, or may not, have to do with them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.auth import get_user_model

from cms.models import StartupPage
from startups.people.enums import StaffRole
from startups.people.models import Membership, Person, StaffAssignment
from startups.registry.models import Incubator, Role, Startup
from tests.factories import make_incubator, make_membership, make_person, make_published_startup

LONG_AGO = date(2020, 1, 1)
LONG_OVER = date(2020, 3, 1)
ROLES = (
    "administrator",
    "manager",
    "committee",
    "intrapreneur",
    "editor",
    "member",
    "former_manager",
    "former_intrapreneur",
    "future_manager",
    "other_manager",
    "other_committee",
    "other_intrapreneur",
    "nobody",
    "anonymous",
)


@dataclass
class Cast:
    """``ours`` is what the roles without a prefix have to do with; ``other_`` ones do not."""

    ours: Startup
    theirs: Startup
    our_incubator: Incubator
    their_incubator: Incubator
    users: dict[str, Any]

    def page(self, startup: Startup) -> StartupPage:
        return StartupPage.objects.get(startup=startup)


type CastAsOf = Callable[..., Cast]


def make_user(name: str, **fields: Any) -> Any:
    """An account, and the person whose it is."""
    user = get_user_model().objects.create_user(
        f"{name}@people.example", "a long password", first_name=name.title(), **fields
    )
    make_person(name.title(), ghid=name, user=user, email=user.email)
    return user


def person(user: Any) -> Person:
    return Person.objects.get(user=user)


def assign(user: Any, incubator: Incubator, role: str, **dates: Any) -> StaffAssignment:
    return StaffAssignment.objects.create(
        person=person(user), incubator=incubator, role=role, **{"start": LONG_AGO} | dates
    )


def make_cast(*, today: date) -> Cast:
    """Everybody, with rights as of ``today``.

    A test takes the fixture ``cast_as_of`` instead, which makes them once for many.
    """
    ours_in, theirs_in = make_incubator("Nôtre"), make_incubator("Leur")
    ours = make_published_startup("Nôtre produit", incubators=[ours_in], ghid="notre")
    theirs = make_published_startup("Leur produit", incubators=[theirs_in], ghid="leur")
    users = {
        name: make_user(name, is_superuser=name == "administrator")
        for name in ROLES
        if name != "anonymous"
    }
    assign(users["manager"], ours_in, StaffRole.MANAGER)
    assign(users["committee"], ours_in, StaffRole.COMMITTEE)
    assign(users["former_manager"], ours_in, StaffRole.MANAGER, end=LONG_OVER)
    assign(users["future_manager"], ours_in, StaffRole.MANAGER)
    assign(users["other_manager"], theirs_in, StaffRole.MANAGER)
    assign(users["other_committee"], theirs_in, StaffRole.COMMITTEE)
    leads: dict[str, Any] = {"role": Role.INTRAPRENEUR}
    make_membership(ours, person(users["intrapreneur"]), **leads)
    make_membership(ours, person(users["editor"]), edits=True)
    make_membership(ours, person(users["member"]))
    make_membership(ours, person(users["former_intrapreneur"]), end=LONG_OVER, **leads)
    make_membership(theirs, person(users["other_intrapreneur"]), **leads)
    cast = Cast(ours, theirs, ours_in, theirs_in, users)
    set_rights(cast, today=today)
    return cast


def set_rights(cast: Cast, *, today: date) -> None:
    """Former rights ended the day before ``today``; future ones begin the day after."""
    yesterday, tomorrow = today - timedelta(days=1), today + timedelta(days=1)
    terms = StaffAssignment.objects
    terms.filter(person__user=cast.users["former_manager"]).update(end=yesterday)
    terms.filter(person__user=cast.users["future_manager"]).update(start=tomorrow)
    missions = Membership.objects.filter(person__user=cast.users["former_intrapreneur"])
    missions.update(end=yesterday)
