"""``manage.py import_content PATH``: reads a content tree, all of it or nothing.

It stands here, not beside ``export_content``, since it makes pages: the public site knows
the startups, and they do not know it.
"""

import json
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError, connection
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.services import StartupPages
from startups.content_tree.errors import ContentError
from startups.content_tree.selectors.checks.context import Finding
from startups.content_tree.selectors.findings import tree_findings, vanished_findings
from startups.content_tree.services import ImportOutcome, import_tree
from startups.content_tree.tree import ContentTree, read_tree

SHOWN_FILES = 20


class Command(BaseCommand):
    help = "Imports a tree of content files (organisations, incubators, startups, teams, members)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "path", type=Path, help="the folder that holds _startups and the others"
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would change, write nothing"
        )
        parser.add_argument(
            "--report", type=Path, metavar="FILE", help="write the findings as JSON"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        began = perf_counter()
        today = timezone.localdate()
        try:
            tree = read_tree(options["path"])
            outcome = import_tree(
                tree=tree,
                pages=StartupPages(),
                on=today,
                dry_run=options["dry_run"],
                progress=self._step,
            )
        except ContentError as error:
            raise CommandError(_("%(error)s\nNothing was imported.") % {"error": error}) from error
        except IntegrityError as error:
            message = _("Somebody else wrote at the same time. Nothing was imported: try again.")
            raise CommandError(message) from error
        if outcome.changed_anything and not options["dry_run"]:
            tell_planner()
        self._step(_("Data quality"))
        findings = [*tree_findings(tree, on=today), *vanished_findings(outcome.vanished)]
        if options["report"]:
            write_report(options["report"], findings)
        self._tell(tree, outcome, findings, options)
        self.stdout.write(_("%(seconds).1f seconds") % {"seconds": perf_counter() - began})

    def _step(self, step: str) -> None:
        self.stdout.write(f"… {step}")
        self.stdout.flush()

    def _tell(
        self,
        tree: ContentTree,
        outcome: ImportOutcome,
        findings: list[Finding],
        options: dict[str, Any],
    ) -> None:
        if options["dry_run"]:
            self.stdout.write(self.style.WARNING(_("Dry run: nothing was written.")))
        if options["dry_run"] or options["verbosity"] > 1:
            self._tell_files(outcome)
        if outcome.vanished:
            count = len(outcome.vanished)
            message = ngettext(
                "%(count)d file has vanished since the last import; nothing is deleted:",
                "%(count)d files have vanished since the last import; nothing is deleted:",
                count,
            )
            self.stdout.write(self.style.WARNING(message % {"count": count}))
            self._list(outcome.vanished)
        if outcome.kept_phases:
            self.stdout.write(self.style.WARNING(_("Phases decided here, left as they are:")))
            self._list(outcome.kept_phases)
        self._tell_counts(tree, outcome)
        self._tell_findings(findings)

    def _tell_files(self, outcome: ImportOutcome) -> None:
        self._list([_("new: %(path)s") % {"path": path} for path in outcome.created])
        self._list(
            [
                _("changed: %(path)s (%(fields)s)") % {"path": path, "fields": ", ".join(fields)}
                for path, fields in outcome.updated.items()
            ]
        )

    def _list(self, lines: list[str]) -> None:
        for line in lines[:SHOWN_FILES]:
            self.stdout.write(f"  {line}")
        if len(lines) > SHOWN_FILES:
            self.stdout.write(_("  … and %(count)d more") % {"count": len(lines) - SHOWN_FILES})

    def _tell_counts(self, tree: ContentTree, outcome: ImportOutcome) -> None:
        folders = Counter(item.kind.folder for item in tree)
        self.stdout.write(", ".join(f"{folder}: {count}" for folder, count in folders.items()))
        self.stdout.write(
            self.style.SUCCESS(
                _(
                    "%(created)d created, %(updated)d updated, %(unchanged)d unchanged; "
                    "%(pages)d pages written, %(redirects)d redirects"
                )
                % {
                    "created": len(outcome.created),
                    "updated": len(outcome.updated),
                    "unchanged": outcome.unchanged,
                    "pages": outcome.pages,
                    "redirects": outcome.redirects,
                }
            )
        )

    def _tell_findings(self, findings: list[Finding]) -> None:
        by_severity = Counter(finding.severity for finding in findings)
        detail = ", ".join(f"{severity}: {count}" for severity, count in by_severity.items())
        self.stdout.write(
            _("%(count)d data-quality findings (%(detail)s)")
            % {"count": len(findings), "detail": detail or "0"}
        )


def tell_planner() -> None:
    """Lets the database count its rows: until it has, it plans for empty tables.

    Not in a transaction of whoever calls the command: what PostgreSQL has counted stays when the
    rows are taken back, and later queries are planned for tables that are not so.
    """
    if connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def write_report(path: Path, findings: list[Finding]) -> None:
    """Writes the findings as a JSON list. Raises CommandError when it cannot."""
    try:
        path.write_text(
            json.dumps([finding.as_dict() for finding in findings], indent=1, ensure_ascii=False)
            + "\n",
            encoding="utf-8",
        )
    except OSError as error:
        raise CommandError(str(error)) from error
