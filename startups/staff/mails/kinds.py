"""Every kind of mail: when it comes, and to whom. A test holds this to the templates."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from . import examples
from .examples import Context, ExampleScope


@dataclass(frozen=True)
class MailKind:
    """``code`` is the name of its template; ``when`` says when it comes and to whom.

    ``example`` finds what it would tell among what is the reader's own; None when there is
    nothing of the kind.
    """

    code: str
    when: Any
    example: Callable[[ExampleScope], Context | None]

    @property
    def template(self) -> str:
        return f"mail/{self.code}.txt"


@dataclass(frozen=True)
class MailGroup:
    """Mails about the same."""

    title: Any
    kinds: tuple[MailKind, ...]


GROUPS: tuple[MailGroup, ...] = (
    MailGroup(
        _("Reminders"),
        (
            MailKind(
                "reminder_prepare",
                _("The team: 45, 14 and 3 days before a review, on its day, then when it is late"),
                examples.prepare,
            ),
            MailKind(
                "reminder_decide",
                _("The managers: on the same days, once the dossier is submitted"),
                examples.decide,
            ),
            MailKind(
                "reminder_read",
                _("The committee: 7 days and a day before a session, while dossiers are unread"),
                examples.read,
            ),
            MailKind(
                "reminder_condition",
                _("The team: 14 days before a condition is due, on the day, then when it is late"),
                examples.condition,
            ),
            MailKind(
                "reminder_follow",
                _("The managers: when a condition is overdue"),
                examples.follow,
            ),
            MailKind(
                "week",
                _("The managers, and whoever chose one message a week: on Monday"),
                examples.week_of,
            ),
        ),
    ),
    MailGroup(
        _("Reviews and decisions"),
        (
            MailKind("review_submitted", _("The managers: a dossier is submitted"), examples.sent),
            MailKind("review_returned", _("The team: its dossier is returned"), examples.returned),
            MailKind(
                "decision_signed",
                _("The team, the managers, the committee: a decision is signed"),
                examples.decision,
            ),
            MailKind(
                "handover_countersignature",
                _("The named owner of a hand-over: the link that signs it"),
                examples.handover,
            ),
            MailKind(
                "handover_countersigned", _("The team: the hand-over is signed"), examples.handover
            ),
        ),
    ),
    MailGroup(
        _("Committee sessions"),
        (
            MailKind("session_called", _("Whoever is invited to a session"), examples.session),
            MailKind("session_changed", _("Whoever is invited: it changed"), examples.session),
            MailKind(
                "session_cancelled", _("Whoever is invited: it is cancelled"), examples.cancelled
            ),
        ),
    ),
    MailGroup(
        _("Budget statements"),
        (
            MailKind(
                "statement_submitted",
                _("The managers: a budget statement is submitted"),
                examples.statement,
            ),
            MailKind(
                "statement_returned",
                _("The team: its budget statement is sent back"),
                examples.statement,
            ),
            MailKind(
                "statement_validated",
                _("The team: its budget statement is validated"),
                examples.statement,
            ),
        ),
    ),
    MailGroup(
        _("Pages"),
        (
            MailKind("page_submitted", _("The managers: a page waits for approval"), examples.page),
            MailKind("page_returned", _("The team: its page is sent back"), examples.page),
            MailKind("page_published", _("The team: its page is published"), examples.page),
        ),
    ),
    MailGroup(
        _("People"),
        (
            MailKind("invitation", _("Whoever is invited"), examples.invitation),
            MailKind("consent_request", _("A member: may they be named?"), examples.consent),
            MailKind("consent_given", _("A member: they agreed to be named"), examples.consent),
            MailKind("staff_assigned", _("Whoever is named to a staff"), examples.assignment),
            MailKind("staff_ended", _("Whoever leaves a staff"), examples.assignment),
        ),
    ),
    MailGroup(
        _("Accounts"),
        (
            MailKind("account_link", _("Whoever asks for a link to sign in"), examples.account),
            MailKind("account_reset", _("Whoever forgot their password"), examples.account),
            MailKind(
                "account_password_changed",
                _("The owner of an account: its password was changed"),
                examples.account,
            ),
            MailKind(
                "account_factor_added",
                _("The owner of an account: a second factor was enrolled"),
                examples.account,
            ),
            MailKind(
                "account_factor_removed",
                _("The owner of an account: a second factor was removed"),
                examples.account,
            ),
            MailKind(
                "account_factor_reset",
                _("The owner of an account: its second factor was reset"),
                examples.account,
            ),
            MailKind(
                "account_linked",
                _("The owner of an account: it is linked to a provider"),
                examples.account,
            ),
        ),
    ),
)
KINDS = {kind.code: kind for group in GROUPS for kind in group.kinds}
