"""A statement is begun, written, submitted and answered: what each act does, and refuses."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from startups.core.models import Notice
from startups.core.models.base import DomainModel
from startups.core.versions import Stale
from startups.money.enums import StatementState
from startups.money.statements.models import Statement, StatementLine
from startups.money.statements.services import (
    StatedLine,
    drop_draft,
    open_statement,
    replace_statement,
    send_back_statement,
    submit_statement,
    take_lines_again,
    validate_statement,
    write_statement,
)
from startups.registry.models import JournalEntry, PublishedText
from tests.access.cast import Cast
from tests.factories import make_startup
from tests.startups.money.making import (
    activity,
    euros,
    make_correction,
    make_order,
    make_payment,
    resource,
)
from tests.startups.money.stating import make_statement

pytestmark = pytest.mark.django_db

ON = date(2026, 8, 20)  # within the second half of 2026
type Lines = dict[tuple[str, str], tuple[Decimal, Decimal]]


def said(statement: Statement) -> Lines:
    """What a statement says, by code."""
    return {
        (line.activity.code, line.resource.code): (line.committed, line.paid)
        for line in StatementLine.objects.filter(statement=statement)
    }


def begun(cast: Cast, half: str = "1", **options: Any) -> Statement:
    values = {"startup": cast.ours, "year": 2026, "half": half, "on": ON, "actor": None}
    return open_statement(**values | options)


def line(committed: Any = 0, paid: Any = 0, code: str = "developpement") -> StatedLine:
    return StatedLine(activity(code).pk, resource().pk, Decimal(str(committed)), Decimal(str(paid)))


def acts(startup: Any) -> list[tuple[str, str]]:
    rows = JournalEntry.objects.filter(startup=startup).order_by("pk")
    return list(rows.values_list("kind", "detail"))


def message(refusal: Any) -> str:
    return " ".join(refusal.value.messages)


# Begun.


def test_it_says_what_the_lines_of_its_half_year_say(cast: Cast) -> None:
    order = make_order(cast.ours, 1_000, ordered_on=date(2026, 6, 30))
    make_correction(order, -150, "2026-06-30")  # a credit note of the same half-year
    make_correction(order, -50, "2026-07-01")  # of the next
    make_payment(order, 400, "2026-06-01")
    make_payment(order, -10, "2026-06-30", reason="Trop perçu")
    make_payment(order, 200, "2026-07-01")
    make_order(cast.ours, 70, ordered_on=date(2025, 12, 31))
    make_order(cast.ours, 80, activity=activity("conception"), ordered_on=date(2026, 1, 1))
    make_order(cast.ours, 90, ordered_on=None, quoted_on=date(2026, 3, 1))
    make_order(make_startup("Autre"), 5_000)

    statement = begun(cast, actor=cast.users["intrapreneur"])

    assert said(statement) == {
        ("conception", "prestations"): (euros(80), euros(0)),
        ("developpement", "prestations"): (euros(850), euros(390)),
    }
    assert statement.state == StatementState.DRAFT
    assert acts(cast.ours) == [("statement_opened", "2026-1")]
    assert statement.history.get().history_user == cast.users["intrapreneur"]
    assert statement.lines.first().history.count() == 1


def test_what_cancels_out_is_no_line_and_credit_notes_may_make_one_negative(cast: Cast) -> None:
    before = make_order(cast.ours, 1_000, ordered_on=date(2025, 10, 1))
    make_correction(before, -300, "2026-02-01")
    gone = make_order(cast.ours, 20, activity=activity("conception"))
    make_correction(gone, -20, "2026-05-01")

    assert said(begun(cast)) == {("developpement", "prestations"): (euros(-300), euros(0))}


def test_of_a_half_year_under_way_it_says_what_is_dated_until_today(cast: Cast) -> None:
    make_order(cast.ours, 10, ordered_on=ON)
    make_order(cast.ours, 10, ordered_on=date(2026, 8, 21))

    assert said(begun(cast, "2")) == {("developpement", "prestations"): (euros(10), euros(0))}


@pytest.mark.parametrize(
    ("year", "half"), [(2027, "1"), (2026, "3"), (2026, ""), (0, "1"), (99999, "1")]
)
def test_a_half_year_that_has_not_begun_or_is_none_is_refused(
    cast: Cast, year: int, half: str
) -> None:
    with pytest.raises(ValidationError):
        begun(cast, half, year=year)

    assert not Statement.objects.exists()


def test_it_may_begin_on_the_first_day_and_not_before(cast: Cast) -> None:
    with pytest.raises(ValidationError, match=r"commencé|begun"):
        begun(cast, "2", on=date(2026, 6, 30))

    assert begun(cast, "2", on=date(2026, 7, 1)).half == "2"


def test_a_half_year_has_one_statement(cast: Cast) -> None:
    begun(cast)

    with pytest.raises(ValidationError):
        begun(cast)

    assert Statement.objects.count() == 1


# Written.


def test_a_team_may_state_something_else(cast: Cast) -> None:
    make_order(cast.ours, 1_000)
    statement = begun(cast)
    team = cast.users["intrapreneur"]

    changed = write_statement(
        statement=statement,
        lines=[line(900, "12.34"), line("-0.01", 0, "conception"), line(0, 0, "autre")],
        comment="  Une commande\r\nmanque. ",
        seen=0,
        on=ON,
        actor=team,
    )

    statement.refresh_from_db()
    assert changed
    assert said(statement) == {
        ("developpement", "prestations"): (euros(900), euros("12.34")),
        ("conception", "prestations"): (euros("-0.01"), euros(0)),
    }
    assert (statement.comment, statement.version) == ("Une commande\nmanque.", 1)
    assert statement.history.first().history_user == team
    assert {row.history_user for row in StatementLine.history.exclude(history_type="+")} == {team}


def test_a_line_that_is_stated_no_more_goes_with_its_history(cast: Cast) -> None:
    make_order(cast.ours, 1_000)
    statement = begun(cast)

    write_statement(statement=statement, lines=[], comment="", on=ON, actor=None)

    assert said(statement) == {}
    assert StatementLine.history.filter(history_type="-").count() == 1


def test_saying_the_same_again_writes_nothing(cast: Cast) -> None:
    make_order(cast.ours, 1_000)
    statement = begun(cast)
    before = Statement.history.count(), StatementLine.history.count()

    assert not write_statement(
        statement=statement, lines=[line(1_000)], comment="", seen=0, on=ON, actor=None
    )

    assert (Statement.history.count(), StatementLine.history.count()) == before


@pytest.mark.parametrize(
    "lines",
    [
        lambda: [line("0.001")],
        lambda: [line(0, "1.999")],
        lambda: [line(10**10)],
        lambda: [line(-(10**10))],
        lambda: [line(1), line(2)],
        lambda: [StatedLine(999_999, resource().pk, Decimal(1))],
        lambda: [StatedLine(activity().pk, 999_999, Decimal(1))],
    ],
)
def test_what_is_no_line_is_refused_whole(cast: Cast, lines: Any) -> None:
    statement = make_statement(cast.ours)
    before = said(statement)

    with pytest.raises(ValidationError):
        write_statement(
            statement=statement,
            lines=[line(5, 5, "conception"), *lines()],
            comment="Autre",
            on=ON,
            actor=None,
        )

    statement.refresh_from_db()
    assert (said(statement), statement.comment) == (before, "")


def test_a_comment_that_is_too_long_is_refused(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        write_statement(
            statement=make_statement(cast.ours), lines=[], comment="x" * 2_001, on=ON, actor=None
        )


def test_the_second_to_write_is_told_and_overwrites_nothing(cast: Cast) -> None:
    statement = make_statement(cast.ours)
    first, second = cast.users["intrapreneur"], cast.users["editor"]
    write_statement(statement=statement, lines=[line(1)], comment="", seen=0, on=ON, actor=first)

    with pytest.raises(Stale) as stale:
        write_statement(
            statement=statement, lines=[line(2)], comment="", seen=0, on=ON, actor=second
        )

    assert (stale.value.who, stale.value.version) == (str(first), 1)
    assert said(statement) == {("developpement", "prestations"): (euros(1), euros(0))}


def test_the_figures_of_the_lines_are_taken_again(cast: Cast) -> None:
    statement = make_statement(cast.ours, said={("conception", "personnel"): (5, 5)}, comment="Oui")
    make_order(cast.ours, 77)

    take_lines_again(statement=statement, seen=0, on=ON, actor=None)

    statement.refresh_from_db()
    assert said(statement) == {("developpement", "prestations"): (euros(77), euros(0))}
    assert (statement.comment, statement.version) == ("Oui", 1)
    with pytest.raises(Stale):
        take_lines_again(statement=statement, seen=0, on=ON, actor=None)


# Submitted and answered.


def test_submitting_gives_it_to_the_managers(cast: Cast) -> None:
    statement = make_statement(cast.ours, returned_comment="Complétez.")
    team = cast.users["intrapreneur"]

    submit_statement(statement=statement, seen=0, on=ON, actor=team)

    statement.refresh_from_db()
    assert (statement.state, statement.submitted_on, statement.submitted_by) == (
        StatementState.SUBMITTED,
        ON,
        team,
    )
    assert statement.returned_comment == ""
    assert acts(cast.ours) == [("statement_submitted", "2026-1")]
    told = Notice.objects.get()
    assert told.recipient == cast.users["manager"]
    assert f"/bureau/etats/{statement.pk}/" in told.body


def test_it_is_submitted_once_its_half_year_has_ended(cast: Cast) -> None:
    statement, team = make_statement(cast.ours), cast.users["intrapreneur"]

    with pytest.raises(ValidationError, match=r"30/06/2026|06/30/2026"):
        submit_statement(statement=statement, on=date(2026, 6, 30), actor=team)

    assert submit_statement(statement=statement, on=date(2026, 7, 1), actor=team)


def test_a_statement_of_nothing_may_be_submitted(cast: Cast) -> None:
    statement = begun(cast)

    submit_statement(statement=statement, on=ON, actor=cast.users["intrapreneur"])

    assert said(statement) == {}


def test_sending_back_tells_the_team_why(cast: Cast) -> None:
    team = cast.users["intrapreneur"]
    statement = make_statement(cast.ours, state=StatementState.SUBMITTED, by=team)

    send_back_statement(
        statement=statement, comment=" Il manque mai. ", on=ON, actor=cast.users["manager"]
    )

    statement.refresh_from_db()
    assert (statement.state, statement.submitted_on, statement.submitted_by) == (
        StatementState.DRAFT,
        None,
        None,
    )
    assert statement.returned_comment == "Il manque mai."
    entry = JournalEntry.objects.get(startup=cast.ours)
    assert (entry.kind, entry.reason) == ("statement_returned", "Il manque mai.")
    assert {row.recipient for row in Notice.objects.all()} == {team, cast.users["editor"]}
    assert all("Il manque mai." in row.body for row in Notice.objects.all())


def test_nothing_is_sent_back_without_a_reason(cast: Cast) -> None:
    statement = make_statement(cast.ours, state=StatementState.SUBMITTED)

    with pytest.raises(ValidationError) as refusal:
        send_back_statement(statement=statement, comment=" \n ", on=ON, actor=cast.users["manager"])

    assert list(refusal.value.message_dict) == ["comment"]


def test_a_second_submission_is_told_anew(cast: Cast) -> None:
    team, manager = cast.users["intrapreneur"], cast.users["manager"]
    statement = make_statement(cast.ours)

    for _time in range(2):
        submit_statement(statement=statement, on=ON, actor=team)
        send_back_statement(statement=statement, comment="Encore.", on=ON, actor=manager)

    assert Notice.objects.filter(recipient=manager).count() == 2
    assert Notice.objects.filter(recipient=team).count() == 2


def test_validating_publishes_for_good(cast: Cast) -> None:
    PublishedText.objects.filter(startup=cast.ours).update(changed_on=date(2026, 1, 1))
    team, manager = cast.users["intrapreneur"], cast.users["manager"]
    make_order(cast.ours, 1_000)
    statement = make_statement(cast.ours, state=StatementState.SUBMITTED, by=team)

    validate_statement(statement=statement, seen=0, on=ON, actor=manager)

    statement.refresh_from_db()
    assert (statement.state, statement.validated_on, statement.validated_by) == (
        StatementState.VALIDATED,
        ON,
        manager,
    )
    assert set(statement.published) >= {"committed", "spent", "explained"}
    assert set(statement.published_lines) == {"commitments", "payments"}
    assert acts(cast.ours) == [("statement_validated", "2026-1")]
    assert cast.ours.published_text.__class__.objects.get(startup=cast.ours).changed_on == ON
    assert {row.recipient for row in Notice.objects.all()} == {team, cast.users["editor"]}


@pytest.mark.parametrize("role", ["manager", "administrator"])
def test_nobody_validates_what_they_submitted(cast: Cast, role: str) -> None:
    own = cast.users[role]
    statement = make_statement(cast.ours, state=StatementState.SUBMITTED, by=own)

    with pytest.raises(ValidationError) as refusal:
        validate_statement(statement=statement, on=ON, actor=own)

    assert refusal.value.code == "own"
    statement.refresh_from_db()
    assert statement.state == StatementState.SUBMITTED


def test_whoever_submitted_it_again_is_who_may_not_validate(cast: Cast) -> None:
    """Sending back and submitting again oneself is no way round."""
    manager = cast.users["manager"]
    statement = make_statement(cast.ours, state=StatementState.SUBMITTED)
    send_back_statement(statement=statement, comment="Je corrige.", on=ON, actor=manager)
    submit_statement(statement=statement, on=ON, actor=manager)

    with pytest.raises(ValidationError):
        validate_statement(statement=statement, on=ON, actor=manager)


@pytest.mark.parametrize("act", [submit_statement, validate_statement])
def test_a_command_neither_submits_nor_validates(cast: Cast, act: Any) -> None:
    state = StatementState.DRAFT if act is submit_statement else StatementState.SUBMITTED
    with pytest.raises(ValidationError) as refusal:
        act(statement=make_statement(cast.ours, state=state), on=ON, actor=None)

    assert refusal.value.code == "actor"


ACTS: dict[str, Any] = {
    "write": lambda row, who: write_statement(
        statement=row, lines=[], comment="Forgé", on=ON, actor=who
    ),
    "take": lambda row, who: take_lines_again(statement=row, on=ON, actor=who),
    "submit": lambda row, who: submit_statement(statement=row, on=ON, actor=who),
    "send back": lambda row, who: send_back_statement(
        statement=row, comment="Non", on=ON, actor=who
    ),
    "validate": lambda row, who: validate_statement(statement=row, on=ON, actor=who),
    "replace": lambda row, who: replace_statement(statement=row, reason="Erreur", on=ON, actor=who),
    "drop": lambda row, who: drop_draft(statement=row, on=ON, actor=who),
}
ALLOWED = {
    StatementState.DRAFT: {"write", "take", "submit", "drop"},
    StatementState.SUBMITTED: {"send back", "validate"},
    StatementState.VALIDATED: {"replace"},
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("state", ALLOWED)
def test_each_state_allows_its_acts_and_no_other(cast: Cast, state: Any, act: str) -> None:
    statement = make_statement(cast.ours, state=state)
    before = snapshot(statement)

    if act in ALLOWED[state]:
        ACTS[act](statement, cast.users["manager"])
        return
    with pytest.raises(ValidationError) as refusal:
        ACTS[act](statement, cast.users["manager"])

    assert message(refusal)
    assert snapshot(statement) == before


def snapshot(statement: Statement) -> tuple[Any, ...]:
    """All that an act may touch."""
    rows = [list(model.objects.order_by("pk").values()) for model in (Statement, StatementLine)]
    history: list[type[DomainModel]] = [Statement, StatementLine]
    counts = [model.history.count() for model in history]
    return *rows, *counts, JournalEntry.objects.count(), Notice.objects.count()


@pytest.mark.parametrize("act", ["submit", "send back", "validate"])
def test_an_answer_to_another_version_than_was_seen_is_refused(cast: Cast, act: str) -> None:
    state = StatementState.DRAFT if act == "submit" else StatementState.SUBMITTED
    statement = make_statement(cast.ours, state=state, version=4)
    who = cast.users["manager"]
    seen = {
        "submit": lambda: submit_statement(statement=statement, seen=3, on=ON, actor=who),
        "send back": lambda: send_back_statement(
            statement=statement, comment="Non", seen=3, on=ON, actor=who
        ),
        "validate": lambda: validate_statement(statement=statement, seen=3, on=ON, actor=who),
    }

    with pytest.raises(Stale):
        seen[act]()

    assert Statement.objects.get().state == state


# Replaced.


def test_a_validated_statement_is_replaced_by_a_new_one(cast: Cast) -> None:
    old = make_statement(cast.ours, state=StatementState.VALIDATED, comment="Premier.")
    make_order(cast.ours, 1_200)
    team, manager = cast.users["intrapreneur"], cast.users["manager"]

    new = replace_statement(statement=old, reason=" Un avoir oublié. ", on=ON, actor=team)

    assert (new.replaces, new.reason, new.comment) == (old, "Un avoir oublié.", "Premier.")
    assert (new.year, new.half, new.state) == (2026, "1", StatementState.DRAFT)
    assert said(new) == {("developpement", "prestations"): (euros(1_200), euros(0))}
    submit_statement(statement=new, on=ON, actor=team)
    validate_statement(statement=new, on=ON, actor=manager)
    assert said(old) == {("developpement", "prestations"): (euros(1_000), euros(400))}
    assert [kind for kind, _detail in acts(cast.ours)] == [
        "statement_opened",
        "statement_submitted",
        "statement_validated",
    ]
    third = replace_statement(statement=new, reason="Encore", on=ON, actor=team)
    assert third.replaces == new


def test_a_draft_begun_by_mistake_is_dropped_and_begun_again(cast: Cast) -> None:
    old = make_statement(cast.ours, state=StatementState.VALIDATED)
    team = cast.users["intrapreneur"]
    new = replace_statement(statement=old, reason="Oubli", on=ON, actor=team)

    with pytest.raises(Stale):
        drop_draft(statement=new, seen=new.version + 1, on=ON, actor=team)
    drop_draft(statement=new, seen=new.version, on=ON, actor=team)

    assert Statement.objects.get() == old
    assert [kind for kind, _detail in acts(cast.ours)][-1] == "statement_dropped"
    assert Statement.history.filter(history_type="-", replaces=old).exists()
    assert replace_statement(statement=old, reason="Encore", on=ON, actor=team).replaces == old


def test_it_is_replaced_once_and_with_a_reason(cast: Cast) -> None:
    old = make_statement(cast.ours, state=StatementState.VALIDATED)

    with pytest.raises(ValidationError) as refusal:
        replace_statement(statement=old, reason="  ", on=ON, actor=None)
    assert list(refusal.value.message_dict) == ["reason"]
    replace_statement(statement=old, reason="Oubli", on=ON, actor=None)
    with pytest.raises(ValidationError):
        replace_statement(statement=old, reason="Oubli", on=ON, actor=None)

    assert Statement.objects.count() == 2
