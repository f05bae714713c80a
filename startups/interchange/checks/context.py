"""What a check may look at besides the file, and what it finds."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from startups.enums import Severity
from startups.interchange import reading
from startups.interchange.tree import (
    INCUBATOR,
    KINDS,
    STARTUP,
    ContentItem,
    ContentTree,
)
from startups.models import Technology, Term, Theme, UserType
from startups.slugs import address_from

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


def found(
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
    return Context(
        on=on,
        known={kind.folder: {item.ghid for item in tree.items(kind)} for kind in KINDS},
        redirect_owners=_redirect_owners(tree),
        live_addresses={f"/startups/{address_from(i.ghid, ())}" for i in tree.items(STARTUP)},
        official={
            "usertypes": _official(UserType),
            "thematiques": _official(Theme),
        },
        words=dict(Technology.objects.values_list("code", "word")),
    )


def _official(model: type[Term]) -> set[str]:
    return set(model.objects.filter(official=True).values_list("code", flat=True))  # type: ignore[attr-defined]


def _redirect_owners(tree: ContentTree) -> dict[str, list[str]]:
    owners: defaultdict[str, list[str]] = defaultdict(list)
    for kind in (INCUBATOR, STARTUP):
        for item in tree.items(kind):
            for address in reading.texts(item.source.head, "redirect_from"):
                owners[address.rstrip("/")].append(item.path)
    return owners
