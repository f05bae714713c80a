"""Columns of lists."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, StatusTagColumn

from startups.content_tree.enums import Severity
from startups.lifecycle.enums import ACTIVE, Phase


def phase_label(startup: Any) -> Any:
    """The label of the annotated phase in force; "not started" where there is none."""
    code = startup.phase_in_force
    return Phase(code).label if code else _("Not started")


class PhaseColumn(StatusTagColumn):
    """The phase in force, marked when a team is at work."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            "phase",
            label=_("Phase in force"),
            accessor=phase_label,
            primary=lambda startup: startup.phase_in_force in ACTIVE,
            **options,
        )


class DayColumn(Column):
    """A civil date, written out; Wagtail's own column says how long ago an instant was."""

    cell_template_name = "backoffice/tables/day_cell.html"


class LinesColumn(Column):
    """Several values, one a line."""

    cell_template_name = "backoffice/tables/lines_cell.html"


class SeverityColumn(StatusTagColumn):
    """How grave a finding is."""

    def __init__(self, name: str, **options: Any) -> None:
        super().__init__(
            name,
            accessor="severity_label",
            primary=lambda row: row.severity != Severity.INFO,
            **options,
        )


class FindingColumn(Column):
    """What was found, and its code."""

    cell_template_name = "backoffice/tables/finding_cell.html"


class RecordColumn(Column):
    """What a finding is about, leading to its record."""

    cell_template_name = "backoffice/tables/record_cell.html"


class MendColumn(Column):
    """The way to where a finding is mended; "in the content file" where it is not here."""

    cell_template_name = "backoffice/tables/mend_cell.html"
