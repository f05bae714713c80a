"""Who may do what to which startup: one table, which views, menus, tests and docs all read.

Rights follow memberships and assignments, and their dates: what somebody may do on a day is
worked out from what is true on that day. Nobody has to take a right away.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from startups.core.enums import UserRole
from startups.money.contracts.models import Contract, ContractIncubator, ContractUse
from startups.people.enums import StaffRole
from startups.people.models import Membership, Person, StaffAssignment
from startups.registry.models import Incubator, Role, Startup


class Permission(TextChoices):
    """What can be done. Reading what is public needs no right."""

    READ_RECORD = "read_record", _("Read the private record")
    EDIT_PAGE = "edit_page", _("Edit the draft of the page and submit it")
    PUBLISH_PAGE = "publish_page", _("Approve, send back and publish the page")
    EDIT_FACTS = "edit_facts", _("Edit the facts")
    EDIT_FIGURES = "edit_figures", _("Enter indicators and figures")
    EDIT_DOCUMENTS = "edit_documents", _("Add private documents and withdraw them")
    EDIT_TEAM = "edit_team", _("Add members and end their time")
    INVITE = "invite", _("Invite somebody by mail")
    OPEN_STARTUP = "open_startup", _("Open a startup in an incubator")
    EDIT_TIES = "edit_ties", _("Change incubators and sponsors")
    CORRECT_PHASES = "correct_phases", _("Correct the history of phases")
    EDIT_INCUBATOR = "edit_incubator", _("Edit the incubator")
    APPOINT = "appoint", _("Name committee members and end their time")
    PREPARE_REVIEW = "prepare_review", _("Prepare the dossier of a review and submit it")
    GIVE_OPINION = "give_opinion", _("Give an opinion on a review")
    READ_OPINIONS = "read_opinions", _("Read opinions and the private reasons of decisions")
    STEER_REVIEW = "steer_review", _("Return, postpone and cancel reviews; put them on an agenda")
    SIGN_DECISION = "sign_decision", _("Sign a decision, correct it, follow its conditions up")
    WRITE_ENDING = "write_ending", _("Write the dossier of a stop or of a hand-over")
    CHANGE_PHASE = "change_phase", _("Step back or restart, with a reason")
    HOLD_SESSION = "hold_session", _("Call committee sessions and record them")
    READ_SESSION = "read_session", _("Read committee sessions and their minutes")
    READ_MONEY = "read_money", _("Read fundings, orders and payments")
    ENTER_MONEY = "enter_money", _("Enter orders and payments, and correct them")
    GRANT_MONEY = "grant_money", _("Record fundings that no decision grants, and correct them")
    MANAGE_CONTRACTS = "manage_contracts", _("Record contracts, and choose who uses them")
    STATE_BUDGET = "state_budget", _("Prepare budget statements and submit them")
    VALIDATE_BUDGET = "validate_budget", _("Validate budget statements, or send them back")
    ADMINISTER = "administer", _("Users, organisations, vocabularies, settings")


STAFF = frozenset({UserRole.ADMINISTRATOR, UserRole.MANAGER})
TEAM = frozenset({UserRole.INTRAPRENEUR, UserRole.EDITOR})

# The table. A committee member reads and gives an opinion, and nothing else; a team never
# touches a phase, a decision or what ties its startup to incubators and sponsors, and reads
# neither opinions nor private reasons. History is corrected by an administrator alone: for all
# others a phase follows from the table of transitions.
RIGHTS: Mapping[Permission, frozenset[UserRole]] = {
    Permission.READ_RECORD: STAFF | TEAM | {UserRole.COMMITTEE},
    Permission.EDIT_PAGE: STAFF | TEAM,
    Permission.PUBLISH_PAGE: STAFF,
    Permission.EDIT_FACTS: STAFF | TEAM,
    Permission.EDIT_FIGURES: STAFF | TEAM,
    Permission.EDIT_DOCUMENTS: STAFF | TEAM,
    Permission.EDIT_TEAM: STAFF | TEAM,
    Permission.INVITE: STAFF,
    Permission.OPEN_STARTUP: STAFF,
    Permission.EDIT_TIES: STAFF,
    Permission.CORRECT_PHASES: frozenset({UserRole.ADMINISTRATOR}),
    Permission.EDIT_INCUBATOR: STAFF,
    Permission.APPOINT: STAFF,
    Permission.PREPARE_REVIEW: STAFF | TEAM,
    Permission.GIVE_OPINION: frozenset({UserRole.ADMINISTRATOR, UserRole.COMMITTEE}),
    Permission.READ_OPINIONS: STAFF | {UserRole.COMMITTEE},
    Permission.STEER_REVIEW: STAFF,
    Permission.SIGN_DECISION: STAFF,
    Permission.WRITE_ENDING: STAFF | TEAM,
    Permission.CHANGE_PHASE: STAFF,
    Permission.HOLD_SESSION: STAFF,
    Permission.READ_SESSION: STAFF | {UserRole.COMMITTEE},
    Permission.READ_MONEY: STAFF | TEAM | {UserRole.COMMITTEE},
    Permission.ENTER_MONEY: STAFF | TEAM,
    Permission.GRANT_MONEY: STAFF,
    Permission.MANAGE_CONTRACTS: STAFF,
    Permission.STATE_BUDGET: STAFF | TEAM,
    Permission.VALIDATE_BUDGET: STAFF,
    Permission.ADMINISTER: frozenset({UserRole.ADMINISTRATOR}),
}

# What it takes to give a role of the staff of an incubator, and to take it back: managers
# compose their committee, and do not choose who manages with them.
APPOINTING: Mapping[StaffRole, Permission] = {
    StaffRole.MANAGER: Permission.ADMINISTER,
    StaffRole.COMMITTEE: Permission.APPOINT,
}


@dataclass(frozen=True)
class Rights:
    """What one person is to the whole network on one day; three queries at most to know.

    ``managed`` and ``reviewed`` hold keys of incubators, ``led`` and ``edited`` of startups.
    """

    on: date
    administrator: bool = False
    managed: frozenset[int] = field(default_factory=frozenset)
    reviewed: frozenset[int] = field(default_factory=frozenset)
    led: frozenset[int] = field(default_factory=frozenset)
    edited: frozenset[int] = field(default_factory=frozenset)

    @property
    def is_staff(self) -> bool:
        """Whether this person is an administrator, or of the staff or a committee somewhere."""
        return self.administrator or bool(self.managed or self.reviewed)

    @property
    def roles(self) -> frozenset[UserRole]:
        """Everything that this person is somewhere."""
        held = {
            UserRole.ADMINISTRATOR: self.administrator,
            UserRole.MANAGER: self.managed,
            UserRole.COMMITTEE: self.reviewed,
            UserRole.INTRAPRENEUR: self.led,
            UserRole.EDITOR: self.edited,
        }
        return frozenset(role for role, where in held.items() if where)

    def towards(self, subject: Startup | Incubator | None) -> frozenset[UserRole]:
        """What this person is to ``subject``; None stands for the network as a whole."""
        roles = {UserRole.ADMINISTRATOR} if self.administrator else set()
        if isinstance(subject, Startup):
            roles |= self._towards_startup(subject)
        elif isinstance(subject, Incubator):
            roles |= self._towards_incubators({subject.pk})
        return frozenset(roles)

    def _towards_startup(self, startup: Startup) -> set[UserRole]:
        roles = self._towards_incubators(incubators_of(startup))
        if startup.pk in self.led:
            roles.add(UserRole.INTRAPRENEUR)
        if startup.pk in self.edited:
            roles.add(UserRole.EDITOR)
        return roles

    def _towards_incubators(self, incubators: set[int]) -> set[UserRole]:
        roles = set()
        if self.managed & incubators:
            roles.add(UserRole.MANAGER)
        if self.reviewed & incubators:
            roles.add(UserRole.COMMITTEE)
        return roles

    def may(self, permission: Permission, subject: Startup | Incubator | None = None) -> bool:
        """Whether this person has ``permission`` over ``subject``."""
        return bool(RIGHTS[permission] & self.towards(subject))

    def may_somewhere(self, permission: Permission) -> bool:
        """Whether there can be anything that this person has ``permission`` over: for menus."""
        return bool(RIGHTS[permission] & self.roles)

    def staff_roles(self, incubator: Incubator) -> frozenset[StaffRole]:
        """The roles of the staff that this person may give at ``incubator``, and take back."""
        return frozenset(
            role for role, permission in APPOINTING.items() if self.may(permission, incubator)
        )

    def startups(
        self, permission: Permission, among: QuerySet[Startup] | None = None
    ) -> QuerySet[Startup]:
        """The startups that this person has ``permission`` over; no query is made here."""
        chosen = Startup.objects.all() if among is None else among
        allowed = RIGHTS[permission]
        if self.administrator and UserRole.ADMINISTRATOR in allowed:
            return chosen
        incubators: frozenset[int] = frozenset()
        startups: frozenset[int] = frozenset()
        if UserRole.MANAGER in allowed:
            incubators |= self.managed
        if UserRole.COMMITTEE in allowed:
            incubators |= self.reviewed
        if UserRole.INTRAPRENEUR in allowed:
            startups |= self.led
        if UserRole.EDITOR in allowed:
            startups |= self.edited
        in_incubators = Startup.objects.filter(incubators__in=incubators).values("pk")
        return chosen.filter(Q(pk__in=startups) | Q(pk__in=in_incubators))

    def incubators(self, permission: Permission) -> QuerySet[Incubator]:
        """The incubators that this person has ``permission`` over."""
        allowed = RIGHTS[permission]
        if self.administrator and UserRole.ADMINISTRATOR in allowed:
            return Incubator.objects.all()
        keys = self.managed if UserRole.MANAGER in allowed else frozenset()
        keys |= self.reviewed if UserRole.COMMITTEE in allowed else frozenset()
        return Incubator.objects.filter(pk__in=keys)

    def contracts(self, permission: Permission) -> QuerySet[Contract]:
        """The contracts that the incubators of ``permission``, or startups of theirs, order under.

        One that nobody uses yet is there for whoever may manage contracts somewhere.
        """
        if self.administrator and UserRole.ADMINISTRATOR in RIGHTS[permission]:
            return Contract.objects.all()
        incubators = self.incubators(permission).values("pk")
        through = ContractIncubator.objects.filter(incubator__in=incubators).values("contract")
        own = ContractUse.objects.filter(startup__incubators__in=incubators).values("contract")
        chosen = Q(pk__in=through) | Q(pk__in=own)
        if self.may_somewhere(Permission.MANAGE_CONTRACTS):
            chosen |= Q(uses=None, incubator_uses=None)
        return Contract.objects.filter(chosen)


def incubators_of(startup: Startup) -> set[int]:
    """The keys of a startup's incubators: it belongs to the managers of all of them."""
    return {link.incubator_id for link in startup.startupincubators.all()}


def in_force(*, on: date) -> Q:
    """Rows whose dates hold on the day ``on``, both ends included."""
    return Q(start__lte=on) & (Q(end__isnull=True) | Q(end__gte=on))


def rights_of(user: Any, *, on: date) -> Rights:
    """What ``user`` may do on the day ``on``. A signed-out or inactive user may do nothing."""
    if not (user.is_authenticated and user.is_active):
        return Rights(on=on)
    person = Person.objects.filter(user=user, anonymised_on=None).first()
    if person is None:
        return Rights(on=on, administrator=user.is_superuser)
    staff = _assignments(person, on=on)
    team = Membership.objects.filter(in_force(on=on), person=person).values_list(
        "startup_id", "role__code", "edits"
    )
    rows = list(team)
    return Rights(
        on=on,
        administrator=user.is_superuser,
        managed=frozenset(key for key, role in staff if role == StaffRole.MANAGER),
        reviewed=frozenset(key for key, role in staff if role == StaffRole.COMMITTEE),
        led=frozenset(key for key, role, _edits in rows if role == Role.INTRAPRENEUR),
        edited=frozenset(key for key, _role, edits in rows if edits),
    )


def _assignments(person: Person, *, on: date) -> list[tuple[int, str]]:
    rows = StaffAssignment.objects.filter(in_force(on=on), person=person)
    return list(rows.values_list("incubator_id", "role"))
