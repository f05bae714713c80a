"""``manage.py load_demonstration``: a living portfolio to look around in."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.demonstration.accounts import ACCOUNTS
from cms.demonstration.loader import load_demonstration, loaded_day
from cms.demonstration.no_mail import no_mail, no_trail
from startups.registry.models import Startup

PASSWORD = "demonstration-ouverte"  # noqa: S105 (printed for all to see; development only)


class Command(BaseCommand):
    help = "Loads the demonstration portfolio, relative to a day. Safe to run again."
    # ``migrate``, which comes before, has run them.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--on", type=date.fromisoformat, help="YYYY-MM-DD; today if absent")
        parser.add_argument("--password", help="of the demonstration's accounts")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG and not options["password"]:
            raise CommandError(
                _("Outside development, choose a password for its accounts: --password.")
            )
        if Startup.objects.exists() and loaded_day() is None:
            raise CommandError(
                _("This database holds a real portfolio; the demonstration wants one of its own.")
            )
        password = options["password"] or PASSWORD
        with no_mail(), no_trail():
            outcome = load_demonstration(
                on=options["on"] or timezone.localdate(), password=password
            )
        self.stdout.write(
            _("%(created)d files loaded, %(unchanged)d already there")
            % {"created": len(outcome.created), "unchanged": outcome.unchanged}
        )
        self.stdout.write(
            self.style.SUCCESS(_("Sign in at %(address)s") % {"address": self._address()})
        )
        for account in ACCOUNTS:
            self.stdout.write(f"  {account.email:<36} {password}  ({account.role})")

    def _address(self) -> str:
        return f"{settings.SITE_URL}{reverse('login')}"
