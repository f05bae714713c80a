"""``manage.py daily``: all that time alone brings about, in order. For cron, once a day."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from startups.core.services.notices import deliver_notices
from startups.reminders.services import send_reminders
from startups.reviews.services.reviews.planning import plan_reviews


class Command(BaseCommand):
    help = (
        "Plans the reviews, writes the reminders, sends the mails that wait. Safe to repeat: a day "
        "that was missed is caught up by the next run."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--on", type=date.fromisoformat, help="YYYY-MM-DD; today if absent")

    def handle(self, *args: Any, **options: Any) -> None:
        on = options["on"] or timezone.localdate()
        done = plan_reviews(on=on)
        self.stdout.write(
            f"Reviews: {done.planned} planned, {done.moved} moved, {done.dropped} dropped"
        )
        self.stdout.write(f"Reminders: {len(send_reminders(on=on))} written")
        self.stdout.write(f"Mails: {deliver_notices(now=timezone.now())} sent")
