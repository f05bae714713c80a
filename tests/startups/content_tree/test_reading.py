"""What is taken from a content file, and what is refused with its file, line and field."""

import datetime
from pathlib import Path

import pytest
from django.utils import translation

from startups.content_tree.errors import ContentError
from startups.content_tree.source import SourceFile
from startups.content_tree.tree import STARTUP, ContentItem, read_tree
from tests.trees import SMALL_TREE, write_tree
from tests.trees import STARTUP as STARTUP_TEXT


def startup_file(text: str) -> ContentItem:
    return ContentItem(STARTUP, SourceFile("_startups/x.md", text))


def refusal(text: str) -> ContentError:
    with pytest.raises(ContentError) as caught:
        startup_file(text).record  # noqa: B018 (reading it is the act)
    return caught.value


@pytest.mark.parametrize(
    ("old", "new", "line", "field", "reason"),
    [
        ("title: Guichet\n", "", "---", "title", "required"),
        ("title: Guichet", "title: [a]", "title: [a]", "title", "text is expected"),
        ("title: Guichet", "title: " + "x" * 201, "title: x", "title", "200"),
        ("    start: 2024-06-01\n", "", "- name: construction", "phases[1].start", "date"),
        ("start: 2024-06-01", "start: soon", "start: soon", "phases[1].start", "soon"),
        ("start: 2024-06-01", "start: 2024-02-30", "02-30", "phases[1].start", "2024-02-30"),
        ("name: construction", "name: glory", "name: glory", "phases[1].name", "glory"),
        ("end: 2024-06-01", "end: 2023-06-01", "2023-06-01", "phases[0].end", "before"),
        ("stats: true", "stats: perhaps", "perhaps", "stats", "true or false"),
        ("mission: Simplifier", "mission: a: b", "a: b", "", "mapping values"),
        ("mission: Simplifier", "\tmission: x", "\tmission", "", "tab character"),
        ("  - etat", "  - {a: b}", "{a: b}", "usertypes[0]", "text is expected"),
    ],
)
def test_a_value_that_means_nothing_is_refused_with_its_place(
    old: str, new: str, line: str, field: str, reason: str
) -> None:
    assert old in STARTUP_TEXT
    text = STARTUP_TEXT.replace(old, new, 1)
    with translation.override("en"):
        error = refusal(text)
    assert (error.path, error.field) == ("_startups/x.md", field)
    assert line in text.splitlines()[error.line - 1]
    assert reason in error.reason


@pytest.mark.parametrize(
    "text", ["", "sans en-tête", "---\ntitle: A\n", "--- \n- a\n---\n", "---\n---\n"]
)
def test_a_file_without_front_matter_is_refused(text: str) -> None:
    assert refusal(text).path == "_startups/x.md"


def test_a_file_that_is_not_utf8_is_refused_with_its_line(tmp_path: Path) -> None:
    write_tree(tmp_path, SMALL_TREE)
    (tmp_path / "_startups/latin.md").write_bytes(
        "---\ntitle: A\nmission: é\n---\n".encode("latin-1")
    )
    with pytest.raises(ContentError) as caught:
        read_tree(tmp_path)
    assert (caught.value.path, caught.value.line) == ("_startups/latin.md", 3)


def test_a_folder_that_is_no_tree_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="_startups"):
        read_tree(tmp_path)


def test_hidden_files_are_left_alone_and_files_without_ending_are_read(tmp_path: Path) -> None:
    files = {"_organisations/Préfecture": SMALL_TREE["_organisations/dinum.md"]}
    tree = read_tree(write_tree(tmp_path, SMALL_TREE | files | {"_startups/.DS_Store": "x"}))
    assert sorted(item.ghid for item in tree) == [
        "Préfecture",
        "alix.temoin",
        "animation",
        "atelier",
        "dinum",
        "guichet",
    ]


def test_the_same_identifier_twice_is_refused(tmp_path: Path) -> None:
    tree = read_tree(write_tree(tmp_path, SMALL_TREE | {"_startups/guichet": STARTUP_TEXT}))
    with pytest.raises(ContentError, match="_startups/guichet"):
        tree.check()


def test_the_body_is_kept_byte_for_byte() -> None:
    body = "\r\n\ufeff  é\u00a0\u200b---\r\n---\nfin sans retour"
    text = STARTUP_TEXT.split("---\n## Contexte")[0] + "---\n" + body
    assert startup_file(text).record.body == body


def test_windows_line_ends_and_a_byte_order_mark_are_read() -> None:
    text = "\ufeff" + STARTUP_TEXT.replace("\n", "\r\n")
    record = startup_file(text).record
    assert record.name == "Guichet"
    assert record.body == "## Contexte\r\n\r\nDu texte.\r\n"


def test_odd_values_are_tidied() -> None:
    text = (
        STARTUP_TEXT.replace("title: Guichet", "title: ' Guichet '")
        .replace("https://guichet.example/stats", "https:&#x2F;&#x2F;guichet.example ")
        .replace("  - Python", "  - Python\n  - python\n  - ' Django '")
        .replace("  - /organisations/dinum", "  - dinum\n  - /organisations/dinum")
        .replace("start: 2024-01-10", "start: '2024-01-10'")
    )
    record = startup_file(text).record
    assert record.name == "Guichet"
    assert record.openness["statistics"] == ("yes", "https://guichet.example")
    assert record.technologies == ("python", "django")
    assert record.sponsors == ("dinum",)
    assert record.phases[0].start == datetime.date(2024, 1, 10)


@pytest.mark.parametrize(
    ("keys", "item", "state"),
    [
        ("stats: true", "statistics", "partly"),
        ("stats: false", "statistics", "no"),
        ("x: 1", "statistics", "unknown"),
        ("stats: false\nstats_url: https://a.example", "statistics", "yes"),
        ("budget_url: https://a.example", "budget", "yes"),
        ("budget_url: ' '", "budget", "unknown"),
        ("repository: https://a.example", "source_code", "yes"),
        ("accessibility_status: totalement conforme", "accessibility", "yes"),
        ("accessibility_status: partiellement conforme", "accessibility", "partly"),
        ("accessibility_status: non conforme", "accessibility", "no"),
        ("accessibility_status: en cours", "accessibility", "unknown"),
        ("analyse_risques: true\nmon_service_securise: true", "security", "yes"),
        ("analyse_risques: true\nmon_service_securise: false", "security", "partly"),
        ("mon_service_securise: true", "security", "partly"),
        ("analyse_risques: false", "security", "no"),
        ("x: 1", "security", "unknown"),
        ("openness: {impact: not_started}", "impact", "not_started"),
        (
            "openness: {budget: not_applicable}\nbudget_url: https://a.example",
            "budget",
            "not_applicable",
        ),
    ],
)
def test_openness_is_read_from_the_keys_of_the_source(keys: str, item: str, state: str) -> None:
    record = startup_file(f"---\ntitle: A\n{keys}\n---\n").record
    assert record.openness[item][0] == state


def test_every_state_of_openness_survives_being_written_and_read() -> None:
    from itertools import product

    from startups.content_tree.openness import openness_head, read_openness
    from startups.registry.enums import OpennessItem, OpennessState

    for item, state, url in product(OpennessItem, OpennessState, ["", "https://a.example"]):
        openness = {other.value: ("unknown", "") for other in OpennessItem}
        openness[item.value] = (state.value, url)
        assert read_openness(openness_head(openness)) == openness
