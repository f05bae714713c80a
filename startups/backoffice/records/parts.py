"""Parts that several records share."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from startups.backoffice.repair_links import Places
from startups.backoffice.sections import RecordCell, RecordRows
from startups.content_tree.enums import Severity
from startups.content_tree.selectors.findings import record_findings
from startups.content_tree.tree import RecordKind
from startups.people.models import Membership, StaffAssignment
from startups.registry.selectors.record_values import day


def link(viewset: str, row: Any) -> RecordCell:
    """A value that leads to its own record; nothing when there is none."""
    return RecordCell(str(row), reverse(f"backoffice_{viewset}:inspect", args=[row.pk]))


def links(viewset: str, rows: Iterable[Any]) -> list[RecordCell]:
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


def findings_of(kind: RecordKind, row: Any, *, on: date) -> RecordRows:
    """What is odd in what the content file of ``row`` says now, and where it is mended."""
    places = Places()
    rows = [
        [
            RecordCell(Severity(finding.severity).label, tag=True),
            RecordCell(finding.message, note=finding.code),
            RecordCell(finding.value),
            RecordCell(_("Mend"), mend)
            if (mend := places.of(finding).mend)
            else RecordCell(_("In the file")),
        ]
        for finding in record_findings(kind, row, on=on)
    ]
    return RecordRows(
        "findings",
        _("Data quality"),
        "warning",
        (_("Severity"), _("Finding"), _("Value"), _("Where to mend it")),
        rows,
        _("Nothing odd was found."),
    )
