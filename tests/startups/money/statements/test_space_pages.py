"""The pages of a team's statements: half-years, the draft, what is confirmed, what is refused."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from startups.money.enums import StatementState
from startups.money.models import Activity, Resource
from startups.money.statements.models import Statement, StatementLine
from startups.money.statements.services import (
    StatedLine,
    send_back_statement,
    submit_statement,
    write_statement,
)
from tests.access.cast import ROLES, Cast
from tests.startups.money.conftest import SECRET
from tests.startups.money.making import (
    activity,
    euros,
    make_correction,
    make_order,
    make_payment,
    resource,
)
from tests.startups.money.stating import make_statement
from tests.startups.money.test_order_pages import plain
from tests.startups.team.sending import queries

pytestmark = pytest.mark.django_db

READERS = {"administrator", "manager", "committee", "intrapreneur", "editor"}
WRITERS = READERS - {"committee"}
ON = date(2026, 8, 20)


@pytest.fixture
def team(sign_in: Any) -> Client:
    found: Client = sign_in("intrapreneur")
    return found


def path(name: str, startup: Any, *keys: int) -> str:
    return reverse(f"team_statements:{name}", args=(startup.slug, *keys))


def cell(side: str) -> str:
    """The name of the field of development by external services."""
    return f"{side}-{activity().pk}-{resource().pk}"


def typed(seen: int = 0, **fields: Any) -> dict[str, Any]:
    """What is sent from the form of an ordinary draft."""
    return {
        "seen": seen,
        cell("committed"): "1 000,00",
        cell("paid"): "400",
        "comment": "",
    } | fields


def row_texts(page: Any, number: int) -> str:
    """The text of a row of the first table, its spaces single."""
    table = page.text.split("<tbody>")[1].split("</tbody>")[0]
    return " ".join(plain(table.split("<tr>")[number]).split())


# Half-years.


def test_nothing_yet_shows_the_half_year_under_way(cast: Cast, team: Client) -> None:
    page = team.get(path("index", cast.ours))

    (entry,) = page.context["rows"]
    assert entry["row"].half.code == "2026-2"
    assert 'name="half" value="2026-2"' in page.text
    assert (entry["asked"], entry["late"]) == (False, False)


def test_each_half_year_says_where_it_stands(cast: Cast, team: Client) -> None:
    make_order(cast.ours, 10, ordered_on=date(2025, 3, 1))
    make_order(cast.ours, 20, ordered_on=date(2026, 3, 1))
    old = make_statement(cast.ours, "2025-2", StatementState.VALIDATED)
    make_statement(cast.ours, "2025-2", replaces=old, reason="Oubli")

    page = team.get(path("index", cast.ours))

    found = [
        (row["row"].half.code, row["asked"], row["late"], row["row"].statement)
        for row in page.context["rows"]
    ]
    assert found == [
        ("2026-2", False, False, None),
        ("2026-1", True, True, None),
        ("2025-2", False, False, old),
        ("2025-1", True, True, None),
    ]
    assert page.context["rows"][2]["row"].coming.replaces == old
    shown = row_texts(page, 3)
    assert "1 000,00 €" in shown
    assert "+1 000,00 €" in shown
    assert "+400,00 €" in shown


@pytest.mark.parametrize("number", [1, 3, 12])
def test_the_list_takes_the_same_number_of_queries(cast: Cast, team: Client, number: int) -> None:
    for year in range(2026 - number, 2026):
        make_payment(make_order(cast.ours, 10, ordered_on=date(year, 2, 1)), 5)
        make_statement(cast.ours, f"{year}-1", StatementState.SUBMITTED)

    assert queries(team, path("index", cast.ours)) == 11


def test_a_draft_begins_from_the_list(cast: Cast, team: Client) -> None:
    make_order(cast.ours, 1_000)

    answer = team.post(path("open", cast.ours), {"half": "2026-1"})

    statement = Statement.objects.get()
    assert answer["Location"] == path("page", cast.ours, statement.pk)
    assert statement.lines.get().committed == euros(1_000)
    assert statement.history.first().history_user == cast.users["intrapreneur"]


@pytest.mark.parametrize(
    "half", ["", "2026", "2026-3", "2027-1", "abcd-1", "2026-1-1", "99999-1", "-1", "²026-1"]
)
def test_what_is_no_half_year_begins_nothing(cast: Cast, team: Client, half: str) -> None:
    answer = team.post(path("open", cast.ours), {"half": half}, follow=True)

    assert answer.status_code == 200
    assert "fr-alert--error" in answer.text
    assert not Statement.objects.exists()


def test_beginning_twice_says_so(cast: Cast, team: Client) -> None:
    make_statement(cast.ours)

    answer = team.post(path("open", cast.ours), {"half": "2026-1"}, follow=True)

    assert "fr-alert--error" in answer.text
    assert Statement.objects.count() == 1


# One statement.


def test_it_shows_what_is_stated_what_the_lines_say_and_the_difference(
    cast: Cast, team: Client
) -> None:
    order = make_order(cast.ours, 1_000)
    make_correction(order, "-99.99")
    make_payment(order, 400)
    make_order(cast.ours, 5, activity=activity("conception"))
    statement = make_statement(cast.ours, said={("developpement", "prestations"): (1_000, 390)})

    page = team.get(path("page", cast.ours, statement.pk))

    text = " ".join(plain(page.text).split())
    assert [
        (row.activity, row.stated.committed, row.recorded.committed, row.difference.committed)
        for row in page.context["shown"].rows
    ] == [
        (activity().label, euros(1_000), euros("900.01"), euros("99.99")),
        (activity("conception").label, euros(0), euros(5), euros(-5)),
    ]
    assert "+94,99 €" in text
    assert "94,99 € more than the lines" in text or "94,99 € de plus que les lignes" in text
    assert "10,00 € less than the lines" in text or "10,00 € de moins que les lignes" in text


def test_what_is_explained_says_so(cast: Cast, team: Client) -> None:
    make_payment(make_order(cast.ours, 1_000), 400)
    statement = make_statement(cast.ours)

    page = team.get(path("page", cast.ours, statement.pk))

    assert page.context["shown"].is_explained
    assert "+0" not in page.text
    assert "de plus que" not in page.text
    assert "more than" not in page.text


@pytest.mark.parametrize("number", [1, 3, 40])
def test_it_takes_the_same_number_of_queries(cast: Cast, team: Client, number: int) -> None:
    statement = make_statement(cast.ours, said={("conception", "personnel"): (1, 1)})
    cells = [(a, r) for a in Activity.objects.all() for r in Resource.objects.all()]
    for chosen, kind in cells[:number]:
        make_payment(make_order(cast.ours, 10, activity=chosen, resource=kind), 5)

    assert queries(team, path("page", cast.ours, statement.pk)) == 13
    assert queries(team, path("write", cast.ours, statement.pk)) == 18


def test_a_draft_of_a_half_year_under_way_is_not_submitted(cast: Cast, team: Client) -> None:
    statement = make_statement(cast.ours, "2026-2")

    page = team.get(path("page", cast.ours, statement.pk))
    assert path("submit", cast.ours, statement.pk) not in page.text
    answer = team.post(path("submit", cast.ours, statement.pk), {"seen": 0})

    assert answer.status_code == 422
    statement.refresh_from_db()
    assert statement.state == StatementState.DRAFT


def test_a_statement_of_another_startup_is_not_found(cast: Cast, team: Client) -> None:
    theirs = make_statement(cast.theirs, comment=SECRET)
    names = ["page", "write", "take_again", "submit", "replace", "drop"]

    for name in names:
        for verb in (team.get, team.post):
            answer = verb(path(name, cast.ours, theirs.pk))
            missing = 405 if name == "page" and verb == team.post else 404
            assert (answer.status_code, SECRET in answer.text) == (missing, False)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    "name", ["index", "page", "open", "write", "take_again", "submit", "replace", "drop"]
)
def test_who_may_reads_and_writes_and_nobody_else(
    cast: Cast, sign_in: Any, role: str, name: str
) -> None:
    statement = make_statement(cast.ours, comment=SECRET)
    client, keys = sign_in(role), [] if name in ("index", "open") else [statement.pk]
    allowed = READERS if name in ("index", "page") else WRITERS
    before = list(Statement.objects.values()), list(StatementLine.objects.values())

    answers = [client.get(path(name, cast.ours, *keys)), client.post(path(name, cast.ours, *keys))]

    refused = {403, 302 if role == "anonymous" else 403}
    if role not in allowed:
        assert {answer.status_code for answer in answers} <= refused | {405}
        assert not any(SECRET in answer.text for answer in answers)
    else:
        assert answers[0].status_code in (200, 302, 405)
    # Nothing was said in these requests: nothing is written by anybody.
    assert (list(Statement.objects.values()), list(StatementLine.objects.values())) == before


@pytest.mark.parametrize("role", sorted(READERS))
def test_who_only_reads_is_shown_no_act(cast: Cast, sign_in: Any, role: str) -> None:
    statement = make_statement(cast.ours)

    pages = [
        sign_in(role).get(path("index", cast.ours)).text,
        sign_in(role).get(path("page", cast.ours, statement.pk)).text,
    ]

    may = role in WRITERS
    assert (path("open", cast.ours) in pages[0]) == may
    assert (path("write", cast.ours, statement.pk) in pages[1]) == may


# Written.


def test_amounts_are_written_as_people_write_them(cast: Cast, team: Client) -> None:
    statement = make_statement(cast.ours)
    values = typed(**{cell("committed"): "-1 234,50 €", cell("paid"): ""}, comment="Voilà.")

    answer = team.post(path("write", cast.ours, statement.pk), values)

    assert answer["Location"] == path("page", cast.ours, statement.pk)
    line = statement.lines.get()
    assert (line.committed, line.paid) == (euros("-1234.50"), euros(0))
    statement.refresh_from_db()
    assert statement.comment == "Voilà."


def test_a_line_is_added_and_more_may_follow(cast: Cast, team: Client) -> None:
    statement = make_statement(cast.ours)
    added = {
        "activity-new-2": activity("conception").pk,
        "resource-new-2": resource("personnel").pk,
        "committed-new-2": "12,34",
    }

    answer = team.post(path("write", cast.ours, statement.pk), typed(**added, more="1"))

    assert answer["Location"] == path("write", cast.ours, statement.pk)
    assert [(line.activity.code, line.committed) for line in statement.lines.all()] == [
        ("developpement", euros(1_000)),
        ("conception", euros("12.34")),
    ]


def test_a_line_emptied_of_its_amounts_goes(cast: Cast, team: Client) -> None:
    statement = make_statement(cast.ours)

    team.post(
        path("write", cast.ours, statement.pk),
        typed(**{cell("committed"): "", cell("paid"): "0"}),
    )

    assert not statement.lines.exists()


@pytest.mark.parametrize(
    ("field", "fields"),
    [
        ("committed", {"committed": "beaucoup"}),
        ("paid", {"paid": "1,555"}),
        ("paid", {"paid": "12 %"}),
        ("activity-new-1", {"committed-new-1": "5", "resource-new-1": "R"}),
        ("resource-new-1", {"committed-new-1": "5", "activity-new-1": "A"}),
        ("activity-new-1", {"committed-new-1": "5", "activity-new-1": "999999"}),
        ("activity-new-1", {"committed-new-1": "5", "activity-new-1": "A", "resource-new-1": "R"}),
        ("comment", {"comment": "x" * 2_001}),
        ("seen", {"seen": "abc"}),
        ("__all__", {"committed": "9999999999999"}),
    ],
)
def test_what_is_refused_is_said_beside_its_field_and_kept(
    cast: Cast, team: Client, field: str, fields: dict[str, str]
) -> None:
    statement = make_statement(cast.ours)
    keys = {"A": activity().pk, "R": resource().pk}
    values = typed(
        **{
            cell(name) if name in ("committed", "paid") else name: keys.get(value, value)
            for name, value in fields.items()
        }
    )

    answer = team.post(path("write", cast.ours, statement.pk), values)

    named = cell(field) if field in ("committed", "paid") else field
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [named]
    assert statement.lines.get().committed == euros(1_000)


def test_cells_of_no_activity_are_left_out(cast: Cast, team: Client) -> None:
    statement = make_statement(cast.ours)

    answer = team.post(path("write", cast.ours, statement.pk), typed(**{"committed-999999-1": "5"}))

    assert answer.status_code == 302
    assert statement.lines.count() == 1


def test_the_second_to_write_sees_both_and_decides(cast: Cast, team: Client) -> None:
    statement, other = make_statement(cast.ours), cast.users["editor"]
    theirs = StatedLine(activity().pk, resource().pk, euros(700), euros(400))
    write_statement(statement=statement, lines=[theirs], comment="La leur", on=ON, actor=other)
    mine = typed(**{cell("committed"): "650"}, comment="La mienne")

    answer = team.post(path("write", cast.ours, statement.pk), mine)

    text = plain(answer.text)
    assert answer.status_code == 409
    assert str(other) in text
    assert "700,00 €" in text
    assert "La leur" in text
    assert 'value="650"' in text
    assert "La mienne" in text
    assert statement.lines.get().committed == euros(700)
    seen = answer.context["form"]["seen"].value()
    again = team.post(path("write", cast.ours, statement.pk), mine | {"seen": seen})
    assert again.status_code == 302
    assert statement.lines.get().committed == euros(650)


def test_what_is_submitted_or_validated_has_no_form(cast: Cast, team: Client) -> None:
    for half, state in (("2026-1", "submitted"), ("2025-2", "validated")):
        statement = make_statement(cast.ours, half, state)

        for answer in (
            team.get(path("write", cast.ours, statement.pk)),
            team.post(path("write", cast.ours, statement.pk), typed(comment="Forgé")),
        ):
            assert answer["Location"] == path("page", cast.ours, statement.pk)
        statement.refresh_from_db()
        assert statement.comment == ""


def test_what_is_typed_is_never_taken_for_markup(cast: Cast, team: Client) -> None:
    statement = make_statement(cast.ours, comment="<script>alert(1)</script>")

    page = team.get(path("page", cast.ours, statement.pk))

    assert "<script>alert" not in page.text


# Confirmed.


def test_taking_the_lines_again_is_asked_first(cast: Cast, team: Client) -> None:
    make_order(cast.ours, 77)
    statement = make_statement(cast.ours)
    address = path("take_again", cast.ours, statement.pk)

    assert team.get(address).status_code == 200
    assert statement.lines.get().committed == euros(1_000)
    team.post(address, {"seen": 0})

    assert statement.lines.get().committed == euros(77)


def test_confirming_what_is_no_longer_so_shows_it_first(cast: Cast, team: Client) -> None:
    statement = make_statement(cast.ours)
    write_statement(statement=statement, lines=[], comment="", on=ON, actor=cast.users["editor"])
    address = path("submit", cast.ours, statement.pk)

    answer = team.post(address, {"seen": 0})

    assert answer.status_code == 422
    assert str(cast.users["editor"]) in answer.text
    statement.refresh_from_db()
    assert statement.state == StatementState.DRAFT
    seen = answer.context["form"]["seen"].value()
    assert team.post(address, {"seen": seen}).status_code == 302
    statement.refresh_from_db()
    assert statement.state == StatementState.SUBMITTED


@pytest.mark.parametrize("name", ["take_again", "submit", "drop"])
def test_nothing_is_done_without_what_was_seen(cast: Cast, team: Client, name: str) -> None:
    statement = make_statement(cast.ours)

    assert team.post(path(name, cast.ours, statement.pk), {}).status_code == 422

    statement.refresh_from_db()
    assert (statement.state, statement.version) == (StatementState.DRAFT, 0)


@pytest.mark.parametrize("state", ["submitted", "validated"])
@pytest.mark.parametrize("name", ["take_again", "submit", "drop"])
def test_what_is_no_draft_says_why_not(cast: Cast, team: Client, name: str, state: str) -> None:
    statement = make_statement(cast.ours, state=state)

    answer = team.post(path(name, cast.ours, statement.pk), {"seen": 0})

    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors()


def test_the_team_reads_why_it_was_sent_back(cast: Cast, team: Client) -> None:
    statement = make_statement(cast.ours, state=StatementState.SUBMITTED)
    send_back_statement(
        statement=statement, comment="Il manque <mai>.", on=ON, actor=cast.users["manager"]
    )

    page = team.get(path("page", cast.ours, statement.pk))
    dashboard = team.get(reverse("team:dashboard", args=(cast.ours.slug,)))

    assert "Il manque &lt;mai&gt;." in page.text
    assert "Il manque &lt;mai&gt;." in dashboard.text
    submit_statement(statement=statement, on=ON, actor=cast.users["intrapreneur"])
    assert "Il manque" not in team.get(path("page", cast.ours, statement.pk)).text


def test_a_validated_statement_is_replaced_with_a_reason(cast: Cast, team: Client) -> None:
    old = make_statement(cast.ours, state=StatementState.VALIDATED)
    address = path("replace", cast.ours, old.pk)

    assert team.post(address, {"reason": " "}).status_code == 422
    assert Statement.objects.count() == 1
    answer = team.post(address, {"reason": "Un avoir oublié"})

    new = Statement.objects.get(replaces=old)
    assert answer["Location"] == path("page", cast.ours, new.pk)
    assert "Un avoir oublié" in team.get(path("page", cast.ours, new.pk)).text
    shown = team.get(path("page", cast.ours, old.pk)).text
    assert path("page", cast.ours, new.pk) in shown
    assert address not in shown
    assert team.post(address, {"reason": "Encore"}).status_code == 422


def test_what_is_no_validated_statement_is_not_replaced(cast: Cast, team: Client) -> None:
    draft = make_statement(cast.ours)

    answer = team.post(path("replace", cast.ours, draft.pk), {"reason": "Oubli"})

    assert answer.status_code == 422
    assert Statement.objects.count() == 1
