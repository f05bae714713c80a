"""``manage.py import_contracts FILE``: public contracts from published data (DECP 2.0.3)."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from startups.money.contracts.decp.reader import read_decp
from startups.money.contracts.services.decp_import import DecpOutcome, RefusedFile, import_decp


class Command(BaseCommand):
    help = "Reads public contracts from a DECP 2.0.3 file (JSON): all of them or none."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a DECP 2.0.3 file, in JSON")
        parser.add_argument("--dry-run", action="store_true", help="write nothing, say all")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            decp_file = read_decp(path.read_bytes())
            outcome = import_decp(
                decp_file=decp_file,
                on=timezone.localdate(),
                actor=None,
                reason=_("Import of %(file)s") % {"file": path.name},
                dry_run=options["dry_run"],
            )
        except OSError as error:
            raise CommandError(str(error)) from error
        except RefusedFile as refusal:
            self._refuse(path, refusal)
        self._tell(path, outcome, dry_run=options["dry_run"])

    def _refuse(self, path: Path, refusal: RefusedFile) -> None:
        for error in refusal.errors:
            self.stderr.write(f"{path.name}, {error}")
        number = len(refusal.errors)
        message = ngettext(
            "%(number)s error: nothing was written.",
            "%(number)s errors: nothing was written.",
            number,
        )
        raise CommandError(message % {"number": number})

    def _tell(self, path: Path, outcome: DecpOutcome, *, dry_run: bool) -> None:
        for note in outcome.notes:
            self.stdout.write(f"{path.name}, {note}")
        message = _(
            "%(created)s contracts new, %(changed)s changed, %(unchanged)s unchanged; "
            "%(modifications)s modifications new."
        )
        self.stdout.write(
            message
            % {
                "created": len(outcome.created),
                "changed": len(outcome.changed),
                "unchanged": outcome.unchanged,
                "modifications": outcome.modifications,
            }
        )
        if dry_run:
            self.stdout.write(_("Nothing was written: this was a trial."))
