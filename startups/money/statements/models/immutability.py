"""Makes the database itself refuse to change a validated statement or its lines.

``core.models.sealed`` refuses what goes through the models, these triggers whatever else somebody
tries; they come and go with those of ``core.models.freezing``, and heed the same exception.
On SQLite as on PostgreSQL nothing is changed in or added to what is validated; PostgreSQL
refuses deletions, too.
"""

from typing import Any

from django.db import connections
from django.db.models.signals import pre_delete

from startups.core.models.append_only import SETTING
from startups.core.models.immutability import FUNCTION, REFUSAL
from startups.core.models.locked import LockedModel

from . import Statement, StatementLine

STATEMENTS = Statement._meta.db_table
LINES = StatementLine._meta.db_table
VALIDATED = "state = 'validated'"

# A line that is added waits for whoever is validating its statement, then is refused.
POSTGRES = (
    # S608: names and words of ours, none of which anybody types.
    f"""
    CREATE OR REPLACE FUNCTION startups_refuse_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
      touched bigint[];
    BEGIN
      IF current_setting('{SETTING}', true) IS NOT DISTINCT FROM 'on' THEN
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
      END IF;
      IF TG_TABLE_NAME = '{STATEMENTS}' THEN
        touched := ARRAY[OLD.id];
      ELSIF TG_OP = 'INSERT' THEN
        touched := ARRAY[NEW.statement_id];
      ELSIF TG_OP = 'DELETE' THEN
        touched := ARRAY[OLD.statement_id];
      ELSE
        touched := ARRAY[OLD.statement_id, NEW.statement_id];
      END IF;
      PERFORM 1 FROM {STATEMENTS} WHERE id = ANY(touched) FOR SHARE;
      IF EXISTS (SELECT 1 FROM {STATEMENTS} WHERE id = ANY(touched) AND {VALIDATED}) THEN
        RAISE EXCEPTION '{REFUSAL} (%)', TG_TABLE_NAME
          USING ERRCODE = 'integrity_constraint_violation';
      END IF;
      IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
      RETURN NEW;
    END $$
    """,  # noqa: S608
    f"""
    CREATE TRIGGER sealed BEFORE UPDATE OR DELETE ON {STATEMENTS}
    FOR EACH ROW EXECUTE FUNCTION startups_refuse_sealed()
    """,
    f"""
    CREATE TRIGGER sealed BEFORE INSERT OR UPDATE OR DELETE ON {LINES}
    FOR EACH ROW EXECUTE FUNCTION startups_refuse_sealed()
    """,
)
POSTGRES_DROP = ("DROP FUNCTION IF EXISTS startups_refuse_sealed() CASCADE",)

_IN_SEALED = f"EXISTS (SELECT 1 FROM {STATEMENTS} WHERE {VALIDATED} AND id"  # noqa: S608
_REFUSE = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
SQLITE = (
    f"""
    CREATE TRIGGER sealed_statement BEFORE UPDATE ON {STATEMENTS}
    WHEN OLD.{VALIDATED} AND NOT {FUNCTION}() {_REFUSE}
    """,
    f"""
    CREATE TRIGGER sealed_line BEFORE UPDATE ON {LINES}
    WHEN {_IN_SEALED} IN (OLD.statement_id, NEW.statement_id)) AND NOT {FUNCTION}() {_REFUSE}
    """,
    f"""
    CREATE TRIGGER sealed_new_line BEFORE INSERT ON {LINES}
    WHEN {_IN_SEALED} = NEW.statement_id) AND NOT {FUNCTION}() {_REFUSE}
    """,
)
SQLITE_DROP = tuple(
    f"DROP TRIGGER IF EXISTS {name}"
    for name in ("sealed_statement", "sealed_line", "sealed_new_line")
)


def seal(sender: Any, using: str, **kwargs: Any) -> None:
    """Makes the triggers; after ``migrate``."""
    unseal(sender, using)
    present = connections[using].introspection.table_names()
    if STATEMENTS in present and LINES in present:  # an older state lacks them
        _execute(using, POSTGRES, SQLITE)


def unseal(sender: Any, using: str, **kwargs: Any) -> None:
    """Drops the triggers; before ``migrate``."""
    _execute(using, POSTGRES_DROP, SQLITE_DROP)


def _execute(using: str, postgres: tuple[str, ...], sqlite: tuple[str, ...]) -> None:
    connection = connections[using]
    with connection.cursor() as cursor:
        for statement in postgres if connection.vendor == "postgresql" else sqlite:
            cursor.execute(statement)


def watch_deletions() -> None:
    """Refuses deletions that go through a manager that is not the model's own."""
    for model in (Statement, StatementLine):
        name = f"sealed-{model.__name__}"
        pre_delete.connect(_refuse_deletion, sender=model, dispatch_uid=name)


def _refuse_deletion(sender: Any, instance: LockedModel, **kwargs: Any) -> None:
    instance.refuse_change()
