"""The minutes: what they say, to whom, and as an accessible file."""

import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pdfua
import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from startups.people.models import Person
from startups.personal_data.services.anonymisation import anonymise_person
from startups.registry.models import StartupIncubator
from startups.reviews.services.decisions.following import Correction, correct_decision
from startups.reviews.services.decisions.signing import sign_decision
from startups.reviews.sessions.models import AgendaItem, CommitteeSession
from startups.reviews.sessions.services.holding import close_session
from startups.tables import pdf
from tests.access.cast import Cast
from tests.factories import make_incubator, make_person
from tests.needs import need

from .making import answer, decision, give_opinion, make_item, make_member, make_ready

pytestmark = pytest.mark.django_db

type SignIn = Callable[[str], Client]


@pytest.fixture
def decided(cast: Cast, ours: CommitteeSession, our_item: AgendaItem, today: date) -> None:
    """Our item decided, a second one adjourned; one member there, one away."""
    review = our_item.review
    answer(review, ask_months="6", ask_amount="200000.00", ask_team="Deux designers")
    for confidence in ("fragile", "fragile", "in_danger"):
        give_opinion(review, confidence)
    make_member(ours, make_person("Marie Présente"), present=True, quality="Sponsor")
    make_member(ours, make_person("Jean Absent"), present=False)
    later = make_ready(cast.our_incubator, "Charrue")
    make_item(ours, later, adjourned=True, note="Le sponsor manquait.")
    AgendaItem.objects.filter(pk=our_item.pk).update(note="Une question sur l’hébergement.")
    draft = decision(decided_on=today, conditions=())
    sign_decision(review=review, draft=draft, on=today, actor=cast.users["manager"])


def at(name: str, session: CommitteeSession) -> str:
    return reverse(f"sessions:{name}", args=(session.pk,))


def text(client: Client, path: str) -> str:
    return client.get(path).content.decode()


SAID = (
    "Marie Présente",
    "Jean Absent",
    "Nôtre produit",
    "200 000,00 €",
    "Deux designers",
    "Les usages progressent.",
    "Doubler les usages",
    "Une question sur l’hébergement.",
    "Le sponsor manquait.",
    "Ajourné",
)


def test_minutes_say_what_was_recorded(
    sign_in: SignIn, ours: CommitteeSession, decided: None
) -> None:
    page = text(sign_in("committee"), at("minutes", ours)).replace("\xa0", " ")
    page = page.replace("\u202f", " ")
    assert [words for words in SAID if words not in page] == []
    assert "Le sponsor hésite." in page  # the private reasons
    assert "Fragile : 2" in page


def test_version_to_circulate_has_nothing_private(
    sign_in: SignIn, ours: CommitteeSession, decided: None
) -> None:
    page = text(sign_in("manager"), f"{at('minutes', ours)}?diffusion=1")
    assert "Les usages progressent." in page
    assert ("Le sponsor hésite." in page, "Fragile" in page) == (False, False)


def test_private_reasons_are_not_for_who_lost_the_startup(
    cast: Cast, sign_in: SignIn, ours: CommitteeSession, decided: None
) -> None:
    StartupIncubator.objects.filter(startup=cast.ours).update(incubator=make_incubator())
    page = text(sign_in("manager"), at("minutes", ours))
    assert "Les usages progressent." in page
    assert "Le sponsor hésite." not in page


def test_correction_is_told_beside_minutes_that_stay(
    cast: Cast,
    sign_in: SignIn,
    ours: CommitteeSession,
    our_item: AgendaItem,
    decided: None,
    today: date,
) -> None:
    actor = cast.users["manager"]
    close_session(session=ours, on=today, actor=actor)
    our_item.review.refresh_from_db()
    correct_decision(
        decision=our_item.review.decision,
        correction=Correction(public_reasons="Tout autre chose."),
        on=today,
        actor=actor,
        reason="Faute de frappe",
    )
    answer = sign_in("committee").get(at("minutes", ours))
    assert len(answer.context["corrections"]) == 1
    page = answer.content.decode()
    assert ("Les usages progressent." in page, "Tout autre chose." in page) == (True, False)


def test_somebody_anonymised_is_gone_from_minutes_that_stay(
    cast: Cast, sign_in: SignIn, ours: CommitteeSession, decided: None, today: date
) -> None:
    actor = cast.users["administrator"]
    close_session(session=ours, on=today, actor=actor)
    gone = Person.objects.get(name="Marie Présente")
    anonymise_person(person=gone, on=today, actor=actor, reason="Elle le demande")
    page = text(sign_in("manager"), at("minutes", ours))
    assert ("Marie Présente" in page, "Jean Absent" in page) == (False, True)
    assert "Personne anonymisée" in page


# ---- As a file ----


@pytest.fixture
def pango() -> None:
    """Skips where the machine lacks the libraries that draw text."""
    try:
        pdf.accessible_pdf("<p>Un essai", stylesheet="css/minutes.css")
    except pdf.PdfUnavailable:
        need(None, "Pango (Debian: apt install libpangoft2-1.0-0)")


@pytest.fixture
def file(
    sign_in: SignIn, ours: CommitteeSession, decided: None, pango: None, tmp_path: Path
) -> Path:
    answer = sign_in("manager").get(at("minutes_pdf", ours))
    assert answer["Content-Type"] == "application/pdf"
    path = tmp_path / "minutes.pdf"
    path.write_bytes(answer.content)
    return path


def test_file_passes_the_checks_of_pdf_ua(file: Path) -> None:
    report = pdfua.validate(str(file))
    assert [finding.message for finding in report.findings] == []
    # This version of the checker cannot read headings (UA-14-001): the next test does.
    assert {outcome.rule_id for outcome in report.skipped} <= {"UA-14-001"}


def test_file_is_tagged_in_french_and_has_its_title(file: Path) -> None:
    with pdfua.PdfDocument.open(str(file)) as document:
        assert (document.is_tagged, document.lang, document.display_doc_title) == (True, "fr", True)
        assert (document.title or "").startswith("Projet de compte rendu – Nôtre, ")
        headings = [one.role for one in document.elements_with_role("/H1", "/H2", "/H3", "/H4")]
        headers = document.elements_with_role("/TH")
        scopes = {str(header.obj.A.Scope) for header in headers}
    assert headings[:2] == ["/H1", "/H2"]
    assert headings.count("/H1") == 1
    assert scopes == {"/Column", "/Row"}


def test_a_file_without_language_or_title_would_be_found_out(pango: None, tmp_path: Path) -> None:
    path = tmp_path / "bad.pdf"
    path.write_bytes(pdf.accessible_pdf("<p>Sans rien", stylesheet="css/minutes.css"))
    assert pdfua.validate(str(path)).findings


def test_file_to_circulate_has_nothing_private(
    sign_in: SignIn, ours: CommitteeSession, decided: None, pango: None, tmp_path: Path
) -> None:
    answer = sign_in("manager").get(f"{at('minutes_pdf', ours)}?diffusion=1")
    assert "a-diffuser" in answer["Content-Disposition"]
    path = tmp_path / "minutes.pdf"
    path.write_bytes(answer.content)
    assert "Les usages progressent." in words(path)
    assert "Le sponsor hésite." not in words(path)


def test_file_is_in_french_whoever_asks(
    sign_in: SignIn, ours: CommitteeSession, decided: None, pango: None, tmp_path: Path
) -> None:
    path = tmp_path / "minutes.pdf"
    with override("en"):
        address = at("minutes_pdf", ours)
        path.write_bytes(sign_in("manager").get(address).content)
    assert address.startswith("/en/")
    with pdfua.PdfDocument.open(str(path)) as document:
        assert (document.title or "").startswith("Projet de compte rendu – ")


def test_where_the_libraries_are_absent_the_page_says_so(
    sign_in: SignIn, ours: CommitteeSession, monkeypatch: Any
) -> None:
    def absent(*args: Any, **kwargs: Any) -> None:
        raise OSError("cannot load library 'libpango'")

    monkeypatch.setattr("builtins.__import__", refusing("weasyprint", absent))
    answer = sign_in("manager").get(at("minutes_pdf", ours))
    assert answer.status_code == 503
    assert at("minutes", ours) in answer.content.decode()


def refusing(name: str, refuse: Callable[..., None]) -> Callable[..., Any]:
    real = __import__

    def importing(wanted: str, *args: Any, **kwargs: Any) -> Any:
        if wanted == name:
            refuse()
        return real(wanted, *args, **kwargs)

    return importing


def words(path: Path) -> str:
    """The text of a file, as a reader takes it out."""
    need(shutil.which("pdftotext"), "pdftotext (Debian: apt install poppler-utils)")
    command = ["pdftotext", str(path), "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
