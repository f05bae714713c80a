"""Private documents are kept under a key that nobody guesses, and withdrawn for a reason."""

import stat
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from startups import checks
from startups.core.enums import ActKind
from startups.documents.models import PrivateDocument
from startups.documents.selectors.documents import documents_of
from startups.documents.services.documents import add_document, withdraw_document
from startups.registry.models import Startup
from tests.access.cast import make_user
from tests.factories import make_startup

from .making import ON, PDF, SECRET, archive, everything, journal, make_document, stored, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def startup() -> Startup:
    return make_startup("Guichet")


@pytest.fixture
def actor() -> Any:
    return make_user("ada")


def test_a_document_is_kept_with_its_history_and_its_act(startup, actor) -> None:
    document = add_document(
        startup=startup,
        actor=actor,
        file=upload("Été 2026.PDF"),
        title="  Convention   signée ",
        note=" À renouveler ",
        on=ON,
    )

    document.refresh_from_db()
    assert (document.title, document.note) == ("Convention signée", "À renouveler")
    assert (document.name, document.media_type) == ("Été 2026.PDF", "application/pdf")
    assert (document.size, document.added_on, document.uploaded_by) == (len(PDF), ON, actor)
    assert document.file.read() == PDF
    document.file.close()
    assert document.history.get().history_user == actor
    assert journal(startup) == [(ActKind.DOCUMENT_ADDED, "", "Convention signée", actor.pk)]


def test_its_key_says_nothing_of_it_and_is_its_own(startup) -> None:
    keys = [make_document(startup).file.name for _ in range(2)]

    assert keys[0] != keys[1]
    for key in keys:
        folder, name = key.split("/")
        assert len(name) == 40
        assert int(name, 16)
        assert name.startswith(folder)


def test_nothing_of_it_is_below_a_folder_that_is_served(startup) -> None:
    before = set(Path(settings.MEDIA_ROOT).rglob("*"))

    document = make_document(startup)

    path = Path(document.file.path)
    assert path.is_relative_to(settings.PRIVATE_MEDIA_ROOT)
    assert not path.is_relative_to(settings.MEDIA_ROOT)
    assert set(Path(settings.MEDIA_ROOT).rglob("*")) == before
    assert not default_storage.exists(document.file.name)


def test_nobody_else_of_the_machine_reads_it(startup) -> None:
    path = Path(make_document(startup).file.path)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_it_has_no_address(startup) -> None:
    with pytest.raises(ValueError, match="no address"):
        _ = make_document(startup).file.url


@pytest.mark.parametrize("below", ["MEDIA_ROOT", "STATIC_ROOT"])
@pytest.mark.parametrize("folder", [".", "private", ".."])
def test_a_private_folder_that_would_be_served_is_refused_at_start(settings, below, folder) -> None:
    assert checks.private_files_are_not_served(None) == []

    settings.PRIVATE_MEDIA_ROOT = Path(getattr(settings, below)) / folder

    assert below in " ".join(str(error.msg) for error in checks.private_files_are_not_served(None))


# ---- What is refused ----


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.html", b"<script>alert(1)</script>"),
        ("drawing.svg", b"<svg onload='alert(1)'/>"),
        ("page.pdf", b"<!DOCTYPE html><script>alert(1)</script>"),
        ("drawing.png", b"<svg onload='alert(1)'/>"),
        ("letter.docx", archive("page.html")),
        ("letter.pdf.exe", b"MZ"),
        ("letter", PDF),
    ],
)
def test_another_kind_of_file_is_refused(startup, name, content) -> None:
    refused(startup, upload(name, content))


def test_a_file_too_big_is_refused(startup, settings) -> None:
    settings.PRIVATE_DOCUMENT_MAX_SIZE = len(PDF)
    make_document(startup)

    message = refused(startup, upload(content=PDF + b" "))

    assert str(len(PDF)) in message  # it says how big it may be


def refused(startup: Startup, file: Any) -> str:
    before = everything()
    with pytest.raises(ValidationError) as refusal:
        make_document(startup, file=file)
    assert everything() == before
    assert set(refusal.value.message_dict) == {"file"}
    return " ".join(refusal.value.messages)


@pytest.mark.parametrize("title", ["", "   ", "x" * 201])
def test_a_document_has_a_title_of_a_fair_length(startup, title) -> None:
    before = everything()

    with pytest.raises(ValidationError) as refusal:
        make_document(startup, title=title)

    assert set(refusal.value.message_dict) == {"title"}
    assert everything() == before


def test_no_file_is_left_when_the_act_fails(startup, monkeypatch) -> None:
    before = everything()

    def fail(**_: Any) -> None:
        raise IntegrityError

    monkeypatch.setattr("startups.documents.services.documents.record_act", fail)
    with pytest.raises(IntegrityError):
        make_document(startup)

    assert everything() == before


# ---- Withdrawing ----


def test_a_withdrawn_document_leaves_its_trace_and_not_its_file(
    startup, actor, django_capture_on_commit_callbacks
) -> None:
    before = stored()
    document = make_document(startup)

    with django_capture_on_commit_callbacks(execute=True):
        withdraw_document(document=document, actor=actor, reason=" Erreur ", on=ON)

    assert stored() == before
    document.refresh_from_db()
    assert (document.title, document.withdrawn_on, document.file.name) == (SECRET, ON, "")
    assert document.withdrawal_reason == "Erreur"
    assert [row.history_change_reason for row in document.history.all()] == ["Erreur", ""]
    assert journal(startup)[-1] == (ActKind.DOCUMENT_WITHDRAWN, "Erreur", SECRET, actor.pk)


def test_the_file_stays_until_all_is_committed(startup, actor) -> None:
    document = make_document(startup)
    path = Path(document.file.path)

    with transaction.atomic():
        withdraw_document(document=document, actor=actor, reason="Erreur", on=ON)
        assert path.exists()
        transaction.set_rollback(True)

    assert path.exists()
    document.refresh_from_db()
    assert not document.is_withdrawn


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_document_is_not_withdrawn_without_a_reason(startup, actor, reason) -> None:
    document = make_document(startup)
    before = everything()

    with pytest.raises(ValidationError) as refusal:
        withdraw_document(document=document, actor=actor, reason=reason, on=ON)

    assert set(refusal.value.message_dict) == {"reason"}
    assert everything() == before


def test_a_document_is_withdrawn_once(startup, actor) -> None:
    document = make_document(startup)
    withdraw_document(document=document, actor=actor, reason="Erreur", on=ON)
    before = everything()

    with pytest.raises(ValidationError):
        withdraw_document(document=document, actor=actor, reason="Encore", on=ON)

    assert everything() == before


def test_the_two_lists_are_told_apart_in_one_query(
    startup, actor, django_assert_num_queries
) -> None:
    old, _kept, gone = (
        make_document(startup, title=title) for title in ("Vieux", "Gardé", "Parti")
    )
    PrivateDocument.objects.filter(pk=old.pk).update(added_on=ON - timedelta(days=1))
    withdraw_document(document=gone, actor=actor, reason="Erreur", on=ON)
    make_document(make_startup(), title="Ailleurs")

    with django_assert_num_queries(1):
        found = documents_of(startup)
        names = [str(row.uploaded_by) for row in found.kept]

    assert names == ["None", "None"]
    assert [row.title for row in found.kept] == ["Gardé", "Vieux"]
    assert [row.title for row in found.withdrawn] == ["Parti"]


# ---- What the database refuses ----


@pytest.mark.parametrize(
    "values",
    [
        {"title": ""},
        {"name": ""},
        {"file": ""},
        {"withdrawn_on": ON},
        {"withdrawn_on": ON, "file": ""},
        {"withdrawn_on": ON, "withdrawal_reason": "Erreur"},
        {"withdrawal_reason": "Erreur"},
        {"withdrawn_on": ON - timedelta(days=1), "file": "", "withdrawal_reason": "Erreur"},
    ],
)
def test_the_database_refuses_nonsense(startup, values) -> None:
    document = make_document(startup)

    with pytest.raises(IntegrityError), transaction.atomic():
        PrivateDocument.objects.filter(pk=document.pk).update(**values)


def test_a_startup_with_documents_is_not_deleted(startup) -> None:
    make_document(startup)

    with pytest.raises(IntegrityError), transaction.atomic():
        startup.delete()
