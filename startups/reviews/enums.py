"""The vocabulary of the six-month review: states, verdicts, decisions."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ReviewState(TextChoices):
    """Where a six-month review stands. *Returned for completion* is preparing again."""

    PLANNED = "planned", _("Planned")
    PREPARING = "preparing", _("In preparation")
    SUBMITTED = "submitted", _("Submitted")
    DECIDED = "decided", _("Decided")
    CANCELLED = "cancelled", _("Cancelled")


OPEN_REVIEWS = frozenset({ReviewState.PLANNED, ReviewState.PREPARING, ReviewState.SUBMITTED})
WITH_THE_TEAM = frozenset({ReviewState.PLANNED, ReviewState.PREPARING})


class DueBasis(TextChoices):
    """Where the due date of a review comes from."""

    PHASE_START = "phase_start", _("six months after the phase started")
    COMMITTEE = "committee", _("six months after the last committee")
    DECISION = "decision", _("set by the last decision")
    OPENING = "opening", _("set when the startup was opened")
    SKIPPED = "skipped", _("six months after the review that was cancelled")
    ENVELOPE = "envelope", _("45 days before the envelope runs out")


class Confidence(TextChoices):
    """How sure somebody is that the startup reaches its targets."""

    ON_TRACK = "on_track", _("On track")
    FRAGILE = "fragile", _("Fragile")
    IN_DANGER = "in_danger", _("In danger")


class Verdict(TextChoices):
    """What became of a target."""

    MET = "met", _("Met")
    PARTLY = "partly", _("Partly met")
    MISSED = "missed", _("Missed")
    NOT_RELEVANT = "not_relevant", _("No longer relevant")


class DecisionKind(TextChoices):
    """What a committee decides."""

    CONTINUE = "continue", _("Continue")
    PROVISIONAL = "provisional", _("Continue provisionally")
    ADVANCE = "advance", _("Advance to the next phase")
    CHANGE_DIRECTION = "change_direction", _("Change direction")
    HAND_OVER = "hand_over", _("Hand over")
    STOP = "stop", _("Stop")


# After these nothing more is reviewed.
FINAL_DECISIONS = frozenset({DecisionKind.HAND_OVER, DecisionKind.STOP})
# These change the phase.
PHASE_DECISIONS = FINAL_DECISIONS | {DecisionKind.ADVANCE}


class DossierItem(TextChoices):
    """What a team says in the dossier of a review, in the order of the form."""

    DONE = "done", _("What was done in these six months")
    LEARNT = "learnt", _("What was learnt")
    TEAM = "team", _("The team")
    RISKS = "risks", _("Risks")
    BLOCKING = "blocking", _("Blocking points")
    GRANTED = "granted", _("Money granted")
    COMMITTED = "committed", _("Money committed")
    SPENT = "spent", _("Money spent")
    STRATEGY = "strategy", _("Strategy for the six months to come")
    ASK_MONTHS = "ask_months", _("Months asked for")
    ASK_AMOUNT = "ask_amount", _("Amount asked for")
    ASK_TEAM = "ask_team", _("Team asked for")
    CONFIDENCE = "confidence", _("Confidence of the team")


MONEY_ITEMS = frozenset(
    {DossierItem.GRANTED, DossierItem.COMMITTED, DossierItem.SPENT, DossierItem.ASK_AMOUNT}
)
# What nobody else can know for the team: it cannot be answered with "unknown".
NEVER_UNKNOWN = frozenset(
    {
        DossierItem.DONE,
        DossierItem.STRATEGY,
        DossierItem.CONFIDENCE,
        DossierItem.ASK_MONTHS,
        DossierItem.ASK_AMOUNT,
    }
)


class AnswerState(TextChoices):
    """What the team made of an item of its dossier."""

    EMPTY = "empty", _("To be filled in")
    PREFILLED = "prefilled", _("To be confirmed")
    CONFIRMED = "confirmed", _("Confirmed")
    CORRECTED = "corrected", _("Written by the team")
    UNKNOWN = "unknown", _("Unknown")


ANSWERED = frozenset({AnswerState.CONFIRMED, AnswerState.CORRECTED, AnswerState.UNKNOWN})
