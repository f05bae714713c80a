"""``manage.py portfolio``: how many startups in each phase on a day."""

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from startups.lifecycle.enums import Phase
from startups.lifecycle.selectors.portfolio import PortfolioCounts, portfolio_counts


class Command(BaseCommand):
    help = "Counts the startups by phase in force on a day."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--on", type=date.fromisoformat, help="YYYY-MM-DD; today if absent")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        counts = portfolio_counts(on=options["on"] or timezone.localdate())
        if options["format"] == "json":
            self.stdout.write(json.dumps(counts.as_dict(), indent=2, ensure_ascii=False))
        else:
            self._write_table(counts)

    def _write_table(self, counts: PortfolioCounts) -> None:
        for phase in Phase:
            self.stdout.write(f"{phase.label:<32} {counts.by_phase[phase.value]:>5}")
        for label, number in (
            ("Not started", counts.not_started),
            ("Active", counts.active),
            ("Total", counts.total),
        ):
            self.stdout.write(f"{label:<32} {number:>5}")
