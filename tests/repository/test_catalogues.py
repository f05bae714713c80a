"""Both languages are complete: everything said is in the catalogues, and translated."""

import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

from tests.needs import need

from .tree import PACKAGES, ROOT, assert_none, name

LANGUAGES = ("fr", "en")


def catalogues(root: Path = ROOT) -> list[Path]:
    return sorted(
        path
        for package in PACKAGES
        for language in LANGUAGES
        for path in (root / package).glob(f"**/locale/{language}/LC_MESSAGES/django.po")
    )


def messages(path: Path) -> set[tuple[str | None, str, str]]:
    """What a catalogue translates: context, message, plural."""
    entries = polib.pofile(str(path))
    return {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in entries}


def is_translated(entry: polib.POEntry) -> bool:
    return all(entry.msgstr_plural.values()) if entry.msgid_plural else bool(entry.msgstr)


def test_both_languages_have_a_catalogue():
    assert {path.parts[-3] for path in catalogues()} == set(LANGUAGES)


def test_no_translation_is_a_guess():
    found = [
        f"{name(path)}:{entry.linenum} {entry.msgid}"
        for path in catalogues()
        for entry in polib.pofile(str(path))
        if entry.fuzzy
    ]

    assert_none(found)


def test_french_is_complete():
    found = [
        f"{name(path)}:{entry.linenum} {entry.msgid}"
        for path in catalogues()
        if path.parts[-3] == "fr"
        for entry in polib.pofile(str(path))
        if not entry.obsolete and not is_translated(entry)
    ]

    assert_none(found)


def test_compiled_catalogues_are_up_to_date():
    stale = [name(path) for path in catalogues() if written(path) != compiled(path)]

    assert_none(stale, "Run make messages:")


def written(path: Path) -> dict[tuple[str | None, str], object]:
    return {
        (entry.msgctxt, entry.msgid): entry.msgstr_plural or entry.msgstr
        for entry in polib.pofile(str(path)).translated_entries()
    }


def compiled(path: Path) -> dict[tuple[str | None, str], object]:
    file = path.with_suffix(".mo")
    entries = polib.mofile(str(file)) if file.is_file() else []
    return {(entry.msgctxt, entry.msgid): entry.msgstr_plural or entry.msgstr for entry in entries}


@pytest.fixture
def extracted(tmp_path: Path) -> Path:
    """A copy of the sources, with catalogues brought up to date as ``make messages`` does."""
    need(shutil.which("xgettext"), "GNU gettext (Debian: apt install gettext)")
    for folder in (*PACKAGES, "templates"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copy(ROOT / "manage.py", tmp_path)
    (tmp_path / "static").mkdir()
    languages = [option for language in LANGUAGES for option in ("-l", language)]
    subprocess.run(
        [sys.executable, "manage.py", "makemessages", *languages, "--no-obsolete"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )
    return tmp_path


def test_everything_said_is_in_the_catalogues(extracted):
    ours = {(name(path), *said) for path in catalogues() for said in messages(path)}

    fresh = {
        (str(path.relative_to(extracted)), *said)
        for path in catalogues(extracted)
        for said in messages(path)
    }

    differing = [f"{file}: {message}" for file, _context, message, _plural in ours ^ fresh]
    assert_none(sorted(differing), "Run make messages. Missing, or no longer said:")
