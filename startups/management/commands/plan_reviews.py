"""``manage.py plan_reviews``: every active startup gets its next review."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from startups.reviews.services.reviews.planning import plan_reviews


class Command(BaseCommand):
    help = "Plans the reviews that are absent and moves those due on another day; repeatable."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--on", type=date.fromisoformat, help="YYYY-MM-DD; today if absent")

    def handle(self, *args: Any, **options: Any) -> None:
        done = plan_reviews(on=options["on"] or timezone.localdate())
        self.stdout.write(f"{done.planned} planned, {done.moved} moved, {done.dropped} dropped")
