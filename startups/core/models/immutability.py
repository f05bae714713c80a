"""Makes the database itself refuse to change what is signed, whatever way somebody takes.

``core.models.frozen`` refuses what goes through the models. These triggers refuse the rest: a query
set of another manager, SQL from a shell, a fixture that is loaded again. They are dropped before
each ``migrate`` and made again after it, so that a migration can alter the tables.

PostgreSQL refuses updates and deletions. SQLite refuses updates: Django empties its tables with
DELETE (``flush``). One act may write all the same, see ``core.models.frozen.thawed``. SQLite asks a
function of ours whether it is under way: a shell that lacks the function is refused too.
"""

from typing import Any, NoReturn

from django.apps import apps
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.signals import pre_delete

from .append_only import SETTING, AppendOnlyModel, Immutable, is_thawed

FUNCTION = "startups_is_thawed"
REFUSAL = "frozen: what is signed is never changed"

POSTGRES_FUNCTION = f"""
CREATE OR REPLACE FUNCTION startups_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('{SETTING}', true) IS DISTINCT FROM 'on' THEN
    RAISE EXCEPTION '{REFUSAL} (%)', TG_TABLE_NAME
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$
"""
POSTGRES_TRIGGER = """
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION startups_refuse_change()
"""
POSTGRES_DROP = "DROP FUNCTION IF EXISTS startups_refuse_change() CASCADE"
SQLITE_TRIGGER = f"""
CREATE TRIGGER {{trigger}} BEFORE UPDATE ON {{table}} WHEN NOT {FUNCTION}()
BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END
"""
SQLITE_DROP = "DROP TRIGGER IF EXISTS {trigger}"


def append_only_models() -> list[type[AppendOnlyModel]]:
    """Every model whose rows are written once."""
    return [model for model in apps.get_models() if issubclass(model, AppendOnlyModel)]


def watch_deletions() -> None:
    """Refuses deletions that go through a manager that is not the model's own."""
    for model in append_only_models():
        pre_delete.connect(_refuse_deletion, sender=model, dispatch_uid=f"frozen-{model.__name__}")


def _refuse_deletion(sender: Any, **kwargs: Any) -> NoReturn:
    raise Immutable(f"{sender._meta.verbose_name}: never deleted.")


def lend_function(sender: Any, connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Gives a new connection to SQLite the function that its triggers ask."""
    if connection.vendor == "sqlite":
        connection.connection.create_function(FUNCTION, 0, is_thawed)


def freeze(sender: Any, using: str, **kwargs: Any) -> None:
    """Makes the triggers; after ``migrate``."""
    _drop(using)
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRES_FUNCTION)
        for statement in _on_each(connection, _trigger_of(connection)):
            cursor.execute(statement)


def thaw(sender: Any, using: str, **kwargs: Any) -> None:
    """Drops the triggers; before ``migrate``."""
    _drop(using)


def _drop(using: str) -> None:
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRES_DROP)
        else:
            for statement in _on_each(connection, SQLITE_DROP):
                cursor.execute(statement)


def _trigger_of(connection: BaseDatabaseWrapper) -> str:
    return POSTGRES_TRIGGER if connection.vendor == "postgresql" else SQLITE_TRIGGER


def _on_each(connection: BaseDatabaseWrapper, statement: str) -> list[str]:
    """The statement for each frozen table that is there: an older state lacks the later ones."""
    present = set(connection.introspection.table_names())
    tables = [model._meta.db_table for model in append_only_models()]
    quote = connection.ops.quote_name
    return [
        statement.format(table=quote(table), trigger=quote(f"frozen_{table}"))
        for table in tables
        if table in present
    ]
