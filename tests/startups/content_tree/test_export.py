"""The export: byte for byte what was read, but for what changed here."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import CommandError, call_command

from cms.models import StartupPage
from startups.content_tree.selectors.exporting import export_tree
from startups.core.services.facts import create_facts, update_facts
from startups.lifecycle.models import PhasePeriod
from startups.registry.models import Incubator, Sponsorship, Startup, StartupTheme, Theme
from startups.registry.services.ties import replace_links
from tests.trees import INCUBATOR, SMALL_TREE, STARTUP, import_files, read_back, run_import

pytestmark = pytest.mark.django_db
SIGNATURE: dict[str, Any] = {"actor": None, "reason": "essai"}


@pytest.fixture
def exported(tmp_path: Path) -> Any:
    """Imports the small tree; calling it gives the files of an export, by path."""
    import_files(tmp_path / "in", SMALL_TREE)

    def export() -> dict[str, str]:
        export_tree(tmp_path / "out")
        return read_back(tmp_path / "out")

    return export


def guichet() -> Startup:
    return Startup.objects.get(ghid="guichet")


def head(text: str) -> dict[str, Any]:
    return yaml.safe_load(text.split("---\n")[1])


def test_an_untouched_tree_comes_back_byte_for_byte(exported: Any) -> None:
    assert exported() == SMALL_TREE


def test_a_changed_fact_changes_its_key_and_nothing_else(exported: Any) -> None:
    update_facts(instance=guichet(), values={"mission": "Autre: chose"}, **SIGNATURE)
    text = exported()["_startups/guichet.md"]
    expected = STARTUP.replace("mission: Simplifier les demandes", "mission: 'Autre: chose'")
    assert text == expected


def test_every_kind_of_change_is_read_back_by_an_import(exported: Any, tmp_path: Path) -> None:
    startup = guichet()
    update_facts(
        instance=startup,
        values={
            "name": "Comptoir",
            "budget_state": "not_started",
            "statistics_state": "no",
            "statistics_url": "",
            "noindex": True,
        },
        **SIGNATURE,
    )
    theme = Theme.objects.get(code="écologie")
    replace_links(startup=startup, model=StartupTheme, field="term", targets=[theme], **SIGNATURE)
    period = PhasePeriod(startup=startup, phase="acceleration", start=date(2025, 3, 1))
    create_facts(model=PhasePeriod, rows=[period], **SIGNATURE)
    update_facts(instance=startup.memberships.get(), values={"end": date(2025, 1, 31)}, **SIGNATURE)
    page = StartupPage.objects.get()
    page.body = "Nouveau texte"
    page.save_revision().publish()
    files = exported()
    told = head(files["_startups/guichet.md"])
    assert told["title"] == "Comptoir"
    assert told["thematiques"] == ["Écologie"]
    assert told["openness"] == {"budget": "not_started"}
    assert told["stats"] is False
    assert "stats_url" not in told
    assert told["robots"] == "noindex"
    assert told["phases"][-1] == {"name": "acceleration", "start": date(2025, 3, 1)}
    assert told["unmodelled"] == [1, "deux"]
    assert files["_startups/guichet.md"].endswith("---\nNouveau texte")
    assert "# a remark that must stay" in files["_startups/guichet.md"]
    assert head(files["_authors/alix.temoin.md"])["missions"][0]["end"] == date(2025, 1, 31)
    outcome = run_import(tmp_path / "out")
    assert not Startup.history.filter(history_change_reason="import").count() > 1
    assert outcome.pages == 0
    export_tree(tmp_path / "again")
    assert read_back(tmp_path / "again") == files


def test_a_startup_opened_here_gets_a_file_that_reads_the_same(
    exported: Any, tmp_path: Path
) -> None:
    startup = Startup(ghid="née.ici", slug="nee-ici", name="Née ici", problem="Un souci")
    create_facts(model=Startup, rows=[startup], **SIGNATURE)
    text = exported()["_startups/née.ici.md"]
    assert head(text) == {"title": "Née ici", "problem": "Un souci"}


def test_a_reference_that_does_not_resolve_is_given_back_even_beside_a_change(
    tmp_path: Path,
) -> None:
    odd = STARTUP.replace(
        "  - /organisations/dinum", "  - /organisations/dinum\n  - /organisations/perdue"
    )
    import_files(tmp_path / "in", SMALL_TREE | {"_startups/guichet.md": odd})
    export_tree(tmp_path / "out")
    assert read_back(tmp_path / "out")["_startups/guichet.md"] == odd
    startup = guichet()
    replace_links(startup=startup, model=Sponsorship, field="organisation", targets=[], **SIGNATURE)
    export_tree(tmp_path / "later")
    told = head(read_back(tmp_path / "later")["_startups/guichet.md"])
    assert told["sponsors"] == ["/organisations/perdue"]


def test_a_hidden_incubator_that_is_shown_says_so(exported: Any) -> None:
    incubator = Incubator.objects.get()
    update_facts(instance=incubator, values={"hidden": True}, **SIGNATURE)
    text = exported()["_incubators/atelier.md"]
    assert head(text) == head(INCUBATOR) | {"hidden": True}


def test_the_command_refuses_a_folder_that_is_not_empty(exported: Any, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full/precious.md").write_text("à garder")
    with pytest.raises(CommandError):
        call_command("export_content", str(tmp_path / "full"))
    assert read_back(tmp_path / "full") == {"precious.md": "à garder"}
