"""Data quality: what is odd in content files, always told and never silently repaired.

The checks read files as they would be exported now. What is mended here or at the source
is therefore no finding any more, and there is one set of rules for both.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from startups.content_tree.enums import Severity
from startups.content_tree.source import SourceFile
from startups.content_tree.tree import (
    INCUBATOR,
    ORGANISATION,
    STARTUP,
    ContentItem,
    ContentTree,
    RecordKind,
)

from .checks import body, links, phases, references, values
from .checks.context import Context, Finding, build_context, context_of_one
from .exporting import current_item, current_tree

type Check = Callable[[ContentItem, Context], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    values.check_values,
    links.check_links,
    references.check_references,
    references.check_redirects,
    phases.check_phases,
    body.check_body,
)
SEVERITY_ORDER = list(Severity)


def tree_findings(tree: ContentTree, *, on: date) -> list[Finding]:
    """Every finding about a tree on the day ``on``: gravest first, then by file."""
    context = build_context(tree, on=on)
    findings = [finding for item in tree for check in CHECKS for finding in check(item, context)]
    return sorted(findings, key=_order)


def portfolio_findings(*, on: date) -> list[Finding]:
    """Findings about startups, incubators and organisations as they are now.

    A constant number of queries whatever the size of the portfolio.
    """
    return tree_findings(current_tree(ORGANISATION, INCUBATOR, STARTUP), on=on)


def record_findings(kind: RecordKind, row: Any, *, on: date) -> list[Finding]:
    """The same about one record: ``row`` is an organisation, an incubator or a startup.

    A constant number of queries, none of which reads the other files but those that claim the
    same former addresses.
    """
    item = current_item(kind, row)
    context = context_of_one(item, on=on)
    return sorted((finding for check in CHECKS for finding in check(item, context)), key=_order)


def _order(finding: Finding) -> tuple[int, str, str, str]:
    rank = SEVERITY_ORDER.index(Severity(finding.severity))
    return rank, finding.path, finding.code, finding.field


def vanished_findings(paths: Iterable[str]) -> list[Finding]:
    """A finding for each file of an earlier import that the tree has no longer."""
    return [
        Finding(
            code="vanished-file",
            severity=Severity.WARNING.value,
            path=path,
            startup=SourceFile(path, "").ghid if path.startswith(STARTUP.folder) else "",
            field="",
            value="",
            message=_("The file has vanished from the tree; what it told is kept."),
        )
        for path in paths
    ]
