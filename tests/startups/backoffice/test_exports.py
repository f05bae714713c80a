"""Lists as CSV and XLSX: read back, with real dates and numbers, and no formula run."""

import csv
import io
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from startups.registry.enums import OpennessState
from startups.tables.exports import neutral
from tests.factories import (
    make_incubator,
    make_membership,
    make_organisation,
    make_person,
    make_startup,
)

from .conftest import browser_of


def as_csv(response: Any) -> list[dict[str, str]]:
    text = response.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def as_xlsx(response: Any) -> list[dict[str, Any]]:
    sheet = load_workbook(io.BytesIO(b"".join(response))).active
    head, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def export(client: Client, name: str, kind: str, **query: Any) -> Any:
    return client.get(reverse(f"backoffice_{name}:index"), {"export": kind, **query})


@pytest.fixture
def startup(db: None) -> Any:
    startup = make_startup(
        "Mes Aides",
        ghid="mes.aides",
        mission="Dire à chacun ses droits, simplement",
        incubators=[make_incubator("Fabrique")],
        phases=[("construction", "2021-02-03")],
        source_code_state=OpennessState.YES,
    )
    make_membership(startup)
    return startup


def test_csv_reads_back(admin: Client, startup: Any) -> None:
    response = export(admin, "startups", "csv")

    (row,) = as_csv(response)
    assert response["Content-Disposition"] == 'attachment; filename="startups.csv"'
    assert row["Name"] == "Mes Aides"
    assert row["Phase in force"] == "Under construction"
    assert row["Since"] == "2021-02-03"
    assert row["Lead incubator"] == "Fabrique"
    assert row["Members"] == "1"
    assert row["Mission"] == "Dire à chacun ses droits, simplement"
    assert row["Source code"] == "Yes"


def test_xlsx_has_real_dates_and_numbers(admin: Client, startup: Any) -> None:
    (row,) = as_xlsx(export(admin, "startups", "xlsx"))

    since = row["Since"]
    assert (since.date() if isinstance(since, datetime) else since) == date(2021, 2, 3)
    assert row["Members"] == 1
    assert row["Identifier"] == "mes.aides"


def test_export_is_what_the_list_shows(admin: Client, startup: Any) -> None:
    make_startup("Autre")

    rows = as_csv(export(admin, "startups", "csv", standing="active"))

    assert [row["Name"] for row in rows] == ["Mes Aides"]


def test_export_is_whole_whatever_the_page(admin: Client, db: None) -> None:
    for number in range(60):
        make_startup(f"S{number:02}")

    assert len(as_csv(export(admin, "startups", "csv"))) == 60


def test_headings_follow_the_language_of_the_interface(administrator: Any, startup: Any) -> None:
    (english,) = as_csv(export(browser_of(administrator, "en"), "startups", "csv"))
    (french,) = as_csv(export(browser_of(administrator, "fr"), "startups", "csv"))

    assert list(english)[:4] == ["Name", "Identifier", "Phase in force", "Since"]
    assert "Nom" in french


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+33 1 23",
        "-2",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "  =1+1",
        '=HYPERLINK("http://exemple.invalid")',
    ],
)
def test_formula_is_neutralised_in_csv(cell: str) -> None:
    assert neutral(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["Mes Aides", "a=b", "", None, 12, -3, date(2020, 1, 1)])
def test_what_is_no_formula_is_left_alone(cell: Any) -> None:
    assert neutral(cell) == cell


def test_hostile_name_is_text_in_both(admin: Client, db: None) -> None:
    make_organisation("=cmd|' /C calc'!A0", acronym="\x0bABC")

    in_csv = as_csv(export(admin, "organisations", "csv"))[0]
    in_xlsx = as_xlsx(export(admin, "organisations", "xlsx"))[0]

    assert in_csv["Name"] == "'=cmd|' /C calc'!A0"
    assert in_xlsx["Name"] == "=cmd|' /C calc'!A0"
    assert in_xlsx["Acronym"] == "ABC"


def test_people_are_exported_with_what_they_do(admin: Client, startup: Any) -> None:
    person = make_person("Élodie Martin")
    make_membership(startup, person, title="Déployeuse")

    rows = {row["Name"]: row for row in as_csv(export(admin, "people", "csv"))}

    assert rows["Élodie Martin"]["Current missions"] == "Mes Aides (Déployeuse)"


@pytest.mark.parametrize("name", ["incubators", "organisations", "people", "teams", "themes"])
def test_every_list_is_exported_in_both(name: str, admin: Client, startup: Any) -> None:
    in_csv = as_csv(export(admin, name, "csv"))
    in_xlsx = as_xlsx(export(admin, name, "xlsx"))

    assert len(in_csv) == len(in_xlsx)
    assert [list(row) for row in in_csv[:1]] == [list(row) for row in in_xlsx[:1]]
