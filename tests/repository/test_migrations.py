"""The order of migrations keeps ``migrate`` quick: ours run last."""

from django.apps import apps
from django.db.migrations.loader import MigrationLoader

from .tree import PACKAGES, assert_none

FIRST_OF_MANY = ("startups", "0001_initial")


def plan() -> list[tuple[str, str]]:
    """Application and name of each migration, in the order of an empty database."""
    graph = MigrationLoader(None).graph
    return list(
        dict.fromkeys(key for leaf in graph.leaf_nodes() for key in graph.forwards_plan(leaf))
    )


def our_labels() -> set[str]:
    return {app.label for app in apps.get_app_configs() if app.name.split(".")[0] in PACKAGES}


def test_no_migration_of_others_carries_our_models_along():
    """Run late, they render our models again: all of them, run last, take a minute and a half."""
    ordered = plan()

    late = [
        f"{label}.{name}"
        for label, name in ordered[ordered.index(FIRST_OF_MANY) :]
        if label not in our_labels()
    ]

    assert_none(late, "Name the last of each application in startups.0001_initial.dependencies:")


def test_only_the_user_comes_before_the_migrations_of_others():
    ordered = plan()

    early = [key for key in ordered[: ordered.index(FIRST_OF_MANY)] if key[0] in our_labels()]

    assert early == [("accounts", "0001_initial")]
