"""Tables that people send: pasted text, CSV, XLSX; headings, cells, line numbers."""

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import Workbook

from startups.money.money_cells import read_amount, read_first_of_month, read_month
from startups.money.presenters.money_tables import digits, text
from startups.tables.cells import UnreadableError
from startups.tables.reading import TableColumn, read_table, word_in
from startups.tables.sheets import SheetError, SheetRow, sheet_of_file, sheet_of_text, text_of_sheet


def workbook(*rows: list[object]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("mark", ["\t", ";", ","])
def test_cells_are_separated_by_tabs_semicolons_or_commas(mark):
    found = sheet_of_text(f"a{mark}b\n1{mark} 2  3 \n")

    assert found == (SheetRow(1, ("a", "b")), SheetRow(2, ("1", "2 3")))


def test_lines_keep_their_numbers_through_empty_lines_and_cells_of_several_lines():
    found = sheet_of_text('\n\na;b\n\n"x\ny";2\nz;3\n')

    assert [(row.line, row.cells) for row in found] == [
        (3, ("a", "b")),
        (5, ("x y", "2")),
        (7, ("z", "3")),
    ]
    assert sheet_of_text(text_of_sheet(found)) == found


@pytest.mark.parametrize("content", ["", "\n \n", "a;b\0"])
def test_nothing_and_what_is_no_text_are_refused(content):
    with pytest.raises(SheetError):
        sheet_of_text(content)


def test_quotation_marks_that_are_not_closed_are_said_with_their_line():
    with pytest.raises(SheetError) as caught:
        sheet_of_text('a;b\n1;2\n"x;3')

    assert caught.value.line == 3


def test_bounds_are_said():
    with pytest.raises(SheetError):
        sheet_of_text("a\n" * 2_002)
    with pytest.raises(SheetError):
        sheet_of_text(";".join("a" * 51))
    with pytest.raises(SheetError):
        sheet_of_file(b"a" * (5 * 1024 * 1024 + 1))
    assert len(sheet_of_text("a\n" * 2_001)) == 2_001


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_file_is_read_whatever_the_program_that_wrote_it(encoding):
    assert sheet_of_file("Référence;Été".encode(encoding)) == (SheetRow(1, ("Référence", "Été")),)


def test_a_workbook_is_read_as_people_see_it():
    found = sheet_of_file(
        workbook(
            ["Référence", "Montant", "Date", "SIRET"],
            [None, None],
            ["BC-1", 1234.5, date(2026, 3, 2), 73282932000074],
            [2026001, 0.1 + 0.2, datetime(2026, 3, 2, 14, 30), "  73282932000074 "],
        )
    )

    assert [(row.line, row.cells) for row in found] == [
        (1, ("Référence", "Montant", "Date", "SIRET")),
        (3, ("BC-1", "1234.5", "02/03/2026", "73282932000074")),
        (4, ("2026001", "0.3", "02/03/2026", "73282932000074")),
    ]


@pytest.mark.parametrize("content", [b"PK\x03\x04 nothing", workbook()[:200]])
def test_a_broken_workbook_is_refused(content):
    with pytest.raises(SheetError):
        sheet_of_file(content)


def test_another_archive_is_no_workbook():
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("x.txt", "x")

    with pytest.raises(SheetError):
        sheet_of_file(out.getvalue())


def test_a_workbook_that_unpacks_beyond_measure_is_not_unpacked():
    from zipfile import ZIP_DEFLATED

    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", b" " * (61 * 1024 * 1024))

    assert len(out.getvalue()) < 1024 * 1024
    with pytest.raises(SheetError, match=r"trop|too large"):
        sheet_of_file(out.getvalue())


# Cells.


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("1 234,50 €", "1234.50"),
        ("€1,234.50", "1234.50"),
        ("-300", "-300.00"),
        ("12,5", "12.50"),
        ("0,10", "0.10"),
    ],
)
def test_amounts_are_read(cell, amount):
    assert read_amount(cell) == Decimal(amount)


@pytest.mark.parametrize("cell", ["12 %", "1,234", "1,555", "12 k€", "mille", "="])
def test_what_is_no_amount_is_refused(cell):
    with pytest.raises(UnreadableError):
        read_amount(cell)


def test_months_are_read():
    assert read_month("02/2028") == date(2028, 2, 29)
    assert read_month("15/03/2026") == date(2026, 3, 31)
    assert read_first_of_month("mars 2026") == date(2026, 3, 1)
    assert digits("732 829 320 00074") == "73282932000074"


# Columns.


def columns():
    words = word_in({"developpement": ["D"], "autre": ["A", "B"]}, "unknown")
    return (
        TableColumn("reference", ("Référence", "Reference"), text(5), required=True),
        TableColumn("amount", ("Montant", "Amount"), read_amount, required=True),
        TableColumn("activity", ("Activité",), words),
    )


def test_columns_are_found_in_any_order_case_and_language():
    found = read_table(sheet_of_text("AMOUNT;inutile;référence\n5;x;A\n"), columns())

    assert found.errors == ()
    assert found.ignored == ("inutile",)
    assert [(line.line, dict(line.values)) for line in found.lines] == [
        (2, {"amount": 5, "reference": "A"})
    ]


@pytest.mark.parametrize(
    ("content", "errors"),
    [
        ("Montant\n5", [(1, "Référence")]),
        ("Référence;Montant;Reference\nA;5;B", [(1, "Reference")]),
        ("Référence;Montant", [(1, "")]),
        ("Référence;Montant\nA;x\n;5\nABCDEF;5", [(2, "x"), (3, ""), (4, "ABCDEF")]),
        ("Référence;Montant;Activité\nA;5;Autre\nB;5;Rien\nC;5;", [(2, "Autre"), (3, "Rien")]),
        ("Référence;Montant\nA", [(2, "")]),
    ],
)
def test_every_error_is_named_with_its_line(content, errors):
    found = read_table(sheet_of_text(content), columns())

    assert [(error.line, error.read) for error in found.errors] == errors
