"""Imports run one way, from what the pages show down to the vocabulary."""

import pytest

from tests.repository.tree import (
    PURE,
    ROOT,
    assert_none,
    imported_modules,
    layer,
    name,
    python_files,
    room,
)

FORBIDDEN_TO_PURE = ("django.db", "startups.models")


@pytest.mark.parametrize(
    ("package", "forbidden"), [("startups", "cms"), ("startups", "tests"), ("cms", "tests")]
)
def test_package_does_not_know_another(package, forbidden):
    found = [
        f"{name(path)} imports {module}"
        for path in python_files(package)
        for module in imported_modules(path)
        if module.split(".")[0] == forbidden
    ]

    assert_none(found)


def test_domain_imports_only_from_its_own_layer_or_below():
    found = [
        f"{name(path)} imports {module}"
        for path in python_files("startups")
        if path.parent != ROOT / "startups" or path.name != "__init__.py"
        for module in imported_modules(path)
        if module.startswith("startups.") and layer(module.split(".")[1]) > layer(room(path))
    ]

    assert_none(found)


@pytest.mark.parametrize("module", PURE)
def test_pure_module_knows_no_database(module):
    path = ROOT / "startups" / f"{module}.py"

    imported = list(imported_modules(path))

    assert_none([found for found in imported if found.startswith(FORBIDDEN_TO_PURE)])
