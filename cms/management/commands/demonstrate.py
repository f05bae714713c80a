"""``manage.py demonstrate``: what ``make demo`` does, in one process."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from cms.demonstration.no_mail import no_trail


class Command(BaseCommand):
    help = "Migrates, loads the demonstration portfolio and serves it: development only."
    # ``migrate`` runs them, with those of the database.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("port", type=int)

    def handle(self, *args: Any, **options: Any) -> None:
        # In one process, because each start costs as much as a third of the loading.
        with no_trail():
            call_command("migrate", verbosity=0, skip_checks=False)
        call_command("load_demonstration", stdout=self.stdout)
        self.stdout.write(
            f"The demonstration is served at {settings.SITE_URL}/ (stop it with Ctrl-C)."
        )
        self.stdout.flush()
        call_command("runserver", str(options["port"]), use_reloader=False)
