"""What waits for somebody in the demonstration: a page, an answer, an invitation, an end."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone

from cms.models import StartupPage
from incubator.accounts.models import Invitation
from startups.core.services.facts import update_facts
from startups.people.enums import StaffRole
from startups.people.models import Membership, Person
from startups.people.services.consent import ask_consent
from startups.people.services.linking import PURPOSE
from startups.people.services.people import Newcomer, person_at
from startups.people.services.staff import assign
from startups.people.services.team import invite_member
from startups.registry.models import Incubator, Startup

from .accounts import ACCOUNTS, INCUBATOR, SIGNATURE, STARTUP

ADMINISTRATOR, LEAD = ACCOUNTS[0].email, ACCOUNTS[3].email
ASKED_BEFORE, INVITED_BEFORE = timedelta(days=3), timedelta(days=1)


def load_waiting(pending: Mapping[str, Any], *, on: date) -> None:
    """Leaves something to do for each role. What somebody has dealt with is not done again."""
    _submit_page(**pending["page"])
    _ask(**pending["consent"], on=on - ASKED_BEFORE)
    _invite(**pending["invitation"], on=on - INVITED_BEFORE)
    _name(**pending["staff"], on=on)


def _user(email: str) -> Any:
    return get_user_model().objects.get(email=email)


def _known_at(ghid: str, email: str) -> Person:
    """The person, with an address."""
    person = Person.objects.get(ghid=ghid)
    if not person.email:
        update_facts(instance=person, values={"email": email}, **SIGNATURE)
    return person


def _submit_page(startup: str, author: str, email: str, addition: str) -> None:
    """The draft of a page that its intrapreneur submitted; she has an account, without password."""
    page = StartupPage.objects.get(startup__ghid=startup)
    if page.workflow_states.exists():
        return
    person = _known_at(author, email)
    user = person.user or get_user_model().objects.create_user(
        email, first_name=person.name.split()[0], last_name=person.name.split(maxsplit=1)[1]
    )
    update_facts(instance=person, values={"user": user}, **SIGNATURE)
    page.body = f"{page.body.rstrip()}\n\n{addition.strip()}\n"
    page.save_revision(user=user, log_action=True)
    page.get_workflow().start(page, user)


def _ask(person: str, email: str, on: date) -> None:
    """Somebody of the team who has not said yet whether they agree to be named."""
    asked = _known_at(person, email)
    if not asked.consent_requests.exists():
        startup = Startup.objects.get(ghid=STARTUP)
        ask_consent(person=asked, startup=startup, on=on, actor=_user(LEAD))


def _invite(person: str, email: str, on: date) -> None:
    """Somebody of the team who has been invited and has not accepted yet."""
    invited = _known_at(person, email)
    if invited.user_id or Invitation.objects.filter(purpose=f"{PURPOSE}{invited.pk}").exists():
        return
    membership = Membership.objects.get(person=invited, startup__ghid=STARTUP)
    invite_member(membership=membership, on=on, now=_noon(on), actor=_user(ADMINISTRATOR))


def _name(name: str, email: str, on: date) -> None:
    """A committee member whose time ends in three weeks."""
    if person_at(email):
        return
    assign(
        incubator=Incubator.objects.get(ghid=INCUBATOR),
        newcomer=Newcomer(name=name, email=email),
        role=StaffRole.COMMITTEE,
        start=on - timedelta(days=160),
        end=on + timedelta(days=21),
        roles=frozenset(StaffRole),
        now=_noon(on),
        actor=_user(ADMINISTRATOR),
        reason=str(SIGNATURE["reason"]),
    )


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))
