"""What each role may give in a team: nobody gives a right that they do not hold."""

from collections.abc import Iterable

from startups.core.enums import UserRole
from startups.people.models import Membership, Person, StaffAssignment
from startups.people.services.team import Grants
from startups.permissions import STAFF, Permission, Rights
from startups.registry.models import Startup


def grants_of(rights: Rights, startup: Startup) -> Grants:
    """Staff name the intrapreneur; staff and the intrapreneur name team editors."""
    held = rights.towards(startup)
    staff = bool(held & STAFF)
    return Grants(lead=staff, edit=staff or UserRole.INTRAPRENEUR in held)


def addressable(rights: Rights, people: Iterable[Person]) -> frozenset[int]:
    """The keys of those among ``people`` whose address may be said; two queries at most.

    They have none yet. Whoever reads mail there may become that person: one must be able to
    invite for every startup that they work for, and only an administrator says where the staff
    reads mail.
    """
    without = {person.pk for person in people if not (person.email or person.user_id)}
    without -= {person.pk for person in people if person.anonymised_on}
    if rights.administrator or not without:
        return frozenset(without)
    staff = StaffAssignment.objects.filter(person__in=without).values_list("person", flat=True)
    allowed = rights.startups(Permission.INVITE).values("pk")
    elsewhere = Membership.objects.filter(person__in=without).exclude(startup__in=allowed)
    return frozenset(without - set(staff) - set(elsewhere.values_list("person", flat=True)))
