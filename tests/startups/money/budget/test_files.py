"""The budget to take away: real numbers, formulas that a spreadsheet program works out, a PDF."""

import csv
import io
import shutil
import subprocess
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pdfua
import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from openpyxl import Workbook, load_workbook

from startups.money.selectors.budget import BudgetQuestion, budget_rows, total
from startups.money.selectors.position import whole
from startups.registry.models import Startup
from startups.tables import pdf
from tests.access.cast import Cast
from tests.needs import need
from tests.startups.money.conftest import ON
from tests.startups.money.making import make_funding, make_order

pytestmark = pytest.mark.django_db

FIGURES = ("granted", "committed", "paid", "available", "unpaid")
SHOWN = ("Herse", "Nôtre produit", "Semoir")
HEADINGS = ["Granted", "Committed", "Paid", "Available", "Ordered and not paid"]


def book_of(client: Client, query: str = "by=startup") -> Workbook:
    response = client.get(f"{reverse('budget:xlsx')}?{query}")
    assert response.status_code == 200
    return load_workbook(io.BytesIO(response.content))


def expected(startups: list[Startup], by: str = "startup") -> list[list[Any]]:
    """By the selector: the figures of each row, then the total."""
    chosen = Startup.objects.filter(pk__in=[startup.pk for startup in startups])
    rows = budget_rows(BudgetQuestion(on=ON, by=by), startups=chosen)
    sums = [total(rows), *(row.position for row in rows)]
    figures = [[getattr(position, name) for name in FIGURES] for position in sums]
    return [*figures[1:], figures[0]]


def test_csv_says_what_is_on_the_screen(startups: list[Startup], manager: Client) -> None:
    Startup.objects.filter(pk=startups[1].pk).update(name="=1+1")
    response = manager.get(f"{reverse('budget:csv')}?by=startup")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="budget-2026-08-20.csv"' in response["Content-Disposition"]
    head, *rows = csv.reader(io.StringIO(response.content.decode("utf-8-sig")))
    assert head == ["Startup", *HEADINGS]
    assert [row[0] for row in rows] == ["'=1+1", "Herse", "Nôtre produit", "Total"]
    assert [[Decimal(cell) for cell in row[1:]] for row in rows] == expected(startups)


def test_xlsx_has_numbers_formulas_and_no_formula_slipped_in(
    startups: list[Startup], manager: Client
) -> None:
    Startup.objects.filter(pk=startups[1].pk).update(name="=1+1\x07")
    sheet = book_of(manager).worksheets[0]
    rows = list(sheet.iter_rows())
    assert [cell.value for cell in rows[0]] == ["Startup", *HEADINGS]
    assert [(row[0].value, row[0].data_type) for row in rows[1:]] == [
        ("=1+1", "s"),
        ("Herse", "s"),
        ("Nôtre produit", "s"),
        ("Total", "s"),
    ]
    for number, row in enumerate(rows[1:-1], start=2):
        assert {cell.data_type for cell in row[1:4]} == {"n"}
        assert [cell.value for cell in row[4:]] == [
            f"=B{number}-C{number}",
            f"=C{number}-D{number}",
        ]
        assert {cell.number_format for cell in row[1:]} == {"#,##0.00"}
    assert [cell.value for cell in rows[-1][1:]] == [
        f"=SUM({letter}2:{letter}4)" for letter in "BCDEF"
    ]


def test_the_second_sheet_has_the_lines(cast: Cast, manager: Client) -> None:
    make_funding(cast.ours, 5_000, agreement="CONV-1")
    make_order(cast.ours, "1000.01", reference="BC-1")
    sheet = book_of(manager).worksheets[1]
    rows = list(sheet.iter_rows(min_row=2))
    assert [[cell.value for cell in row] for row in rows] == [
        [
            *("Funding · CONV-1", datetime(2026, 1, 10), "Nôtre produit", None),
            *("The incubator's own budget", None, None, 5_000, None, None),
        ],
        [
            *("Order or cost · BC-1", datetime(2026, 3, 2), "Nôtre produit", "Atelier du code"),
            *(None, "Development", "External services", None, 1000.01, None),
        ],
        ["Total", *[None] * 6, "=SUM(H2:H3)", "=SUM(I2:I3)", "=SUM(J2:J3)"],
    ]
    assert rows[0][1].is_date
    assert rows[0][7].data_type == "n"


def test_an_empty_budget_is_a_file_too(cast: Cast, manager: Client) -> None:
    book = book_of(manager)
    assert [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()] == [
        ["Startup", *HEADINGS]
    ]
    assert manager.get(reverse("budget:csv")).content.decode().splitlines()[1].startswith("Total")


def test_the_lines_of_a_figure_are_taken_away(startups: list[Startup], manager: Client) -> None:
    query = "by=startup&figure=unpaid"
    response = manager.get(f"{reverse('budget:lines_csv')}?{query}")
    head, *lines, last = csv.reader(io.StringIO(response.content.decode("utf-8-sig")))
    assert head[-1] == "Amount"
    unpaid = expected(startups)[-1][4]
    assert Decimal(last[-1]) == sum(Decimal(line[-1]) for line in lines) == unpaid
    response = manager.get(f"{reverse('budget:lines_xlsx')}?{query}")
    sheet = load_workbook(io.BytesIO(response.content)).worksheets[0]
    assert sheet.max_row == len(lines) + 2
    assert sheet.cell(sheet.max_row, 8).value == f"=SUM(H2:H{sheet.max_row - 1})"


@pytest.fixture
def soffice() -> str:
    program = shutil.which("soffice")
    need(program, "LibreOffice (Debian: apt install libreoffice-calc-nogui)")
    return program or ""


def worked_out(program: str, content: bytes, folder: Path) -> list[list[tuple[Any, ...]]]:
    """What LibreOffice makes of an XLSX file, sheet by sheet: its formulas worked out."""
    file = folder / "budget.xlsx"
    file.write_bytes(content)
    saved = folder / "saved"
    command = [program, "--headless", "--norestore"]
    command += [f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
    command += ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(saved), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    book = load_workbook(saved / file.name, data_only=True)
    return [list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets]


def test_libreoffice_works_out_the_same_totals_to_the_cent(
    soffice: str, startups: list[Startup], manager: Client, tmp_path: Path
) -> None:
    content = manager.get(f"{reverse('budget:xlsx')}?by=startup").content
    budget, lines = worked_out(soffice, content, tmp_path)
    assert [row[0] for row in budget] == ["Startup", *SHOWN, "Total"]
    figures = [[cents(cell) for cell in row[1:]] for row in budget[1:]]
    assert figures == expected(startups)
    sums = [cents(cell) for cell in lines[-1][-3:]]
    assert sums == expected(startups)[-1][:3]
    assert whole(on=ON).granted > sums[0]  # theirs is not ours
    assert {type(row[1]) for row in lines[1:-1]} == {datetime}
    amounts = [[cell for cell in row[-3:] if cell is not None] for row in lines[1:-1]]
    assert {len(row) for row in amounts} == {1}
    assert sum(cents(row[0]) for row in amounts) == sum(sums)


def cents(cell: Any) -> Decimal:
    """A number to the cent; what a program adds up in floats is a few billionths off."""
    assert isinstance(cell, int | float), cell
    return Decimal(repr(cell)).quantize(Decimal("0.01"))


@pytest.fixture
def pango() -> None:
    """Skips where the machine lacks the libraries that draw text."""
    try:
        pdf.accessible_pdf("<p>Un essai", stylesheet="css/budget-pdf.css")
    except pdf.PdfUnavailable:
        need(None, "Pango (Debian: apt install libpangoft2-1.0-0)")


@pytest.fixture
def file(startups: list[Startup], manager: Client, pango: None, tmp_path: Path) -> Path:
    with override("fr"):
        answer = manager.get(f"{reverse('budget:pdf')}?by=startup&year=2026&phase=active")
    assert answer["Content-Type"] == "application/pdf"
    assert 'filename="budget-2026-08-20.pdf"' in answer["Content-Disposition"]
    path = tmp_path / "budget.pdf"
    path.write_bytes(answer.content)
    return path


def test_the_pdf_passes_the_checks_of_pdf_ua(file: Path) -> None:
    report = pdfua.validate(str(file))
    assert [finding.message for finding in report.findings] == []
    # This version of the checker cannot read headings (UA-14-001): the next test does.
    assert {outcome.rule_id for outcome in report.skipped} <= {"UA-14-001"}


def test_the_pdf_is_tagged_and_has_its_language_and_its_title(file: Path) -> None:
    with pdfua.PdfDocument.open(str(file)) as document:
        assert (document.is_tagged, document.lang, document.display_doc_title) == (True, "fr", True)
        assert "20 août 2026" in (document.title or "")
        assert [one.role for one in document.elements_with_role("/H1", "/H2")] == ["/H1"]
        headers = document.elements_with_role("/TH")
        assert {str(header.obj.A.Scope) for header in headers} == {"/Column", "/Row"}


def test_the_pdf_says_what_is_looked_at_and_the_total(
    file: Path, startups: list[Startup], manager: Client
) -> None:
    need(shutil.which("pdftotext"), "pdftotext (Debian: apt install poppler-utils)")
    command = ["pdftotext", "-layout", str(file), "-"]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    said = " ".join(told.replace("\u202f", " ").replace("\xa0", " ").split())
    assert "Nôtre produit" in said
    assert "Leur produit" not in said
    assert "Semoir" not in said
    active = Startup.objects.filter(pk=startups[0].pk)
    asked = BudgetQuestion(on=ON, by="startup", year=2026)
    granted = total(budget_rows(asked, startups=active)).granted
    assert f"{granted:,.2f} €".replace(",", " ").replace(".", ",") in said


def test_where_a_pdf_cannot_be_made_the_page_says_so(
    startups: list[Startup], manager: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def absent(*args: Any, **kwargs: Any) -> None:
        raise pdf.PdfUnavailable

    monkeypatch.setattr("startups.staff.budget.pages.accessible_pdf", absent)
    answer = manager.get(reverse("budget:pdf"))
    assert answer.status_code == 503
    assert "taken away for a spreadsheet" in answer.content.decode()
