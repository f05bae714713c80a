"""Committee sessions: which there are, what can go on their agenda, who can be invited."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from startups.people.models import Membership, Person, StaffAssignment
from startups.registry.models import Incubator, Role
from startups.reviews.enums import OPEN_REVIEWS, ReviewState
from startups.reviews.models import Review
from startups.reviews.sessions.enums import SessionState
from startups.reviews.sessions.models import AgendaItem, CommitteeSession, SessionMember

# What a committee can look at; a dossier in preparation may still come in time.
FIT_FOR_AN_AGENDA = OPEN_REVIEWS - {ReviewState.PLANNED}


@dataclass(frozen=True)
class SessionList:
    """Open ones, the next first (one of the past waits to be closed); then the others."""

    coming: Sequence[CommitteeSession]
    past: Sequence[CommitteeSession]


def sessions_of(incubators: QuerySet[Incubator]) -> SessionList:
    """Every session of ``incubators``, with how many items it has; one query."""
    rows = CommitteeSession.objects.filter(incubator__in=incubators.values("pk"))
    rows = rows.select_related("incubator").annotate(
        items=Count("agenda", distinct=True),
        decisions=Count("agenda", filter=Q(agenda__review__decision__isnull=False), distinct=True),
    )
    sessions = list(rows.order_by("-date", "-pk"))
    coming = [row for row in sessions if row.state == SessionState.PLANNED]
    return SessionList(coming[::-1], [row for row in sessions if row.state != SessionState.PLANNED])


def agenda_of(session: CommitteeSession) -> list[AgendaItem]:
    """The items in order, with what a page says of each; a constant number of queries."""
    rows = session.agenda.select_related(
        "review__startup", "review__decision__signed_by", "review__dossier"
    )
    return list(
        rows.prefetch_related(
            "review__opinions",
            "review__dossier__answers",
            "review__decision__targets",
            "review__decision__conditions",
            "review__startup__startupincubators",
        )
    )


def members_of(session: CommitteeSession) -> list[SessionMember]:
    """Everybody invited, by name; those without an account are told by nobody."""
    rows = session.members.select_related("person__user")
    return sorted(rows, key=lambda member: (member.name.casefold(), member.pk))


def reviews_for(session: CommitteeSession) -> list[Review]:
    """The reviews that may go on its agenda, those due first first: submitted, or prepared."""
    taken = AgendaItem.objects.filter(session__state=SessionState.PLANNED)
    rows = Review.objects.filter(
        state__in=sorted(FIT_FOR_AN_AGENDA), startup__incubators=session.incubator_id
    ).exclude(pk__in=taken.values("review"))
    reviews = rows.select_related("startup").distinct()
    return sorted(reviews, key=lambda review: (review.due, review.pk))


def staff_on(incubator: Incubator, *, on: date) -> list[Person]:
    """Who is on the staff of ``incubator`` on the day ``on``, by name."""
    rows = Person.objects.filter(
        _holds("assignments", on), assignments__incubator=incubator, anonymised_on=None
    )
    return list(rows.distinct().order_by("name", "pk"))


def usual_members(session: CommitteeSession) -> list[Person]:
    """Whom one would invite and who is not invited yet: the staff of the incubator on the day
    of the session, and the intrapreneurs of the startups on the agenda."""
    leads = Person.objects.filter(
        _holds("memberships", session.date),
        memberships__role__code=Role.INTRAPRENEUR,
        memberships__startup__reviews__agenda_items__session=session,
        anonymised_on=None,
    )
    invited = set(session.members.exclude(person=None).values_list("person_id", flat=True))
    people = {person.pk: person for person in staff_on(session.incubator, on=session.date)}
    people |= {person.pk: person for person in leads.distinct().order_by("name", "pk")}
    return [person for key, person in people.items() if key not in invited]


def qualities(session: CommitteeSession, people: Collection[Person]) -> dict[int, str]:
    """In what quality each would be there, by key; nothing of somebody from elsewhere."""
    keys = [person.pk for person in people]
    staff = StaffAssignment.objects.filter(
        _holds("", session.date), person__in=keys, incubator=session.incubator_id
    )
    by_person = {row.person_id: str(row.get_role_display()) for row in staff}
    leads = Membership.objects.filter(
        _holds("", session.date),
        person__in=keys,
        role__code=Role.INTRAPRENEUR,
        startup__incubators=session.incubator_id,
    ).select_related("startup", "role")
    for row in leads:
        by_person.setdefault(row.person_id, f"{row.role} · {row.startup.name}")
    return by_person


def _holds(prefix: str, on: date) -> Q:
    """Rows whose dates hold on the day ``on``, both ends included."""
    start, end = (f"{prefix}__{name}" if prefix else name for name in ("start", "end"))
    open_ended = Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gte": on})
    return Q(**{f"{start}__lte": on}) & open_ended
