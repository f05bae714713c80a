"""A decision as it is typed, before it is signed. Values only; the rules are in ``rules``."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from startups.registry.models import Organisation


@dataclass(frozen=True)
class AimDraft:
    """A target for the next review. Figures are in the unit of ``measure``."""

    wording: str
    measure: str
    target_value: Decimal
    due_on: date
    starting_value: Decimal | None = None


@dataclass(frozen=True)
class ConditionDraft:
    """What is asked for, by a day."""

    wording: str
    due_on: date


@dataclass(frozen=True)
class DecisionDraft:
    """What somebody is about to sign. ``amount`` in euros including tax.

    ``phase`` may be left empty where only one phase can follow, ``phase_from`` where the change
    is on the day of the decision, ``next_due_on`` where it is the rule's.
    """

    kind: str
    decided_on: date
    public_reasons: str
    private_reasons: str = ""
    phase: str = ""
    phase_from: date | None = None
    amount: Decimal = Decimal(0)
    period_start: date | None = None
    period_end: date | None = None
    funding_kind: str = ""
    funding_source: Organisation | None = None
    promotion: str = ""
    agreement: str = ""
    months: int | None = None
    evidence_asked: str = ""
    stop_condition: str = ""
    next_due_on: date | None = None
    conditions: Sequence[ConditionDraft] = field(default_factory=tuple)
    targets: Sequence[AimDraft] = field(default_factory=tuple)
