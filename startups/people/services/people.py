"""Acts about people: who they are, their agreement to be named."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q

from startups.core.services.facts import Actor, sign, update_facts
from startups.people.models import Person

from .identifiers import new_person_identifier


@dataclass(frozen=True)
class Newcomer:
    """Who joins: the person of that address when it is known, else somebody new."""

    name: str
    email: str


def person_at(email: str) -> Person | None:
    """The person whose address is exactly ``email``, capitals apart: the only way to find one."""
    wanted = email.strip()
    if not wanted:
        return None
    people = Person.objects.filter(anonymised_on=None).filter(
        Q(email__iexact=wanted) | Q(user__email__iexact=wanted)
    )
    return people.order_by(F("user").desc(nulls_last=True), "pk").first()


def person_for(newcomer: Newcomer, *, actor: Actor, reason: str) -> Person:
    """The person of that address, made (with history) where nobody has it."""
    known = person_at(newcomer.email)
    if known:
        return known
    person = Person(
        ghid=new_person_identifier(newcomer.name),
        name=newcomer.name,
        email=newcomer.email.strip().lower(),
    )
    sign(person, actor=actor, reason=reason).save()
    return person


def record_consent(*, person: Person, on: date, actor: Actor, reason: str) -> bool:
    """Notes that ``person`` agreed on the day ``on`` to be named; False if they had already.

    Side effect: their name appears in public wherever their roles do.
    """
    if person.consent_given_on:
        return False
    values = {"consent_given_on": on}
    return bool(update_facts(instance=person, values=values, actor=actor, reason=reason))


def withdraw_consent(*, person: Person, actor: Actor, reason: str) -> bool:
    """Takes back the agreement of ``person``: from now on only their roles are shown."""
    values = {"consent_given_on": None}
    return bool(update_facts(instance=person, values=values, actor=actor, reason=reason))
