"""Imports run one way, from what the pages show down to the vocabulary."""

from graphlib import CycleError, TopologicalSorter

import pytest

from .tree import (
    INTERFACES,
    KINDS,
    ROOT,
    RULES,
    SLICES,
    assert_none,
    dotted,
    imported_modules,
    kind,
    layer,
    name,
    part,
    python_files,
)

FORBIDDEN_TO_RULES = ("django.db", *(f"startups.{slice_name}.models" for slice_name in SLICES))
# The addresses of the whole site.
ADDRESSES = ROOT / "incubator/urls.py"
# A vocabulary is Django's choices, which know no database.
CHOICES = {"django.db.models.TextChoices", "django.db.models.IntegerChoices"}


@pytest.mark.parametrize(
    ("package", "forbidden"),
    [
        ("startups", "cms"),
        ("startups", "tests"),
        ("cms", "tests"),
        ("incubator", "startups"),
        ("incubator", "cms"),
        ("incubator", "tests"),
    ],
)
def test_package_does_not_know_another(package, forbidden):
    found = [
        f"{name(path)} imports {module}"
        for path in python_files(package)
        if path != ADDRESSES
        for module in imported_modules(path)
        if module.split(".")[0] == forbidden
    ]

    assert_none(found)


def imports(package):
    """Each module of a package, with what it imports of that package."""
    for path in python_files(package):
        if path != ROOT / package / "__init__.py":
            module = dotted(path)
            for imported in imported_modules(path):
                if imported.startswith(f"{package}."):
                    yield module, imported


def domain():
    return imports("startups")


@pytest.mark.parametrize("package", ["startups", "cms"])
def test_imports_only_from_its_own_layer_or_below(package):
    found = [
        f"{module} imports {imported}"
        for module, imported in imports(package)
        if layer(imported) > layer(module)
    ]

    assert_none(found)


@pytest.mark.parametrize("package", ["startups", "cms"])
def test_every_file_is_in_a_layer(package):
    for path in python_files(package):
        if path != ROOT / package / "__init__.py":
            layer(dotted(path))


def test_no_circle_of_files():
    modules = {dotted(path): path for path in python_files()}
    graph = {
        module: {
            target
            for imported in imported_modules(path)
            if (target := file_of(imported, modules)) and not inside(module, target)
        }
        for module, path in modules.items()
    }

    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" imports ".join(reversed(error.args[1])), pytrace=False)


def file_of(imported, modules):
    """The file that an imported name is in; None when it is not one of ours."""
    while imported and imported not in modules:
        imported = imported.rpartition(".")[0]
    return imported


def inside(module, package):
    """A package's ``__init__`` passes on what its files define: they do not import it."""
    return module == package or module.startswith(f"{package}.")


def test_interfaces_do_not_know_each_other():
    found = [
        f"{module} imports {imported}"
        for module, imported in domain()
        if {part(module), part(imported)} <= {*INTERFACES} and part(module) != part(imported)
    ]

    assert_none(found)


def test_inside_a_slice_imports_run_one_way():
    rank = KINDS.index
    found = [
        f"{module} imports {imported}"
        for module, imported in domain()
        if part(module) == part(imported)
        and part(module) in SLICES
        and rank(kind(imported)) > rank(kind(module))
    ]

    assert_none(found)


def test_nobody_but_django_imports_every_model():
    found = [
        f"{module} imports {imported}"
        for module, imported in domain()
        if imported.startswith("startups.models") and module != "startups.apps"
    ]

    assert_none(found)


def test_rules_know_no_database():
    found = [
        f"{name(path)} imports {imported}"
        for path in python_files("startups")
        if part(dotted(path) + ".") in SLICES and kind(dotted(path)) == RULES
        for imported in imported_modules(path)
        if imported.startswith(FORBIDDEN_TO_RULES) and imported not in CHOICES
    ]

    assert_none(found)
