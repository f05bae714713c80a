"""The repository as its own tests see it: which files there are, and what is in them."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("incubator", "startups", "cms")
TEMPLATE_ROOTS = (ROOT / "templates", *(ROOT / package / "templates" for package in PACKAGES))

# They take values and give values: no database, no clock.
PURE = (
    "ledger",
    "forecast",
    "disclosure",
    "safety",
    "half_years",
    "reconciliation",
    "public_costs",
    "bars",
    "two_sided",
    "due_dates",
    "transitions",
    "calendar",
    "ceilings",
    "charts",
    "completeness",
    "faceting",
    "file_kinds",
    "freshness",
    "grouping",
    "lifecycle",
    "minutes",
    "reminder_stages",
    "search_text",
    "slugs",
    "trends",
    "validators",
    "year_end",
)
# The layers of the domain, lowest first. What is in one of them may import from its own
# layer and from those before it. What is in none is a view of the domain: the top layer.
LAYERS = (
    ("enums",),
    PURE,
    ("models",),
    ("selectors",),
    ("interchange",),
    ("services",),
    ("permissions", "forms"),
)
# Up to here nobody reads the clock: the day is an argument.
CLOCKLESS = LAYERS[: LAYERS.index(("services",)) + 1]


def python_files(*packages: str) -> list[Path]:
    """Our Python files, without the migrations that Django wrote."""
    return sorted(
        path
        for package in packages or PACKAGES
        for path in (ROOT / package).rglob("*.py")
        if "migrations" not in path.relative_to(ROOT).parts
    )


def templates() -> dict[str, Path]:
    """Our templates, by the name that they are loaded with."""
    return {
        str(path.relative_to(root)): path
        for root in TEMPLATE_ROOTS
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def name(path: Path) -> str:
    """``startups/models/phase.py``: how a failure names a file."""
    return str(path.relative_to(ROOT))


def parse(path: Path) -> ast.Module:
    """The syntax tree of a Python file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def room(path: Path) -> str:
    """The room of the domain that a file of ``startups/`` is in: models, services, enums…"""
    return path.relative_to(ROOT / "startups").parts[0].removesuffix(".py")


def layer(room_name: str) -> int:
    """The rank of a room in LAYERS; the top for those that are not listed."""
    return next(
        (rank for rank, rooms in enumerate(LAYERS) if room_name in rooms),
        len(LAYERS),
    )


def imported_modules(path: Path) -> Iterator[str]:
    """Every module that a file imports, absolute, wherever in the file it does so.

    ``from startups import models`` gives ``startups.models``: the room, not the package.
    """
    package = path.relative_to(ROOT).parent.parts
    for node in ast.walk(parse(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            base = ".".join([*above, *filter(None, [node.module])])
            yield from (f"{base}.{alias.name}" for alias in node.names)


def assert_none(found: list[str], advice: str = "") -> None:
    """Fail with one line for each thing that should not be."""
    if found:
        pytest.fail("\n".join(filter(None, [advice, *found])), pytrace=False)
