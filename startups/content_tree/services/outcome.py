"""What an import did, and what it asks of whoever keeps the public pages."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, Protocol

type Progress = Callable[[str], None]


@dataclass(frozen=True)
class PageText:
    """The text of a startup's page, as its file gives it."""

    startup: Any
    body: str


@dataclass(frozen=True)
class PageTarget:
    """Where an old address leads now."""

    kind: Literal["startup", "incubator"]
    slug: str


class PageKeeper(Protocol):
    """Keeps the public pages; the public site is one, and this application knows no other."""

    def hold_pages(
        self, texts: Sequence[PageText], *, on: date, actor: Any, reason: str
    ) -> int: ...

    def redirect(self, targets: Mapping[str, PageTarget]) -> int: ...


@dataclass
class ImportOutcome:
    """What was written, by path in the tree.

    ``kept_phases`` are the files whose phases differ and were left out: the committee decided
    about these startups here, and what is signed is not for a file to change.
    """

    created: list[str] = field(default_factory=list)
    updated: dict[str, list[str]] = field(default_factory=dict)
    unchanged: int = 0
    vanished: list[str] = field(default_factory=list)
    kept_phases: list[str] = field(default_factory=list)
    pages: int = 0
    redirects: int = 0
    terms: int = 0

    @property
    def changed_anything(self) -> bool:
        return bool(self.created or self.updated or self.pages or self.redirects or self.terms)
