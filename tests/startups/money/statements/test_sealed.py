"""A validated statement is never changed: each way tried is refused, whatever layer it takes."""

from datetime import date
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError

from startups.core.models.append_only import Immutable, thawed
from startups.money.enums import StatementState
from startups.money.statements.models import Statement, StatementLine
from startups.personal_data.services.anonymisation import anonymise_person
from tests.access.cast import Cast
from tests.factories import make_person
from tests.startups.money.making import activity, resource
from tests.startups.money.stating import make_statement
from tests.startups.reviews.test_frozen import ATTEMPTS, REFUSALS

pytestmark = pytest.mark.django_db

FORGED = "Réécrit après coup"
FIELDS: dict[type[Any], tuple[str, Any]] = {
    Statement: ("comment", FORGED),
    StatementLine: ("paid", 9),
}


@pytest.fixture
def validated(cast: Cast) -> Statement:
    return make_statement(
        cast.ours, state=StatementState.VALIDATED, comment="Camille Lemoine a tout relu."
    )


def rows(model: type[Any]) -> list[tuple[Any, ...]]:
    """What the table says, asked without any of our code."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{model._meta.db_table}" ORDER BY id')  # noqa: S608  # ours
        return cursor.fetchall()


@pytest.mark.parametrize("model", FIELDS, ids=lambda model: model.__name__)
@pytest.mark.parametrize("way", ATTEMPTS)
def test_no_way_changes_what_is_validated(way: str, model: type[Any], validated: Statement) -> None:
    before = rows(model)
    row = model._base_manager.get()

    with pytest.raises(REFUSALS), transaction.atomic():
        ATTEMPTS[way](row, *FIELDS[model])

    assert len(before) == 1
    assert rows(model) == before


@pytest.mark.parametrize("way", sorted(ATTEMPTS))
def test_a_draft_may_be_changed_in_each_way(way: str, cast: Cast) -> None:
    """What refuses above is that it is validated, nothing else."""
    make_statement(cast.ours)
    before = rows(StatementLine)

    ATTEMPTS[way](StatementLine.objects.get(), *FIELDS[StatementLine])

    assert way == "what it says already" or rows(StatementLine) != before


def new_line(statement: Statement) -> StatementLine:
    return StatementLine(
        statement=statement, activity=activity("conception"), resource=resource("personnel")
    )


def insert_line(statement: Statement) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {StatementLine._meta.db_table}"  # noqa: S608  # ours
            " (statement_id, activity_id, resource_id, committed, paid) VALUES (%s, %s, %s, 1, 1)",
            [statement.pk, activity("conception").pk, resource("personnel").pk],
        )


ADDITIONS = {
    "save": lambda statement: new_line(statement).save(),
    "the related manager": lambda statement: statement.lines.create(
        activity=activity("conception"), resource=resource("personnel")
    ),
    "many at once": lambda statement: StatementLine.objects.bulk_create([new_line(statement)]),
    "the base manager": lambda statement: StatementLine._base_manager.bulk_create(
        [new_line(statement)]
    ),
    "SQL": insert_line,
}


@pytest.mark.parametrize("way", ADDITIONS)
def test_no_line_is_added_to_what_is_validated(way: str, validated: Statement) -> None:
    with pytest.raises(REFUSALS), transaction.atomic():
        ADDITIONS[way](validated)

    assert StatementLine.objects.count() == 1


@pytest.mark.parametrize("way", ADDITIONS)
def test_a_line_is_added_to_a_draft_in_each_way(way: str, cast: Cast) -> None:
    draft = make_statement(cast.ours)

    ADDITIONS[way](draft)

    assert draft.lines.count() == 2


def test_a_line_moves_neither_in_nor_out(cast: Cast, validated: Statement) -> None:
    draft = make_statement(cast.ours, "2025-2")
    theirs, ours = validated.lines.get(), draft.lines.get()

    with pytest.raises(DatabaseError), transaction.atomic():
        StatementLine._base_manager.filter(pk=ours.pk).update(statement=validated)
    with pytest.raises(DatabaseError), transaction.atomic():
        StatementLine._base_manager.filter(pk=theirs.pk).update(statement=draft)
    ours.statement = validated
    with pytest.raises(Immutable):
        ours.save()

    assert (validated.lines.get(), draft.lines.get()) == (theirs, ours)


def test_it_does_not_become_a_draft_again(validated: Statement) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Statement._base_manager.update(
            state=StatementState.DRAFT, submitted_on=None, validated_on=None
        )

    validated.refresh_from_db()
    assert validated.state == StatementState.VALIDATED


@pytest.mark.postgres
@pytest.mark.parametrize("model", FIELDS, ids=lambda model: model.__name__)
def test_postgresql_refuses_deletions_too(model: type[Any], validated: Statement) -> None:
    with (
        pytest.raises(DatabaseError, match="frozen"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f'DELETE FROM "{model._meta.db_table}"')  # noqa: S608  # ours


def test_neither_what_it_replaces_nor_its_startup_is_deleted(validated: Statement) -> None:
    make_statement(validated.startup, replaces=validated, reason="Oubli")

    with pytest.raises((Immutable, ProtectedError)):
        validated.delete()


def test_migrating_again_keeps_the_triggers(validated: Statement) -> None:
    call_command("migrate", "startups", verbosity=0)

    with pytest.raises(DatabaseError), transaction.atomic():
        Statement._base_manager.update(comment=FORGED)


def test_a_name_goes_and_the_figures_stay(cast: Cast, validated: Statement) -> None:
    person = make_person("Camille Lemoine")

    anonymise_person(
        person=person,
        on=date(2026, 8, 20),
        actor=cast.users["administrator"],
        reason="Demande",
    )

    stored = Statement.objects.get()
    assert "Lemoine" not in stored.comment
    assert stored.comment.endswith("a tout relu.")
    with pytest.raises(DatabaseError), transaction.atomic():
        Statement._base_manager.update(comment=FORGED)


def test_sealed_again_after_an_error_under_the_exception(validated: Statement) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic(), thawed():
        raise ZeroDivisionError

    with pytest.raises(DatabaseError), transaction.atomic():
        StatementLine._base_manager.update(paid=9)
