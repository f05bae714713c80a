"""What a check may look at besides the file, and what it finds."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from startups.content_tree import reading
from startups.content_tree.enums import Severity
from startups.content_tree.models import ContentFile
from startups.content_tree.selectors.snapshot import MODELS
from startups.content_tree.source import SourceFile
from startups.content_tree.tree import INCUBATOR, KINDS, STARTUP, ContentItem, ContentTree
from startups.core.slugs import address_from
from startups.core.texts import normal
from startups.registry.models import Technology, Term, Theme, UserType

MESSAGE_VALUE_LENGTH = 200


@dataclass(frozen=True)
class Finding:
    """Something odd: which rule, how grave, where, and what to do about it.

    ``startup`` is an identifier, empty where the file tells of something else; ``field``
    is the key of the front matter, or ``body``.
    """

    code: str
    severity: str
    path: str
    startup: str
    field: str
    value: str
    message: str

    def as_dict(self) -> dict[str, str]:
        """A form that JSON can say."""
        return {name: str(value) for name, value in asdict(self).items()}


@dataclass(frozen=True)
class Context:
    """The rest of the tree, the agreed vocabularies, and the day."""

    on: date
    known: Mapping[str, Collection[str]]
    redirect_owners: Mapping[str, list[str]]
    live_addresses: Collection[str]
    official: Mapping[str, Collection[str]]
    words: Mapping[str, str]


def make_finding(
    item: ContentItem, code: str, severity: Severity, field: str, value: Any, message: str
) -> Finding:
    """A finding about ``item``."""
    return Finding(
        code=code,
        severity=severity.value,
        path=item.path,
        startup=item.ghid if item.kind is STARTUP else "",
        field=field,
        value=str(value)[:MESSAGE_VALUE_LENGTH],
        message=message,
    )


def build_context(tree: ContentTree, *, on: date) -> Context:
    """What the checks of ``tree`` need to know; a constant number of queries."""
    known = {kind.folder: {item.ghid for item in tree.items(kind)} for kind in KINDS}
    return _context(known, _redirect_owners(tree), on)


def context_of_one(item: ContentItem, *, on: date) -> Context:
    """What the checks of one file need to know of the others, as the database says it."""
    known = {
        folder: {normal(ghid) for ghid in model.objects.values_list("ghid", flat=True)}
        for folder, model in MODELS.items()
    }
    return _context(known, _redirect_owners(_rivals(item, known)), on)


def _context(
    known: Mapping[str, Collection[str]], redirect_owners: Mapping[str, list[str]], on: date
) -> Context:
    startups = known[STARTUP.folder]
    return Context(
        on=on,
        known=known,
        redirect_owners=redirect_owners,
        live_addresses={f"/startups/{address_from(ghid, ())}" for ghid in startups},
        official={
            "usertypes": _official(UserType),
            "thematiques": _official(Theme),
        },
        words=dict(Technology.objects.values_list("code", "word")),
    )


def _rivals(item: ContentItem, known: Mapping[str, Collection[str]]) -> ContentTree:
    """The files that may claim a former address of ``item``, itself included."""
    claims = Q(pk__in=[])
    for address in reading.texts(item.source.head, "redirect_from"):
        claims |= Q(text__contains=address.rstrip("/"))
    files = ContentFile.objects.filter(claims).exclude(path=item.path)
    rivals = ContentTree(SourceFile(row.path, row.text) for row in files)
    return ContentTree([item.source, *(i.source for i in rivals if i.ghid in known[i.kind.folder])])


def _official(model: type[Term]) -> set[str]:
    return set(model.objects.filter(official=True).values_list("code", flat=True))  # type: ignore[attr-defined]


def _redirect_owners(tree: ContentTree) -> dict[str, list[str]]:
    owners: defaultdict[str, list[str]] = defaultdict(list)
    for kind in (INCUBATOR, STARTUP):
        for item in tree.items(kind):
            for address in reading.texts(item.source.head, "redirect_from"):
                owners[address.rstrip("/")].append(item.path)
    return owners
