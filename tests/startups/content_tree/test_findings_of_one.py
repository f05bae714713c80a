"""The findings about one record are those of the whole report that are about it."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from startups.content_tree.selectors.findings import Finding, portfolio_findings, record_findings
from startups.content_tree.source import SourceFile
from startups.content_tree.tree import INCUBATOR, ORGANISATION, STARTUP, RecordKind
from startups.core.texts import normal
from startups.registry.models import Incubator, Organisation, Startup
from startups.registry.services.editing import edit_startup
from tests import effort
from tests.factories import make_startup
from tests.trees import SMALL_TREE, import_files, run_import

pytestmark = pytest.mark.django_db
KINDS = ((ORGANISATION, Organisation), (INCUBATOR, Incubator), (STARTUP, Startup))


def claiming(ghid: str, address: str) -> str:
    head = SMALL_TREE["_startups/guichet.md"].removeprefix("---\n")
    return f"---\nredirect_from:\n  - {address}\n{head}".replace("title: Guichet", f"title: {ghid}")


TREE = {
    **SMALL_TREE,
    "_startups/guichet.md": claiming("guichet", "/startups/ancien"),
    "_startups/rival.md": claiming("rival", "/startups/ancien/"),
    "_startups/caché.md": claiming("caché", "/startups/guichet"),
}


def whole(on: date) -> dict[tuple[str, str], list[Finding]]:
    found: dict[tuple[str, str], list[Finding]] = {}
    for finding in portfolio_findings(on=on):
        folder = finding.path.split("/")[0]
        key = (folder, normal(SourceFile(finding.path, "").ghid))
        found.setdefault(key, []).append(finding)
    return found


def records() -> dict[tuple[str, str], tuple[RecordKind, Any]]:
    """Every record, by what the whole report calls it."""
    return {
        (kind.folder, normal(row.ghid)): (kind, row)
        for kind, model in KINDS
        for row in model.objects.all()
    }


def one_by_one(on: date) -> dict[tuple[str, str], list[Finding]]:
    found = {key: record_findings(*each, on=on) for key, each in records().items()}
    return {key: findings for key, findings in found.items() if findings}


def test_one_by_one_they_are_the_same(tmp_path, on) -> None:
    import_files(tmp_path, TREE)
    opened = make_startup("Ouverte ici", mission="")
    edit_startup(
        startup=Startup.objects.get(ghid="rival"),
        values={"contact": "pas une adresse"},
        ties={"sponsors": []},
        on=on,
        actor=None,
        reason="test",
    )

    expected = whole(on)

    assert one_by_one(on) == expected
    codes = {finding.code for findings in expected.values() for finding in findings}
    assert {"redirect-claimed-twice", "redirect-hidden-by-page"} <= codes
    assert record_findings(STARTUP, opened, on=on) == expected.get(("_startups", opened.ghid), [])


@pytest.mark.chance
def test_one_by_one_they_are_the_same_on_the_real_portfolio(content_tree, on) -> None:
    run_import(content_tree)
    everything, known = whole(on), records()

    assert {*everything} <= {*known}
    for key in effort.some(sorted(known), 100):
        assert record_findings(*known[key], on=on) == everything.get(key, []), key


@pytest.mark.parametrize("others", [0, 3])
def test_one_costs_the_same_whatever_the_portfolio(tmp_path, on, others) -> None:
    import_files(tmp_path, TREE)
    for _ in range(others):
        make_startup()
    startup = Startup.objects.get(ghid="guichet")

    with CaptureQueriesContext(connection) as queries:
        record_findings(STARTUP, startup, on=on)

    assert len(queries) == 18
