"""Who is invited to a session, and who was there."""

from collections.abc import Collection, Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from startups.core.services.facts import Actor, delete_facts, sign, update_facts
from startups.people.models import Person
from startups.reviews.sessions.models import CommitteeSession, SessionMember
from startups.reviews.sessions.selectors.sessions import qualities
from startups.reviews.sessions.services import notices

from .locking import lock_session


@transaction.atomic
def invite_members(
    *, session: CommitteeSession, people: Collection[Person], on: date, actor: Actor
) -> list[SessionMember]:
    """Invites people to an open session; those who are invited already are left alone.

    Side effects: history, a notice to each who has an account.
    """
    return add_members(lock_session(session), people, on=on, actor=actor)


def add_members(
    session: CommitteeSession, people: Iterable[Person], *, on: date, actor: Actor
) -> list[SessionMember]:
    """The same for a session that is locked, or new."""
    known = set(session.members.exclude(person=None).values_list("person_id", flat=True))
    wanted = {person.pk: person for person in people}
    new = [person for key, person in wanted.items() if key not in known]
    if any(person.anonymised_on for person in new):
        raise ValidationError(_("This person is anonymised."))
    with override("fr"):  # like all that minutes are made of
        by_person = qualities(session, new)
    added = [
        SessionMember(session=session, person=person, quality=by_person.get(person.pk, ""))
        for person in new
    ]
    for member in added:
        sign(member, actor=actor, reason=_("invited")).save()
    notices.tell_of_call(session, added, on=on)
    return added


@transaction.atomic
def add_guest(*, session: CommitteeSession, name: str, quality: str, actor: Actor) -> SessionMember:
    """Adds somebody of whom only the name is known: nobody writes to them."""
    locked = lock_session(session)
    member = SessionMember(session=locked, guest=" ".join(name.split()), quality=quality.strip())
    member.validate_constraints()
    sign(member, actor=actor, reason=_("invited")).save()
    return member


@transaction.atomic
def remove_member(*, member: SessionMember, actor: Actor, reason: str) -> None:
    """Takes somebody off the list; the history keeps that they were on it."""
    lock_session(member.session)
    delete_facts(rows=SessionMember.objects.filter(pk=member.pk), actor=actor, reason=reason)


@transaction.atomic
def record_presence(
    *, session: CommitteeSession, present: Collection[int], actor: Actor
) -> list[SessionMember]:
    """Says who was there: ``present`` are keys of members, all others were not."""
    locked = lock_session(session)
    members = list(locked.members.select_related("person"))
    for member in members:
        values = {"present": member.pk in present}
        update_facts(instance=member, values=values, actor=actor, reason=_("presence"))
    return members
