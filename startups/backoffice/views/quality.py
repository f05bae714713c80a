"""The data-quality report: what is odd in the portfolio now, and where it is mended."""

from collections import Counter
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from startups.backoffice.columns import FindingColumn, MendColumn, RecordColumn, SeverityColumn
from startups.backoffice.finding_filters import FindingFilters
from startups.backoffice.finding_rows import FindingRow, finding_rows
from startups.content_tree.enums import Severity
from startups.core.search_text import fold, words
from startups.core.texts import normal
from startups.registry.models import Startup, Theme
from startups.tables.exports import SafeExport
from startups.web.record_rights import RecordAction, may, visible

URL, RESULTS_URL = "data_quality_report", "data_quality_report_results"


class DataQualityReport(SafeExport, ReportView):
    """Findings as rows. Not kept anywhere: worked out when the report is opened."""

    index_url_name = URL
    index_results_url_name = RESULTS_URL
    page_title = _("Data quality")
    header_icon = "warning"
    results_template_name = "backoffice/quality_results.html"
    is_searchable = True
    filterset_class = FindingFilters
    export_filename = "data-quality"
    columns = [
        SeverityColumn("severity", label=_("Severity")),
        FindingColumn("message", label=_("Finding")),
        RecordColumn("name", label=_("Record")),
        Column("field", label=_("Field")),
        Column("value", label=_("Value"), classname="backoffice-value"),
        MendColumn("mend", label=_("Where to mend it")),
    ]
    export_headings = {
        "severity_label": _("Severity"),
        "code": _("Code"),
        "message": _("Finding"),
        "name": _("Record"),
        "startup": _("Startup (identifier)"),
        "path": _("Content file"),
        "field": _("Field"),
        "value": _("Value"),
    }
    list_export = list(export_headings)

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        if not may(request.user, RecordAction.VIEW, Startup):
            raise PermissionDenied
        super().setup(request, *args, **kwargs)

    @cached_property
    def findings(self) -> list[FindingRow]:
        rows = finding_rows(on=timezone.localdate())
        if may(self.request.user, RecordAction.VIEW, Theme):
            return rows
        seen = visible(self.request.user, Startup.objects.all()).values_list("ghid", flat=True)
        ours = {normal(ghid) for ghid in seen}
        return [row for row in rows if row.startup in ours]

    def get_queryset(self) -> list[FindingRow]:
        return self.search_queryset(self.findings)

    def get_filterset_kwargs(self) -> dict[str, Any]:
        return {**super().get_filterset_kwargs(), "findings": self.findings}

    def search_queryset(self, queryset: list[FindingRow]) -> list[FindingRow]:
        wanted = words(self.search_query) if self.is_searching else []
        return [row for row in queryset if all(word in fold(row.everything) for word in wanted)]

    def get_heading(self, queryset: Any, field: str) -> str:
        return str(self.export_headings[field])

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        counts = Counter((row.severity, row.code) for row in self.object_list)
        ordered = sorted(counts.items(), key=lambda entry: (_rank(entry[0][0]), -entry[1]))
        return super().get_context_data(*args, **kwargs) | {
            "counts": [(Severity(severity), code, number) for (severity, code), number in ordered]
        }


def _rank(severity: str) -> int:
    return list(Severity).index(Severity(severity))
