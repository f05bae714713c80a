"""Parts that several records share."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from startups.backoffice.repair_links import Places
from startups.backoffice.sections import Cell, Rows
from startups.content_tree.enums import Severity
from startups.content_tree.selectors.findings import record_findings
from startups.content_tree.tree import Kind
from startups.people.models import Membership, StaffAssignment
from startups.registry.selectors.record_values import day


def link(viewset: str, row: Any) -> Cell:
    """A value that leads to its own record; nothing when there is none."""
    return Cell(str(row), reverse(f"office_{viewset}:inspect", args=[row.pk]))


def links(viewset: str, rows: Iterable[Any]) -> list[Cell]:
    """Several of them."""
    return [link(viewset, row) for row in rows]


def dates(row: Membership | StaffAssignment) -> str:
    """From when until when."""
    if row.end:
        return f"{day(row.start)} – {day(row.end)}"
    return _("since %(start)s") % {"start": day(row.start)}


def holds(membership: Membership, on: date) -> bool:
    """Whether a membership holds on the day ``on``."""
    return membership.start <= on and (membership.end is None or membership.end >= on)


def findings_of(kind: Kind, row: Any, *, on: date) -> Rows:
    """What is odd in what the content file of ``row`` says now, and where it is mended."""
    places = Places()
    rows = [
        [
            Cell(Severity(finding.severity).label, tag=True),
            Cell(finding.message, note=finding.code),
            Cell(finding.value),
            Cell(_("Mend"), mend) if (mend := places.of(finding).mend) else Cell(_("In the file")),
        ]
        for finding in record_findings(kind, row, on=on)
    ]
    return Rows(
        "findings",
        _("Data quality"),
        "warning",
        (_("Severity"), _("Finding"), _("Value"), _("Where to mend it")),
        rows,
        _("Nothing odd was found."),
    )
