"""``manage.py transitions``: the table of transitions between phases, as people read it."""

from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import override

from startups.lifecycle.enums import TransitionNeed
from startups.lifecycle.transitions import TRANSITIONS, Transition


class Command(BaseCommand):
    help = "Prints which phase may follow which, who may say so, and what it needs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        languages = [code for code, _name in settings.LANGUAGES]
        parser.add_argument("--language", choices=languages, default=settings.LANGUAGE_CODE)

    def handle(self, *args: Any, **options: Any) -> None:
        with override(options["language"]):
            head = (_("From"), _("To"), _("Kind"), _("Name"), _("Who"), _("Needs"))
            rows = [head, *map(_cells, TRANSITIONS)]
            widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
            self.stdout.write(_line(head, widths))
            self.stdout.write(_line(["-" * width for width in widths], widths))
            for row in rows[1:]:
                self.stdout.write(_line(row, widths))


def _cells(row: Transition) -> tuple[str, ...]:
    return (
        str(row.source.label) if row.source else _("Not started"),
        str(row.to.label),
        str(row.kind.label),
        str(row.name),
        ", ".join(sorted(str(role.label) for role in row.who)),
        ", ".join(str(need.label) for need in TransitionNeed if need in row.needs) or "–",
    )


def _line(cells: Iterable[str], widths: Iterable[int]) -> str:
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    return " | ".join(padded).rstrip()
