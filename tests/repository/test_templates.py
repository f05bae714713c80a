"""Every template is there because something shows it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.template.utils import get_app_template_dirs
from wagtail.models import get_page_models

from .tree import ROOT, assert_none, parse, python_files, templates

# Loaded by Django by their names.
BY_CONVENTION = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}


def test_every_template_is_used():
    ours = templates()
    sources = [*python_files(), *ours.values()]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    pages = {model.template for model in get_page_models()}
    composed = [pattern for path in python_files() for pattern in composed_names(path)]

    unused = [
        template
        for template in ours
        if not any(quoted in text for quoted in (f'"{template}"', f"'{template}'"))
        and not any(pattern.fullmatch(template) for pattern in composed)
        and template not in pages | BY_CONVENTION
        and not replaces_another(template)
    ]

    assert_none(unused)


def composed_names(path: Path) -> Iterator[re.Pattern[str]]:
    """The names that a file composes: ``f"team/{page}.html"`` fits any page of that folder.

    So does ``Pages("team")``.
    """
    for node in ast.walk(parse(path)):
        if isinstance(node, ast.JoinedStr):
            parts = [
                re.escape(part.value) if isinstance(part, ast.Constant) else "[^/]+"
                for part in node.values
            ]
            if "/" in parts[0] and parts[-1].endswith((r"\.html", r"\.txt")):
                yield re.compile("".join(parts))
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == "Pages":
            yield re.compile(rf"{re.escape(node.args[0].value)}/[^/]+\.html")


def replaces_another(template: str) -> bool:
    """Whether a template takes the place of one that a library brings."""
    return any(
        (folder / template).is_file()
        for folder in get_app_template_dirs("templates")
        if not folder.is_relative_to(ROOT) or ".venv" in folder.parts
    )
