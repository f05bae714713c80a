"""Ties an account to the person whose it is, when an invitation is accepted."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop

from startups.core.services.facts import update_facts
from startups.people.models import Person

# What an invitation made for a person says of its purpose: ``person:`` and their key.
PURPOSE = "person:"
REASON = gettext_noop("invitation accepted")


@transaction.atomic
def link_account(*, purpose: str, email: str, user: Any) -> Person | None:
    """Makes ``user`` the account of the person invited; None when there is nobody to link.

    The person is the one that the invitation names, provided that its address is still theirs,
    else the one of that very address. Nobody gets a second account, and an account is never
    two people. Side effect: history.
    """
    if Person.objects.filter(user=user).exists():
        return None
    person = _invited(purpose, email)
    if person:
        update_facts(instance=person, values={"user": user}, actor=user, reason=REASON)
    return person


def _invited(purpose: str, email: str) -> Person | None:
    free = Person.objects.select_for_update().filter(
        user=None, anonymised_on=None, email__iexact=email
    )
    key = purpose.removeprefix(PURPOSE)
    if purpose.startswith(PURPOSE) and key.isdecimal():
        return free.filter(pk=int(key)).first()
    return free.order_by("pk").first()
