"""The import: all or nothing, repeatable, and nothing that was edited here is lost."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from cms.models import StartupPage
from startups.content_tree.errors import ContentError
from startups.content_tree.models import ContentFile
from startups.core.services.facts import update_facts
from startups.lifecycle.models import Event, PhasePeriod
from startups.people.models import Membership
from startups.registry.models import Highlight, Incubator, Sponsorship, Startup, Technology, Theme
from tests.factories import make_decision, make_event, make_phase, make_review
from tests.trees import (
    INCUBATOR,
    MEMBER,
    ORGANISATION,
    SMALL_TREE,
    STARTUP,
    history_rows,
    import_files,
    run_import,
    write_tree,
)

pytestmark = pytest.mark.django_db


def guichet() -> Startup:
    return Startup.objects.get(ghid="guichet")


def test_everything_that_a_file_tells_is_written(tmp_path: Path) -> None:
    outcome = import_files(tmp_path, SMALL_TREE)
    startup = guichet()
    assert sorted(outcome.created) == sorted(SMALL_TREE)
    assert (startup.name, startup.mission) == ("Guichet", "Simplifier les demandes")
    assert [i.name for i in startup.incubators.all()] == ["L’Atelier"]
    assert [s.acronym for s in startup.sponsors.all()] == ["DINUM"]
    assert {t.code for t in startup.user_types.all()} == {"etat", "particulier"}
    assert {t.name for t in startup.technologies.all()} == {"Python", "django"}
    assert [(p.phase, str(p.start)) for p in startup.phases.order_by("start")] == [
        ("investigation", "2024-01-10"),
        ("construction", "2024-06-01"),
    ]
    assert [(e.kind, e.comment) for e in startup.events.all()] == [("committee", "Poursuite")]
    membership = startup.memberships.get()
    assert (membership.person.name, membership.role.code) == ("Alix Témoin", "intraprenariat")
    assert membership.person.consent_given_on is None
    page = StartupPage.objects.get(startup=startup)
    assert (page.live, page.body) == (True, "## Contexte\n\nDu texte.\n")
    assert page.url == "/startups/guichet/"
    assert Highlight.objects.get().startup == startup


def test_history_says_that_an_import_wrote_it(tmp_path: Path) -> None:
    import_files(tmp_path, SMALL_TREE)
    startup = guichet()
    reasons = {
        row.history_change_reason
        for manager in (
            startup.history,
            PhasePeriod.history,
            Membership.history,
            Sponsorship.history,
        )
        for row in manager.all()
    }
    assert reasons == {"import"}


def test_a_second_run_writes_nothing_not_even_history(tmp_path: Path) -> None:
    import_files(tmp_path, SMALL_TREE)
    before = history_rows()
    revisions = StartupPage.objects.get().revisions.count()
    outcome = run_import(tmp_path)
    assert not outcome.changed_anything
    assert outcome.unchanged == len(SMALL_TREE)
    assert history_rows() == before
    assert StartupPage.objects.get().revisions.count() == revisions


def test_a_changed_file_updates_just_that_startup(tmp_path: Path) -> None:
    other = {"_startups/autre.md": STARTUP.replace("title: Guichet", "title: Autre")}
    import_files(tmp_path, SMALL_TREE | other)
    before = history_rows()
    changed = STARTUP.replace("title: Guichet", "title: Comptoir").replace(
        "  - name: construction\n    start: 2024-06-01",
        "  - name: construction\n    start: 2024-06-01\n"
        "  - name: acceleration\n    start: 2025-01-01",
    )
    outcome = import_files(tmp_path, {"_startups/guichet.md": changed})
    startup = guichet()
    assert outcome.updated == {"_startups/guichet.md": ["name", "phases"]}
    assert startup.name == "Comptoir"
    assert startup.history.first().history_change_reason == "import"
    assert history_rows() == before + 2
    assert StartupPage.objects.get(startup=startup).title == "Comptoir"
    assert Startup.objects.get(ghid="autre").name == "Autre"


def test_a_changed_body_is_published_with_a_revision(tmp_path: Path) -> None:
    import_files(tmp_path, SMALL_TREE)
    import_files(tmp_path, {"_startups/guichet.md": STARTUP.replace("Du texte.", "Un autre.")})
    page = StartupPage.objects.get()
    assert "Un autre." in page.body
    assert page.revisions.count() == 1
    assert not page.has_unpublished_changes
    assert guichet().published_text.body == page.body
    assert "un autre." in guichet().published_text.search_text


def test_what_was_edited_here_outlives_an_import_that_says_nothing_new(tmp_path: Path) -> None:
    import_files(tmp_path, SMALL_TREE)
    update_facts(instance=guichet(), values={"mission": "Édité ici"}, actor=None, reason="essai")
    changed = STARTUP.replace("contact@guichet.example", "bonjour@guichet.example")
    import_files(tmp_path, {"_startups/guichet.md": changed})
    startup = guichet()
    assert (startup.mission, startup.contact) == ("Édité ici", "bonjour@guichet.example")


def test_a_removed_tie_phase_event_and_membership_go_and_leave_their_history(
    tmp_path: Path,
) -> None:
    import_files(tmp_path, SMALL_TREE)
    changed = (
        STARTUP.replace("  - /organisations/dinum\n", "")
        .replace("  - particulier\n", "")
        .replace("  - name: investigation\n    start: 2024-01-10\n    end: 2024-06-01\n", "")
        .replace("events:\n  - name: committee\n    date: 2024-05-20\n    comment: Poursuite\n", "")
    )
    member = MEMBER.replace("  startups:\n  - guichet\n", "")
    files = {"_startups/guichet.md": changed, "_authors/alix.temoin.md": member}
    import_files(tmp_path, files)
    startup = guichet()
    assert startup.sponsors.count() == 0
    assert [t.code for t in startup.user_types.all()] == ["etat"]
    assert [p.phase for p in startup.phases.all()] == ["construction"]
    assert (startup.events.count(), startup.memberships.count()) == (0, 0)
    for model in (Sponsorship, PhasePeriod, Event, Membership):
        gone = model.history.filter(history_type="-").get()
        assert gone.history_change_reason == "import"


def test_the_lead_incubator_can_change_places(tmp_path: Path) -> None:
    second = {"_incubators/ruche.md": INCUBATOR.replace("L’Atelier", "La Ruche")}
    both = "incubator: atelier\nincubators: [atelier, ruche]\n"
    import_files(
        tmp_path,
        SMALL_TREE
        | second
        | {"_startups/guichet.md": STARTUP.replace("incubator: atelier\n", both)},
    )
    swapped = "incubator: ruche\nincubators: [ruche, atelier]\n"
    import_files(
        tmp_path, {"_startups/guichet.md": STARTUP.replace("incubator: atelier\n", swapped)}
    )
    links = guichet().startupincubators.order_by("position")
    assert [link.incubator.ghid for link in links] == ["ruche", "atelier"]


def test_a_vanished_file_is_told_and_nothing_is_deleted(tmp_path: Path) -> None:
    import_files(tmp_path, SMALL_TREE)
    (tmp_path / "_startups/guichet.md").rename(tmp_path / "_startups/renomme.md")
    outcome = run_import(tmp_path)
    assert outcome.vanished == ["_startups/guichet.md"]
    assert {s.ghid for s in Startup.objects.all()} == {"guichet", "renomme"}


def test_a_reference_to_what_is_not_there_is_tied_when_it_comes(tmp_path: Path) -> None:
    files = dict(SMALL_TREE)
    del files["_organisations/dinum.md"]
    import_files(tmp_path, files)
    assert guichet().sponsors.count() == 0
    stored = ContentFile.objects.get(path="_startups/guichet.md")
    assert stored.unresolved == [["sponsors", "dinum"]]
    outcome = import_files(tmp_path, {"_organisations/dinum.md": ORGANISATION})
    assert [s.acronym for s in guichet().sponsors.all()] == ["DINUM"]
    assert Incubator.objects.get().owner.acronym == "DINUM"
    assert outcome.updated["_startups/guichet.md"] == ["sponsors"]
    assert not run_import(tmp_path).changed_anything


def test_words_that_differ_in_case_are_one_term_and_unknown_ones_are_not_official(
    tmp_path: Path,
) -> None:
    other = STARTUP.replace("title: Guichet", "title: Autre").replace("- Python", "- python")
    third = STARTUP.replace("title: Guichet", "title: Tiers")
    files = {"_startups/b.md": other, "_startups/c.md": third}
    import_files(tmp_path, SMALL_TREE | files)
    term = Technology.objects.get(code="python")
    assert (term.name, term.official) == ("Python", False)
    assert term.startups.count() == 3
    assert Theme.objects.get(code="administratif").official


def test_the_same_mission_told_twice_is_one_membership(tmp_path: Path) -> None:
    twice = MEMBER.replace("  - guichet\n", "  - guichet\n  - guichet\n")
    import_files(tmp_path, SMALL_TREE | {"_authors/alix.temoin.md": twice})
    assert Membership.objects.count() == 1


def test_a_dry_run_tells_and_writes_nothing(tmp_path: Path) -> None:
    write_tree(tmp_path, SMALL_TREE)
    outcome = run_import(tmp_path, dry_run=True)
    assert len(outcome.created) == len(SMALL_TREE)
    assert Startup.objects.count() == 0
    assert StartupPage.objects.count() == 0
    assert history_rows() == 0


def test_two_identifiers_that_give_one_address_get_two(tmp_path: Path) -> None:
    files = {"_startups/mes.aides.md": STARTUP, "_startups/mes_aides.md": STARTUP}
    import_files(tmp_path, SMALL_TREE | files)
    slugs = dict(Startup.objects.values_list("ghid", "slug"))
    assert slugs["mes.aides"] == "mes-aides"
    assert slugs["mes_aides"] == "mes-aides-2"


def test_one_broken_file_stops_everything(tmp_path: Path) -> None:
    import_files(tmp_path, SMALL_TREE)
    before = history_rows()
    broken = STARTUP.replace("start: 2024-06-01", "start: 2024-13-01")
    good = STARTUP.replace("title: Guichet", "title: Changé")
    write_tree(tmp_path, {"_startups/guichet.md": good, "_startups/z.md": broken})
    with pytest.raises(ContentError):
        run_import(tmp_path)
    assert guichet().name == "Guichet"
    assert history_rows() == before


def test_a_failure_in_the_middle_takes_everything_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object, **kwargs: object) -> int:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("cms.services.StartupPages.redirect", staticmethod(fail))
    with pytest.raises(RuntimeError):
        import_files(tmp_path, SMALL_TREE)
    assert Startup.objects.count() == 0
    assert ContentFile.objects.count() == 0


def test_the_command_names_file_line_field_and_reason(tmp_path: Path) -> None:
    broken = STARTUP.replace("name: construction", "name: triumph")
    write_tree(tmp_path, SMALL_TREE | {"_startups/z.md": broken})
    with translation.override("en"), pytest.raises(CommandError) as refusal:
        call_command("import_content", str(tmp_path), verbosity=0)
    message = str(refusal.value)
    assert "_startups/z.md, line 23, phases[1].name: triumph is not a phase" in message
    assert "Nothing was imported" in message
    assert Startup.objects.count() == 0


def statements_of_an_import(folder: Path) -> list[str]:
    write_tree(folder, SMALL_TREE)
    with CaptureQueriesContext(connection) as queries:
        call_command("import_content", str(folder), verbosity=0)
    return [query["sql"] for query in queries]


@pytest.mark.django_db(transaction=True)
def test_rows_are_counted_once_they_are_there_to_stay(tmp_path: Path) -> None:
    assert "ANALYZE" in statements_of_an_import(tmp_path)


def test_rows_are_not_counted_where_they_may_be_taken_back(tmp_path: Path) -> None:
    assert "ANALYZE" not in statements_of_an_import(tmp_path)


def test_the_command_writes_the_findings_as_json(tmp_path: Path) -> None:
    import json

    odd = STARTUP.replace("contact@guichet.example", "pas une adresse")
    write_tree(tmp_path / "tree", SMALL_TREE | {"_startups/guichet.md": odd})
    report = tmp_path / "report.json"
    call_command("import_content", str(tmp_path / "tree"), report=report, verbosity=0)
    found = [row for row in json.loads(report.read_text()) if row["code"] == "invalid-contact"]
    assert (
        found[0].items()
        >= {
            "severity": "warning",
            "startup": "guichet",
            "field": "contact",
            "value": "pas une adresse",
        }.items()
    )


def test_a_wagtail_editor_who_renamed_nothing_keeps_their_draft(tmp_path: Path) -> None:
    import_files(tmp_path, SMALL_TREE)
    page = StartupPage.objects.get()
    page.body = "Brouillon"
    draft = page.save_revision()
    changed = STARTUP.replace("contact@guichet.example", "bonjour@guichet.example")
    import_files(tmp_path, {"_startups/guichet.md": changed})
    page = StartupPage.objects.get()
    assert page.latest_revision_id == draft.pk
    assert page.has_unpublished_changes
    assert "Brouillon" not in page.body


def test_a_file_does_not_change_phases_that_were_decided_here(tmp_path: Path) -> None:
    import_files(tmp_path, SMALL_TREE)
    startup = guichet()
    review = make_review(startup, "decided", due="2026-05-04")
    make_event(startup, on="2026-05-04", comment="Continuer. Les usages doublent.")
    decision = make_decision(review, "advance", phase="acceleration", phase_from="2026-05-04")
    make_phase(startup, "acceleration", "2026-05-04", decision=decision)
    before = list(startup.phases.values_list("phase", "start").order_by("start"))
    text = SMALL_TREE["_startups/guichet.md"]
    told = text.replace("2024-06-01", "2024-07-01").replace("Poursuite", "Suite")
    assert told != text

    outcome = import_files(tmp_path, SMALL_TREE | {"_startups/guichet.md": told})

    assert outcome.kept_phases == ["_startups/guichet.md"]
    assert list(startup.phases.values_list("phase", "start").order_by("start")) == before
    comments = {event.comment for event in startup.events.all()}
    assert comments == {"Suite", "Continuer. Les usages doublent."}
