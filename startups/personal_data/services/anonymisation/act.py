"""The act of anonymising: read it from top to bottom."""

from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from startups.content_tree.models import ContentFile
from startups.content_tree.tree import PERSON
from startups.core.enums import ActKind
from startups.core.models.append_only import thawed
from startups.core.services.facts import Actor, sign
from startups.people.models import Person
from startups.people.services.anonymised import remember
from startups.registry.models import Startup
from startups.registry.services.journal import record_act

from .account import close_account, take_invitations_back
from .files import replace_file
from .owners import forget_owner
from .sweep import Spared, sweep
from .traces import Traces

IDENTIFIER = "personne-anonymisee-"
# What the audit log calls it; its words are the back office's.
ACTION = "startups.anonymise"


@dataclass(frozen=True)
class Anonymised:
    """What became of somebody: their neutral name, and how many rows said the former one."""

    person: Person
    rewritten: int


@transaction.atomic
def anonymise_person(*, person: Person, on: date, actor: Actor, reason: str) -> Anonymised:
    """Takes the name and the addresses of ``person`` away, for ever; administrators only.

    They go from the record, its history, the journal, the logs, the content files, the text of
    pages and their drafts. The account is emptied and closed, invitations that wait are taken
    back. Missions, acts and dates stay. Later imports leave the person's file alone. Raises
    ValidationError when it was done before, for the last administrator, and without a reason.
    Side effects: history, journals, the audit log; files named after them are renamed.
    """
    locked = Person.objects.select_for_update(of=("self",)).select_related("user").get(pk=person.pk)
    if locked.anonymised_on:
        raise ValidationError(_("This person is anonymised already."))
    if not reason.strip():
        raise ValidationError(_("Say why: the reason is kept, the name is not."))
    former, user = locked.ghid, _account_of(locked)
    traces = _traces_of(locked, user)
    for ghid in {former, *_values_ever(locked, "ghid")}:
        remember(ghid, on=on)
    take_invitations_back(traces)
    if user:
        close_account(user)
    _empty(locked, traces, on=on, actor=actor, reason=reason)
    replace_file(locked, former=former)
    _journal(locked, on=on, actor=actor, reason=reason)
    log(instance=locked, action=ACTION, user=actor, data={"reason": reason})
    # A name goes from what is signed, too: the one change that frozen rows take.
    with thawed():
        rewritten = forget_owner(traces) + sweep(traces, spared=_spared(locked, user))
    return Anonymised(locked, rewritten)


def _values_ever(person: Person, field: str) -> set[str]:
    """What the history ever said of a field."""
    rows = Person.history.filter(id=person.pk).order_by()
    return {value for value in rows.values_list(field, flat=True).distinct() if value}


def _account_of(person: Person) -> Any:
    """Their account; failing that, one of their address that is nobody else's."""
    if person.user or not person.email:
        return person.user
    accounts = get_user_model().objects.filter(person=None)
    return accounts.filter(email=person.email.lower()).first()


def _traces_of(person: Person, user: Any) -> Traces:
    names = {person.name, person.ghid, *_values_ever(person, "name"), *_values_ever(person, "ghid")}
    emails = {person.email, *_values_ever(person, "email")}
    if user:
        names.add(user.get_full_name())
        emails.add(user.email)
    number = _next_number()
    return Traces(
        names=frozenset(filter(None, names)),
        emails=frozenset(filter(None, emails)),
        mark=f"Personne anonymisée n° {number}",
        identifier=f"{IDENTIFIER}{number}",
        address=f"anonymised-{number}@invalid",
    )


def _next_number() -> int:
    taken = set(Person.objects.filter(ghid__startswith=IDENTIFIER).values_list("ghid", flat=True))
    return next(number for number in count(1) if f"{IDENTIFIER}{number}" not in taken)


def _empty(person: Person, traces: Traces, *, on: date, actor: Actor, reason: str) -> None:
    neutral: dict[str, Any] = {
        "name": traces.mark,
        "ghid": traces.identifier,
        "email": "",
        "user": None,
    }
    for name, value in (neutral | {"consent_given_on": None, "anonymised_on": on}).items():
        setattr(person, name, value)
    sign(person, actor=actor, reason=reason).save()
    Person.history.filter(id=person.pk).update(**neutral)


def _journal(person: Person, *, on: date, actor: Actor, reason: str) -> None:
    for startup in Startup.objects.filter(memberships__person=person).distinct():
        record_act(
            startup=startup, kind=ActKind.PERSON_ANONYMISED, on=on, actor=actor, reason=reason
        )


def _spared(person: Person, user: Any) -> Spared:
    """The rows that are other people's own: somebody else may bear the same name."""
    own_file = Q(path=f"{PERSON.folder}/{person.ghid}.md")
    return {
        Person: ~Q(pk=person.pk),
        Person.history.model: ~Q(id=person.pk),
        ContentFile: Q(path__startswith=f"{PERSON.folder}/") & ~own_file,
        get_user_model(): ~Q(pk=user.pk if user else None),
    }
