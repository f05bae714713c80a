"""Acts about people: their agreement to be named."""

from datetime import date

from startups.models import Person
from startups.services.facts import Actor, update_facts


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
