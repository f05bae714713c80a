"""``manage.py export_content PATH``: the portfolio as a tree of content files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from startups.content_tree.selectors.exporting import export_tree


class Command(BaseCommand):
    help = "Writes the portfolio as a tree of content files, as it was imported but for changes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help="an empty or missing folder")
        parser.add_argument(
            "--force", action="store_true", help="write into a folder that is not empty"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        root: Path = options["path"]
        if root.is_file():
            raise CommandError(_("%(path)s is a file.") % {"path": root})
        if root.is_dir() and any(root.iterdir()) and not options["force"]:
            raise CommandError(
                _("%(path)s is not empty; choose another folder, or --force.") % {"path": root}
            )
        try:
            count = export_tree(root)
        except OSError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(_("%(count)d files written to %(path)s") % {"count": count, "path": root})
