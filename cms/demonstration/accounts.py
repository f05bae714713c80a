"""The demonstration's accounts: one a role, each with something to do on landing."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password

from startups.core.calendar import add_months
from startups.core.services.facts import create_facts, update_facts
from startups.people.enums import StaffRole
from startups.people.models import Membership, Person, StaffAssignment
from startups.registry.models import Incubator, Startup

SIGNATURE: dict[str, Any] = {"actor": None, "reason": "demonstration"}
INCUBATOR = "fabrique.des.territoires"
STARTUP = "signal-ravine"
ADMINISTRATOR = "admin@portefeuille.example"
MANAGER = "responsable@portefeuille.example"
MEMBER = "comite@portefeuille.example"
TEAM = "intrapreneuse@portefeuille.example"


@dataclass(frozen=True)
class DemonstrationAccount:
    """Somebody who can sign in. ``person`` is the identifier of who it is in the portfolio."""

    email: str
    role: str
    first_name: str
    last_name: str
    person: str = ""
    staff: StaffRole | None = None
    edits: bool = False


ACCOUNTS = (
    DemonstrationAccount(ADMINISTRATOR, "administratrice", "Camille", "Administratrice"),
    DemonstrationAccount(
        MANAGER,
        "responsable de portefeuille",
        "Dominique",
        "Responsable",
        person="dominique.responsable",
        staff=StaffRole.MANAGER,
    ),
    DemonstrationAccount(
        MEMBER,
        "membre du comité",
        "Claude",
        "Comité",
        person="claude.comite",
        staff=StaffRole.COMMITTEE,
    ),
    DemonstrationAccount(
        TEAM,
        "intrapreneuse de Signal Ravine",
        "Marie-Lise",
        "Payandré",
        person="marie-lise.payandre",
    ),
    DemonstrationAccount(
        "equipe@portefeuille.example",
        "contributrice de l’équipe de Signal Ravine",
        "Salomé",
        "Juvigny",
        person="salome.juvigny",
        edits=True,
    ),
)


def load_accounts(password: str, *, on: date) -> None:
    """Makes the accounts that are missing, with the rights of their role."""
    users = get_user_model().objects
    known = set(users.values_list("email", flat=True))
    missing = [account for account in ACCOUNTS if account.email not in known]
    if not missing:
        return
    # Slow on purpose, as it must be; they share one password, which is printed anyway.
    digest = make_password(password)
    for account in missing:
        _make(account, digest, on=on)


def _make(account: DemonstrationAccount, digest: str, *, on: date) -> None:
    """An account; an administrator where it is nobody of the portfolio."""
    rights = {"is_staff": not account.person, "is_superuser": not account.person}
    user = get_user_model().objects.create(
        email=account.email,
        password=digest,
        first_name=account.first_name,
        last_name=account.last_name,
        **rights,
    )
    if account.person:
        _give_role(account, user, on=on)


def _give_role(account: DemonstrationAccount, user: Any, *, on: date) -> None:
    person = Person.objects.filter(ghid=account.person).first() or _new_person(account)
    values = {"user": user, "email": account.email}
    update_facts(instance=person, values=values, **SIGNATURE)
    if account.staff:
        _assign(account.staff, person, since=add_months(on, -24))
    if account.edits:
        membership = Membership.objects.get(
            person=person, startup=Startup.objects.get(ghid=STARTUP)
        )
        update_facts(instance=membership, values={"edits": True}, **SIGNATURE)


def _new_person(account: DemonstrationAccount) -> Person:
    name = f"{account.first_name} {account.last_name}"
    return create_facts(model=Person, rows=[Person(ghid=account.person, name=name)], **SIGNATURE)[0]


def _assign(role: StaffRole, person: Person, *, since: date) -> None:
    row = StaffAssignment(
        person=person,
        incubator=Incubator.objects.get(ghid=INCUBATOR),
        role=role,
        start=since,
    )
    create_facts(model=StaffAssignment, rows=[row], **SIGNATURE)
