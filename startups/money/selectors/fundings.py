"""What was granted to a startup, funding by funding."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from startups.money.models import Funding
from startups.registry.models import Startup


@dataclass(frozen=True)
class FundingRow:
    """A funding with its corrections; ``granted`` is what they add up to, euros incl. tax."""

    funding: Funding
    corrections: Sequence[Funding]

    @property
    def granted(self) -> Decimal:
        return sum((row.amount for row in self.corrections), start=self.funding.amount)

    @property
    def end(self) -> date:
        """The last day, as the last correction says it."""
        return self.corrections[-1].end if self.corrections else self.funding.end


def fundings_of(startup: Startup) -> list[FundingRow]:
    """The fundings of a startup, the last one first; one query."""
    rows = list(
        Funding.objects.filter(startup=startup)
        .select_related("source", "decision__review")
        .order_by("granted_on", "pk")
    )
    corrections: dict[int, list[Funding]] = {}
    for row in rows:
        if row.corrects_id:
            corrections.setdefault(row.corrects_id, []).append(row)
    funding_rows = [
        FundingRow(row, corrections.get(row.pk, [])) for row in rows if not row.corrects_id
    ]
    return funding_rows[::-1]


def total_of(rows: Iterable[FundingRow]) -> Decimal:
    """What these fundings grant together."""
    return sum((row.granted for row in rows), start=Decimal("0.00"))
