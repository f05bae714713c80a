"""The data-quality report: rows, filters, where each is mended, exports."""

import csv
import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from startups.backoffice.finding_rows import finding_rows
from startups.content_tree.selectors.findings import portfolio_findings
from startups.registry.models import Startup
from tests.factories import make_incubator, make_organisation, make_startup, make_startup_page

from .conftest import domain_queries

REPORT = "data_quality_report"
QUERIES = 24


def report(admin: Client, **query: Any) -> Any:
    return admin.get(reverse(REPORT), query)


def rows(response: Any) -> list[Any]:
    return list(response.context["object_list"])


@pytest.fixture
def startup(db: None) -> Startup:
    return make_startup(
        "Mes Aides",
        mission="Dire ses droits",
        contact="aucune",
        website_url="http://exemple.gouv.fr",
        incubators=[make_incubator("Fabrique", contact="rien")],
        sponsors=[make_organisation("Dinum")],
        phases=[("acceleration", "2020-01-01"), ("construction", "2021-01-01")],
    )


def test_report_lists_what_is_found(admin: Client, startup: Startup, on: Any) -> None:
    expected = [(f.code, f.path) for f in portfolio_findings(on=on)]

    found = [(row.code, row.path) for row in rows(report(admin))]

    assert found == expected
    assert {"invalid-contact", "insecure-link", "step-back"} <= {code for code, _path in found}


def test_counts_say_how_many_of_each(admin: Client, startup: Startup) -> None:
    counts = {code: number for _severity, code, number in report(admin).context["counts"]}

    assert counts["invalid-contact"] == 2
    assert sum(counts.values()) == len(rows(report(admin)))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"code": "invalid-contact"}, {"invalid-contact"}),
        ({"severity": "info", "q": "exemple"}, {"insecure-link"}),
        ({"q": "MES AIDES aucune"}, {"invalid-contact"}),
        ({"q": "introuvable"}, set()),
    ],
)
def test_report_is_narrowed(
    query: dict[str, str], expected: set[str], admin: Client, startup: Startup
) -> None:
    assert {row.code for row in rows(report(admin, **query))} == expected


def test_report_is_narrowed_by_startup_and_incubator(admin: Client, startup: Startup) -> None:
    make_startup("Autre")
    incubator = startup.incubators.get()

    by_startup = rows(report(admin, startup=startup.pk))
    by_incubator = rows(report(admin, incubator=incubator.pk))

    assert {row.startup for row in by_startup} == {startup.ghid}
    assert by_startup == by_incubator


def test_each_row_leads_to_where_it_is_mended(startup: Startup, on: Any) -> None:
    places = {(row.code, row.name): row.mend for row in finding_rows(on=on)}
    edit = reverse("backoffice_startups:edit", args=[startup.pk])
    incubator = reverse("backoffice_incubators:edit", args=[startup.incubators.get().pk])

    assert places["invalid-contact", "Mes Aides"] == f"{edit}#id_contact"
    assert places["insecure-link", "Mes Aides"] == f"{edit}#id_website_url"
    assert places["step-back", "Mes Aides"] == f"{edit}#panel-phases-section"
    assert places["invalid-contact", "Fabrique"] == f"{incubator}#id_contact"


def test_anchor_is_in_the_form(admin: Client, startup: Startup, on: Any) -> None:
    for row in finding_rows(on=on):
        if row.mend:
            url, anchor = row.mend.split("#")
            assert f'id="{anchor}"' in admin.get(url).text, row


def test_finding_about_the_body_leads_to_the_page(startup: Startup, on: Any) -> None:
    page = make_startup_page(startup, "# Un\n\n# Deux\n")

    places = {row.mend for row in finding_rows(on=on) if row.field == "body"}

    assert places == {reverse("wagtailadmin_pages:edit", args=[page.pk])}


def test_report_costs_the_same_whatever_its_length(admin: Client, startup: Startup) -> None:
    make_startup_page(startup)
    report(admin)
    with_one = domain_queries(lambda: report(admin))
    for number in range(3):
        make_startup_page(make_startup(f"Autre {number}", contact="aucune"))

    assert (with_one, domain_queries(lambda: report(admin))) == (QUERIES, QUERIES)


def test_report_is_exported(admin: Client, startup: Startup) -> None:
    response = report(admin, export="csv", code="invalid-contact")

    found = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert [row["Value"] for row in found] == ["rien", "aucune"]
    assert found[1]["Startup (identifier)"] == startup.ghid
    xlsx = report(admin, export="xlsx")
    assert b"".join(xlsx).startswith(b"PK")


def test_hostile_values_are_escaped(admin: Client) -> None:
    make_startup("<script>alert(1)</script>", contact="<img src=x onerror=alert(1)>")

    text = report(admin).text

    assert "<script>alert(1)" not in text
    assert "<img src=x" not in text
