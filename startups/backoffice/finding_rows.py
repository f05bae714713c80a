"""Findings as rows of a report: with the record that each is about, and where it is mended."""

from dataclasses import asdict, dataclass
from datetime import date

from startups.content_tree.enums import Severity
from startups.content_tree.selectors.findings import Finding, portfolio_findings
from startups.core.texts import normal
from startups.registry.models import StartupIncubator

from .repair_links import Places


@dataclass(frozen=True)
class FindingRow:
    """A finding, its record, and the incubators (keys) of the startup that it is about."""

    code: str
    severity: str
    path: str
    startup: str
    field: str
    value: str
    message: str
    name: str
    record: str
    mend: str
    incubators: frozenset[int]

    @property
    def severity_label(self) -> str:
        return str(Severity(self.severity).label)

    @property
    def everything(self) -> str:
        """What a search looks into."""
        return " ".join((self.code, self.name, self.path, self.field, self.value, self.message))


def finding_rows(*, on: date) -> list[FindingRow]:
    """Every finding on the day ``on``; a constant number of queries."""
    places, incubators = Places(), _incubators()
    return [_row(finding, places, incubators) for finding in portfolio_findings(on=on)]


def _row(finding: Finding, places: Places, incubators: dict[str, frozenset[int]]) -> FindingRow:
    place = places.of(finding)
    return FindingRow(
        **asdict(finding),
        name=place.name,
        record=place.record,
        mend=place.mend,
        incubators=incubators.get(finding.startup, frozenset()),
    )


def _incubators() -> dict[str, frozenset[int]]:
    by_startup: dict[str, set[int]] = {}
    for ghid, incubator in StartupIncubator.objects.values_list("startup__ghid", "incubator"):
        by_startup.setdefault(normal(ghid), set()).add(incubator)
    return {ghid: frozenset(keys) for ghid, keys in by_startup.items()}
