"""The record of a word of a vocabulary."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from startups.backoffice.sections import Facts, RecordCell, RecordRows, one
from startups.core.selectors.usage import uses_of
from startups.registry.models import Term
from startups.registry.models.links import StartupLink


def uses_in_words(term: Term) -> list[tuple[Any, int]]:
    """What uses a word, as a person calls it: startups rather than what ties them to it."""
    return [
        (
            _("Startups")
            if issubclass(model, StartupLink)
            else capfirst(str(model._meta.verbose_name_plural)),
            count,
        )
        for model, count in uses_of(term)
    ]


def describe_term(term: Term, *, on: date) -> Sequence[Any]:
    """A word: what it is called, and what uses it."""
    facts = [
        (_("Code"), one(term.code)),
        (_("Word in content files"), one(term.word)),
        (_("Name (French)"), one(term.name)),
        (_("Name (English)"), one(term.name_en)),
        (_("Position"), one(term.position)),
        (_("In the agreed list"), one(_("yes") if term.official else _("no"))),
    ]
    rows = [[RecordCell(label), RecordCell(count)] for label, count in uses_in_words(term)]
    return [
        Facts("identity", _("Identity"), "info-circle", facts),
        RecordRows("uses", _("Uses"), "link", (_("Where"), _("How many")), rows, _("Unused.")),
    ]
