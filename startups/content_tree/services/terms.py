"""Words of the vocabularies that an import meets for the first time."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from startups.content_tree import reading
from startups.content_tree.tree import ORGANISATION, PERSON, STARTUP, ContentTree
from startups.core.services.facts import Actor, create_facts
from startups.registry.models import (
    MinistryDomain,
    OrganisationKind,
    Role,
    Technology,
    Term,
    Theme,
    UserType,
)

# Which key of which files is a word of which vocabulary.
SOURCES: tuple[tuple[type[Term], Any, str], ...] = (
    (OrganisationKind, ORGANISATION, "type"),
    (MinistryDomain, ORGANISATION, "domaine_ministeriel"),
    (UserType, STARTUP, "usertypes"),
    (Theme, STARTUP, "thematiques"),
    (Technology, STARTUP, "techno"),
    (Role, PERSON, "domaine"),
)
# The role of whoever has none in their file.
NO_ROLE = "Autre"


class KnownTerms:
    """The vocabularies by code."""

    def __init__(self) -> None:
        self._known: dict[type[Term], dict[str, Any]] = {
            model: {term.code: term for term in model._default_manager.all()}
            for model, *_ in SOURCES
        }
        self.added = 0

    def __call__(self, model: type[Term], code: str) -> Any:
        """The term of that code, None for an empty one."""
        return self._known[model][code] if code else None

    def role(self, code: str) -> Role:
        return self._known[Role][code or reading.code(NO_ROLE)]

    def add_from(self, tree: ContentTree, *, actor: Actor, reason: str) -> None:
        """Adds the words that are not known yet, as not agreed on."""
        for model, kind, key in SOURCES:
            words = TermWords(
                word for item in tree.items(kind) for word in reading.texts(item.source.head, key)
            )
            if model is Role:
                words.add(NO_ROLE)
            new = [
                model(code=code, word=word, name=word)
                for code, word in words.spellings().items()
                if code not in self._known[model]
            ]
            for term in create_facts(model=model, rows=new, actor=actor, reason=reason):
                self._known[model][term.code] = term
            self.added += len(new)


class TermWords:
    """Words as written, to tell the most usual spelling of each."""

    def __init__(self, words: Iterable[str]) -> None:
        self._spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for word in words:
            self.add(word)

    def add(self, word: str) -> None:
        self._spellings[reading.code(word)][" ".join(word.split())] += 1

    def spellings(self) -> dict[str, str]:
        """Each code with its most usual spelling; of two as usual, the first in order."""
        return {
            code: min(counts, key=lambda word: (-counts[word], word))
            for code, counts in sorted(self._spellings.items())
        }
