"""Every address that the project answers to, as its routes say."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

CONVERTER = re.compile(r"<(?:(?P<converter>[^:>]+):)?(?P<name>[^>]+)>")


@dataclass(frozen=True)
class Route:
    """One route: its name with namespaces, its pattern, and what its address takes."""

    name: str
    pattern: str
    parameters: tuple[str, ...]

    def __str__(self) -> str:
        return self.name


def routes() -> list[Route]:
    """Every route, by name; two of the same name and pattern are one."""
    found = set(_walk(get_resolver().url_patterns, "", ""))
    return sorted(found, key=lambda route: (route.name, route.pattern))


def _walk(patterns: list[URLPattern | URLResolver], prefix: str, space: str) -> Iterator[Route]:
    for entry in patterns:
        pattern = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from _walk(entry.url_patterns, pattern, inner)
        else:
            name = space + (entry.name or _unnamed(entry))
            yield Route(name, pattern, tuple(_parameters(entry, pattern)))


def _unnamed(entry: URLPattern) -> str:
    callback = entry.callback
    return f"{callback.__module__}.{getattr(callback, '__name__', type(callback).__name__)}"


def _parameters(entry: URLPattern, pattern: str) -> list[str]:
    names = [match["name"] for match in CONVERTER.finditer(pattern)]
    return names or list(entry.pattern.regex.groupindex)
