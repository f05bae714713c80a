"""``manage.py send_reminders``: what is due is told to whoever has the ball."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from startups.core.services.notices import deliver_notices
from startups.reminders.services import Mail, mails_of, send_reminders


class Command(BaseCommand):
    help = "Sends the reminders of a day by mail; repeatable: nobody gets the same twice."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--on", type=date.fromisoformat, help="YYYY-MM-DD; today if absent")
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be sent, and send nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        on = options["on"] or timezone.localdate()
        if options["dry_run"]:
            mails = mails_of(on=on)
            self._list(mails)
            self.stdout.write(f"{len(mails)} to be written, nothing sent")
            return
        mails = send_reminders(on=on)
        self._list(mails)
        sent = deliver_notices(now=timezone.now())
        self.stdout.write(f"{len(mails)} written, {sent} sent")

    def _list(self, mails: list[Mail]) -> None:
        for mail in mails:
            self.stdout.write(f"{mail.recipient.email}  {mail.key}")
