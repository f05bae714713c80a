"""The repository as its own tests see it: which files there are, and what is in them."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("incubator", "startups", "cms")
TEMPLATE_ROOTS = (ROOT / "templates", *(ROOT / package / "templates" for package in PACKAGES))

# The subjects of the domain, lowest first: each may import from itself and from those before.
SLICES = (
    "core",
    "tables",
    "registry",
    "people",
    "lifecycle",
    "figures",
    "documents",
    "money",
    "endings",
    "reviews",
    "content_tree",
    "portfolio",
    "reminders",
    "personal_data",
    "public",
)
# What a slice is made of, lowest first. RULES is whatever is in none of the others: it takes
# values and gives values, and knows no database.
RULES = "rules"
KINDS = ("enums", RULES, "models", "selectors", "services", "presenters")
# Above the slices: who may do what, what pages share, then the pages of each audience, which
# never import each other's.
SHARED = ("permissions", "web")
INTERFACES = ("team", "staff", "backoffice", "feed")
# Ties everything together; Django finds it by its name.
WIRING = (
    "apps",
    "backends",
    "checks",
    "management",
    "models",
    "receivers",
    "signals",
    "tasks",
    "templatetags",
    "wagtail_hooks",
)
LAYERS = (*((name,) for name in (*SLICES, *SHARED)), INTERFACES, WIRING)
# The public site, in the same way.
CMS_LAYERS = (
    ("addresses", "approval", "blocks", "context", "differences", "forms", "markdown"),
    ("navigation", "permissions"),
    ("seo",),
    ("presenters",),
    ("views",),
    ("models",),
    ("errors", "feeds", "former_addresses", "image_permissions", "moderation", "sitemap"),
    ("services",),
    ("demonstration", "admin_guards", "signals"),
    ("apps", "checks", "management", "templatetags", "urls", "wagtail_hooks"),
)


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
    """``startups/lifecycle/models/phase.py``: how a failure names a file."""
    return str(path.relative_to(ROOT))


def parse(path: Path) -> ast.Module:
    """The syntax tree of a Python file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def part(module: str) -> str:
    """The part of the domain that ``startups.money.models`` is in: ``money``."""
    return module.split(".")[1]


def layer(module: str) -> int:
    """The rank of a module's part in its package. Raises ValueError for one that is in none."""
    layers = CMS_LAYERS if module.startswith("cms.") else LAYERS
    for rank, parts in enumerate(layers):
        if part(module) in parts:
            return rank
    raise ValueError(f"{module} is in no layer of tests/repository/tree.py")


def kind(module: str) -> str:
    """Which of KINDS a module of a slice is: ``startups.money.contracts.models`` is models."""
    inner = module.split(".")[2:]
    return next((name for name in KINDS if name != RULES and name in inner), RULES)


def dotted(path: Path) -> str:
    """``startups.money.models``: the module that a file is."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imported_modules(path: Path) -> Iterator[str]:
    """Every module that a file imports, absolute, wherever in the file it does so.

    ``from startups.money import models`` gives ``startups.money.models``. What only the type
    checker imports, and so nothing at run time, is left out.
    """
    package = path.relative_to(ROOT).parent.parts
    for node in _run(parse(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            base = ".".join([*above, *filter(None, [node.module])])
            yield from (f"{base}.{alias.name}" for alias in node.names)


def _run(tree: ast.AST) -> Iterator[ast.AST]:
    """Every node of ``tree`` but those below ``if TYPE_CHECKING``."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue
        yield node
        yield from _run(node)


def assert_none(found: list[str], advice: str = "") -> None:
    """Fail with one line for each thing that should not be."""
    if found:
        pytest.fail("\n".join(filter(None, [advice, *found])), pytrace=False)
