"""The figures of a startup as a CSV file: one line a measurement, with its source."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from startups.figures.selectors.figures import StartupFigures
from startups.registry.models import Startup
from startups.tables.exports import BOM, neutral


def figures_csv(startup: Startup, figures: Sequence[StartupFigures]) -> HttpResponse:
    """Dates in ISO 8601, decimals with a point; no cell is run as a formula."""
    output = io.StringIO()
    writer = csv.writer(output)
    writer.writerow(
        [_("Level"), _("Indicator"), _("Unit"), _("Public"), _("Date"), _("Value"), _("Source")]
    )
    writer.writerows(_lines(figures))
    return HttpResponse(
        BOM + output.getvalue(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{startup.slug}-chiffres.csv"'},
    )


def _lines(figures: Sequence[StartupFigures]) -> Iterator[list[Any]]:
    for row in figures:
        indicator = row.indicator
        told = [row.level.label, indicator.wording, indicator.unit]
        told = [neutral(str(cell)) for cell in told]
        public = _("yes") if indicator.public else _("no")
        for measurement in row.measurements:
            value = f"{measurement.value.normalize():f}"
            source = neutral(measurement.source)
            yield [*told, public, measurement.date.isoformat(), value, source]
