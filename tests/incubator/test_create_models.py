"""``CreateModels`` does what its operations do one by one, with one rendering."""

from functools import partial
from typing import Any

import pytest
from django.db import connection, migrations, models
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.graph import MigrationGraph
from django.db.migrations.migration import Migration
from django.db.migrations.operations.base import Operation
from django.db.migrations.optimizer import MigrationOptimizer
from django.db.migrations.state import ModelState, ProjectState
from django.db.migrations.writer import MigrationWriter

from incubator.create_models import CreateModels

LABEL = "library"
TABLES = {"library_author", "library_book", "library_book_readers", "library_novel"}
# Outside any transaction, within which SQLite alters no tables. Each test takes its own away, so
# that those of no application have to be emptied after it, which would take seconds.
makes_tables = pytest.mark.django_db(transaction=True, available_apps=[])
Foreign = partial(models.ForeignKey, on_delete=models.PROTECT)


def operations() -> list[Operation]:
    """Two models that refer to each other, a model that extends one, and a proxy."""
    key = ("id", models.BigAutoField(primary_key=True))
    filled = models.CheckConstraint(condition=~models.Q(title=""), name="book_title_filled")
    once = models.UniqueConstraint(fields=["name", "favourite"], name="author_favours_once")
    parent = models.OneToOneField(
        "library.Book", on_delete=models.CASCADE, parent_link=True, primary_key=True
    )
    return [
        migrations.CreateModel("Author", [key, ("name", models.CharField(max_length=50))]),
        migrations.CreateModel(
            "Book",
            [
                key,
                ("title", models.CharField(max_length=50, db_index=True)),
                ("author", Foreign("library.Author", related_name="books")),
                ("readers", models.ManyToManyField("library.Author", related_name="read")),
            ],
            options={"constraints": [filled]},
        ),
        migrations.CreateModel("Novel", [("book_ptr", parent)], bases=("library.book",)),
        migrations.CreateModel("Saga", [], options={"proxy": True}, bases=("library.novel",)),
        migrations.AddField("author", "favourite", Foreign("library.Book", null=True)),
        migrations.AddIndex("author", models.Index(fields=["-name"], name="author_name")),
        migrations.AddConstraint("author", once),
    ]


def migration(*operations: Operation) -> Migration:
    made = Migration("0001_initial", LABEL)
    made.operations = [*operations]
    return made


def whole() -> Migration:
    return migration(CreateModels(operations()))


def after(*operations: Operation) -> ProjectState:
    return migration(*operations).mutate_state(ProjectState())


def apply(migration: Migration) -> None:
    with connection.schema_editor(atomic=True) as editor:
        migration.apply(ProjectState(), editor)


def unapply(migration: Migration) -> None:
    with connection.schema_editor(atomic=True) as editor:
        migration.unapply(ProjectState(), editor)


def tables() -> dict[str, Any]:
    """Each table's columns, keys, indexes and constraints."""
    see = connection.introspection
    with connection.cursor() as cursor:
        return {
            name: (see.get_table_description(cursor, name), see.get_constraints(cursor, name))
            for name in see.table_names(cursor)
            if name.startswith(LABEL)
        }


def built(migration: Migration) -> dict[str, Any]:
    """The tables that a migration makes, taken away again."""
    apply(migration)
    try:
        return tables()
    finally:
        unapply(migration)


def test_state_is_that_of_the_operations_one_by_one():
    assert after(CreateModels(operations())) == after(*operations())


@makes_tables
def test_tables_are_those_of_the_operations_one_by_one():
    one_by_one = built(migration(*operations()))

    at_once = built(whole())

    assert set(at_once) == TABLES
    assert at_once == one_by_one


@makes_tables
def test_backwards_leaves_nothing():
    apply(whole())

    unapply(whole())

    assert tables() == {}


@makes_tables
def test_sql_is_told_both_ways_and_not_run():
    with connection.schema_editor(collect_sql=True, atomic=True) as forwards:
        whole().apply(ProjectState(), forwards, collect_sql=True)
    with connection.schema_editor(collect_sql=True, atomic=True) as backwards:
        whole().unapply(ProjectState(), backwards, collect_sql=True)

    created = [line for line in forwards.collected_sql if line.startswith("CREATE TABLE")]
    dropped = [line for line in backwards.collected_sql if line.startswith("DROP TABLE")]
    assert (len(created), len(dropped)) == (len(TABLES), len(TABLES))
    assert "-- Create 4 models" in forwards.collected_sql
    assert tables() == {}


@makes_tables
def test_each_model_is_rendered_once(monkeypatch):
    rendered: list[str] = []
    render = ModelState.render

    def counted(self: ModelState, apps: Any) -> Any:
        rendered.append(self.name)
        return render(self, apps)

    monkeypatch.setattr(ModelState, "render", counted)
    state = ProjectState()
    assert state.apps  # rendered, as it is when Django applies a migration
    with connection.schema_editor(collect_sql=True, atomic=True) as editor:
        whole().apply(state, editor)

    assert rendered == ["Author", "Book", "Novel", "Saga"]


@makes_tables
def test_model_that_is_swapped_gets_no_table(settings):
    settings.LIBRARY_READER = "accounts.User"
    reader = migrations.CreateModel(
        "Reader", [("id", models.BigAutoField(primary_key=True))], {"swappable": "LIBRARY_READER"}
    )

    assert built(migration(CreateModels([reader]))) == {}


@makes_tables
def test_later_change_is_detected_and_applied_as_usual():
    before = after(CreateModels(operations()))
    wanted = after(
        CreateModels(operations()),
        migrations.AddField("book", "pages", models.IntegerField(default=0)),
    )

    graph = MigrationGraph()
    graph.add_node((LABEL, "0001_initial"), whole())

    (change,) = MigrationAutodetector(before, wanted).changes(graph)[LABEL]

    assert change.name == "0002_book_pages"
    assert [each.describe() for each in change.operations] == ["Add field pages to book"]
    grown = migration(CreateModels(operations()), *change.operations)
    columns, _constraints = built(grown)["library_book"]
    assert "pages" in [column.name for column in columns]


def test_optimizer_leaves_it_alone():
    later = migrations.AddField("book", "pages", models.IntegerField(default=0))
    written = [CreateModels(operations()), later]

    assert MigrationOptimizer().optimize(written, LABEL) == written


def test_what_django_writes_of_it_reads_back():
    text = MigrationWriter(whole()).as_string()
    namespace: dict[str, Any] = {}

    exec(compile(text, "0001_initial", "exec"), namespace)  # noqa: S102 (Django wrote it)

    assert after(*namespace["Migration"].operations) == after(*operations())


@pytest.mark.parametrize(
    "other",
    [
        migrations.RemoveField("book", "title"),
        migrations.RunSQL("SELECT 1"),
        migrations.AddField("stranger", "pages", models.IntegerField(default=0)),
    ],
    ids=["removal", "sql", "addition to another model"],
)
def test_what_creates_nothing_is_refused(other):
    with pytest.raises(ValueError, match="CreateModels does not create with"):
        CreateModels([*operations(), other])
