"""The import, the counts and the export on 507 real startup files."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from startups.content_tree.errors import ContentError
from startups.content_tree.selectors.exporting import export_tree
from startups.content_tree.selectors.findings import portfolio_findings, tree_findings
from startups.content_tree.tree import read_tree
from startups.lifecycle.selectors.portfolio import portfolio_counts
from startups.registry.models import Startup
from tests.trees import history_rows, read_back, run_import

pytestmark = pytest.mark.django_db
FOLDERS = ("_organisations", "_incubators", "_startups", "_teams", "_authors")


def test_the_whole_portfolio_goes_in_and_out(content_tree: Path, tmp_path: Path, on: date) -> None:
    run_import(content_tree, on=on)
    counts = portfolio_counts(on=on)
    assert counts.by_phase == {
        "investigation": 22,
        "construction": 85,
        "acceleration": 55,
        "consolidation": 16,
        "opere": 11,
        "transfere": 66,
        "abandon-investigation": 151,
        "abandon": 100,
    }
    assert (counts.active, counts.not_started, counts.total) == (189, 1, 507)

    before = history_rows()
    assert not run_import(content_tree, on=on).changed_anything
    assert history_rows() == before

    export_tree(tmp_path)
    written = read_back(tmp_path)
    original = read_back(content_tree)
    expected = {path: text for path, text in original.items() if path.split("/")[0] in FOLDERS}
    assert sorted(written) == sorted(expected)
    assert [path for path in expected if written[path] != expected[path]] == []

    found = {(f.code, f.startup) for f in tree_findings(read_tree(content_tree), on=on)}
    assert ("html-entity-in-link", "anct-pni-44") in found
    assert ("redirect-claimed-twice", "urbanvitaliz") in found
    assert ("unknown-event-kind", "domifa") in found
    assert ("restart", "identite-numerique-agricole") in found
    assert ("tag-not-shown", "etudiant-entrepreneur") in found
    with CaptureQueriesContext(
        connection,
    ) as queries:
        live = portfolio_findings(on=on)
    assert {(f.code, f.path) for f in live} == {
        (f.code, f.path)
        for f in tree_findings(read_tree(content_tree), on=on)
        if f.path.split("/")[0] in FOLDERS[:3]
    }
    assert len(queries) <= 30


def test_one_broken_file_among_507_stops_the_import(
    content_tree: Path, tmp_path: Path, on: date
) -> None:
    tree = tmp_path / "tree"
    shutil.copytree(content_tree, tree, copy_function=shutil.copyfile)
    for folder in [tree, *tree.iterdir()]:
        folder.chmod(0o755)
    broken = tree / "_startups/la-bonne-boite.md"
    text = broken.read_text(encoding="utf-8")
    line = next(n for n, row in enumerate(text.splitlines(), 1) if row.strip().startswith("start:"))
    rows = text.splitlines(keepends=True)
    rows[line - 1] = "    start: hier\n"
    broken.write_text("".join(rows), encoding="utf-8")
    with pytest.raises(ContentError) as refusal:
        run_import(tree, on=on)
    error = refusal.value
    assert (error.path, error.line) == ("_startups/la-bonne-boite.md", line)
    assert Startup.objects.count() == 0
    assert history_rows() == 0
