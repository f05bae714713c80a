"""What is committed names packages and digests, and no address to fetch them from."""

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.needs import need

from .tree import ROOT, assert_none, name

REQUIREMENTS = ("requirements.txt", "tests/requirements.txt")
LOCK_FILES = {"uv.lock", "poetry.lock", "Pipfile.lock", "package-lock.json", "yarn.lock"}
# Makes a plain python3 fail where that very version is not installed.
LOCK_FILES |= {".python-version"}
DOWNLOAD = re.compile(
    r"https?://\S+\.(?:whl|tar\.gz|tgz|zip|jar|deb)\b"
    r"|--(?:extra-)?index-url|--find-links|--registry\b|\bregistry\s*="
)
PROGRAMS = ("scripts/python", "scripts/postgres", ".ci/run")


@pytest.fixture(scope="module")
def committed() -> list[Path]:
    """The files that are committed, or would be."""
    need(shutil.which("git") and (ROOT / ".git").exists(), "git and a clone")
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    paths = (ROOT / entry for entry in listing.split("\0") if entry)
    return [path for path in paths if path.is_file()]


def test_no_lock_file_is_committed(committed):
    assert_none([name(path) for path in committed if path.name in LOCK_FILES])


def test_no_address_of_a_download_is_committed(committed):
    found = [
        f"{name(path)}:{number}"
        for path in committed
        if path != Path(__file__).resolve()
        for number, line in enumerate(
            path.read_text(encoding="utf-8", errors="ignore").splitlines(), 1
        )
        if DOWNLOAD.search(line)
    ]

    assert_none(found)


@pytest.mark.parametrize("file", REQUIREMENTS)
def test_requirements_are_pinned_and_have_digests(file):
    entries = (ROOT / file).read_text().replace("\\\n", " ").splitlines()

    wrong = [
        entry
        for entry in entries
        if not re.fullmatch(
            r"[a-z0-9.-]+(\[[a-z,-]+\])?==\S+( ; .+?)?(\s+--hash=sha256:[0-9a-f]{64})+", entry
        )
    ]

    assert entries
    assert_none(wrong)


def pins(file: str) -> dict[str, str]:
    """The version of each package of a requirements file."""
    text = (ROOT / file).read_text()
    return dict(re.findall(r"^([a-z0-9.-]+)(?:\[[^\]]*\])?==(\S+)", text, re.M))


def test_requirements_are_compiled_from_what_is_declared():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    declared = (project["project"]["dependencies"], project["dependency-groups"]["dev"])

    stale = [
        entry
        for file, entries in zip(REQUIREMENTS, declared, strict=True)
        for entry in entries
        for wanted in [Requirement(entry)]
        if pins(file).get(canonicalize_name(wanted.name), "0") not in wanted.specifier
    ]

    assert_none(stale, "Run make requirements:")


def test_tests_run_on_the_versions_of_production():
    runtime, development = (pins(file) for file in REQUIREMENTS)

    differing = {
        package
        for package in runtime.keys() & development
        if runtime[package] != development[package]
    }

    assert_none(sorted(differing))


@pytest.mark.parametrize("program", PROGRAMS)
def test_program_can_be_run(program):
    assert os.access(ROOT / program, os.X_OK)
