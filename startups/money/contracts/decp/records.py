"""What a file says of public contracts, as values. Amounts in euros excluding tax."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .located import DecpError


@dataclass(frozen=True)
class Firm:
    """A firm, by an identifier of some kind (``startups.money.enums.IdentifierKind``)."""

    kind: str
    identifier: str


@dataclass(frozen=True)
class PublishedModification:
    """What changes from ``notified_on`` on; the rest is None, or empty."""

    number: int
    notified_on: date
    ceiling: Decimal | None = None
    months: int | None = None
    holders: tuple[Firm, ...] = ()
    line: int = 0


@dataclass(frozen=True)
class PublishedSubcontract:
    """A part given to another firm, as its last modification left it."""

    number: int
    firm: Firm
    amount: Decimal
    notified_on: date
    months: int


@dataclass(frozen=True)
class PublishedContract:
    """A contract as it was first published, and what was published of it since."""

    line: int
    path: str
    buyer_siret: str
    reference: str
    purpose: str
    nature: str
    procedure: str
    technique: str
    cpv: str
    ceiling: Decimal
    notified_on: date
    months: int
    holders: tuple[Firm, ...]
    framework_reference: str = ""
    modifications: tuple[PublishedModification, ...] = ()
    subcontracts: tuple[PublishedSubcontract, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """What identifies it: its buyer, and the buyer's reference."""
        return (self.buyer_siret, self.reference)


@dataclass(frozen=True)
class DecpFile:
    """What was read. Where there are errors, nothing of it is to be written.

    ``notes`` say what was read but is not kept as it is.
    """

    contracts: tuple[PublishedContract, ...] = ()
    errors: tuple[DecpError, ...] = ()
    notes: tuple[DecpError, ...] = ()
