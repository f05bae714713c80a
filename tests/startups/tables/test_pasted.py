"""Tables pasted from spreadsheets: what is read, and what is said of what is not."""

import csv
import io
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from startups.tables.pasted import MOST_LINES, Pasted, PastedColumn, read_pasted
from tests.startups.figures.making import ON

USERS, COST = PastedColumn(1, "Usagers actifs", "usagers"), PastedColumn(2, "Coût par usage", "€")
RATE = PastedColumn(3, "Satisfaction, en ligne", "%")
COLUMNS = (USERS, COST, RATE)


def read(text: str, chosen: int | None = None, columns=COLUMNS) -> Pasted:
    return read_pasted(text, columns=columns, on=ON, chosen=chosen)


def values(pasted: Pasted) -> list[tuple[int, int, str, str]]:
    assert pasted.errors == ()
    return [
        (value.line, value.key, value.day.isoformat(), f"{value.value.normalize():f}")
        for value in pasted.values
    ]


def errors(pasted: Pasted) -> list[tuple[int, str]]:
    return [(error.line, error.read) for error in pasted.errors]


@pytest.mark.parametrize(
    "text",
    [
        "31/01/2026\t1 234,5\n28/02/2026\t12",
        "31/01/2026;1 234,5\r\n28/02/2026;12\r\n",
        "31/01/2026,1234.5\n28/02/2026,12\n",
        '"31/01/2026","1 234,5"\n"28/02/2026","12"',
        "\ufeff2026-01;1.234,5\n2026-02;12",
        "31/01/2026\t1 234,5 \t\t\n28/02/2026\t12\t",
    ],
)
def test_two_columns_are_the_chosen_indicator(text):
    assert values(read(text, chosen=1)) == [
        (1, 1, "2026-01-31", "1234.5"),
        (2, 1, "2026-02-28", "12"),
    ]


@pytest.mark.parametrize(
    "heading", ["Date;Valeur", "Mois;USAGERS  actifs", "d;Usagers actifs (usagers)"]
)
def test_a_line_of_headings_may_come_first(heading):
    assert values(read(f"\n{heading}\n\n01/2026;5", chosen=1)) == [(4, 1, "2026-01-31", "5")]


def test_a_startup_with_one_indicator_need_not_choose():
    assert values(read("01/2026;5", columns=[USERS])) == [(1, 1, "2026-01-31", "5")]


def test_several_indicators_at_once():
    text = (
        'Date,"Satisfaction, en ligne",Coût par usage,Usagers actifs\n'
        "T1 2026,80 %,12.5 €,3\n"
        "T2 2026,,11,\n"
        "T4 2026,,,\n"
    )

    assert values(read(text)) == [
        (2, 3, "2026-03-31", "80"),
        (2, 2, "2026-03-31", "12.5"),
        (2, 1, "2026-03-31", "3"),
        (3, 2, "2026-06-30", "11"),
    ]


def test_each_line_in_error_is_told_with_what_was_read():
    text = (
        "Date;Usagers actifs;Coût par usage\n"
        "hier;5;6\n"
        "01/2026;1,234;7\n"
        "02/2026;8;9 %\n"
        "03/2026;1;2;3\n"
        "12/2026;1\n"
        ";4\n"
        "31/01/2026;5;8\n"
        '04/2026;"5\n'
        "01/2026;6\n"
    )

    assert errors(read(text)) == [
        (2, "hier"),
        (3, "1,234"),
        (4, "9 %"),
        (5, "03/2026;1;2;3"),
        (6, "12/2026"),
        (7, ""),
        (8, "8"),
        (9, '04/2026;"5'),
        (10, "6"),
    ]


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("", 1),
        (" \n\t\n", 1),
        ("01/2026;5", None),
        ("01/2026", 1),
        ("Date;Usagers;Coût", 1),
        ("Date;Usagers actifs;Usagers actifs\n01/2026;1;2", None),
        ("Date;Coût par usage\n01/2026;1", 1),
        ("Date;Inconnu\n01/2026;1", None),
        ("Usagers actifs\n01/2026", None),
        ("Date;Valeur", 1),
        ("Date;Valeur\n01/2026;\n", 1),
        ('"Date;Valeur', 1),
    ],
)
def test_a_table_that_is_not_understood_gives_nothing(text, chosen):
    pasted = read(text, chosen)

    assert pasted.values == ()
    assert len(pasted.errors) == 1
    assert pasted.errors[0].reason


def test_decimal_commas_among_separating_commas_are_explained():
    pasted = read("31/01/2026,1234,5", chosen=1)

    assert errors(pasted) == [(1, "31/01/2026,1234,5")]
    assert "," in pasted.errors[0].reason or "virgules" in pasted.errors[0].reason


def test_first_line_with_a_bad_date_is_an_error_and_no_heading():
    assert errors(read("hier;5\n01/2026;6", chosen=1)) == [(1, "hier")]


def test_at_most_two_thousand_lines():
    first = date(2019, 1, 1)
    lines = [f"{first + timedelta(n):%d/%m/%Y};{n}" for n in range(MOST_LINES + 1)]

    assert len(read("\n".join(lines[:-1]), chosen=1).values) == MOST_LINES
    assert read("\n".join(lines), chosen=1).values == ()


def test_a_month_that_is_not_over_is_still_to_come():
    assert errors(read("08/2026;1\n20/08/2026;2", chosen=1)) == [(1, "08/2026")]


TABLES = st.dictionaries(
    st.dates(date(1950, 1, 1), ON),
    st.lists(
        st.none() | st.decimals(-(10**13), 10**13, places=4), min_size=len(COLUMNS), max_size=3
    ),
    min_size=1,
    max_size=15,
)


@given(TABLES, st.sampled_from("\t;"), st.booleans())
def test_what_is_written_is_read_back(table, separator, quoted):
    output = io.StringIO()
    writer = csv.writer(
        output,
        delimiter=separator,
        quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL,
    )
    writer.writerow(["Date", *(column.wording for column in COLUMNS)])
    for day, cells in table.items():
        written = ["" if value is None else f"{value:f}".replace(".", ",") for value in cells]
        writer.writerow([f"{day:%d/%m/%Y}", *written])

    pasted = read(output.getvalue())

    expected: list[tuple[int, date, Decimal]] = [
        (column.key, day, value)
        for day, cells in table.items()
        for column, value in zip(COLUMNS, cells, strict=True)
        if value is not None
    ]
    assert [(value.key, value.day, value.value) for value in pasted.values] == expected
    assert bool(pasted.errors) is not bool(expected)


@given(st.text(max_size=200), st.sampled_from([None, 1, 2, 99]))
def test_any_text_gives_values_or_errors(text, chosen):
    pasted = read(text, chosen)

    assert pasted.values or pasted.errors
    assert all(value.day <= ON for value in pasted.values)
