"""After ``anonymise_person`` the name and the addresses are found nowhere; acts stay."""

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile as File
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp_webauthn.models import WebAuthnUserHandle
from taggit.models import Tag
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.log_actions import log
from wagtail.models import Comment, ModelLogEntry
from wagtail.users.models import UserProfile

from incubator.accounts.digests import token_digest
from incubator.accounts.models import ExternalIdentity, Invitation
from incubator.accounts.services.invitations import open_invitation
from startups.content_tree.models import ContentFile
from startups.content_tree.selectors.exporting import export_tree
from startups.core.enums import ActKind
from startups.core.models import Notice
from startups.core.search_text import fold
from startups.figures.models import Indicator
from startups.figures.services import record_measurements
from startups.people.models import Membership, Person
from startups.people.services.consent import answer_consent, ask_consent
from startups.personal_data.services.anonymisation import anonymise_person
from startups.registry.models import JournalEntry, Startup
from startups.registry.services.editing import edit_startup
from startups.registry.services.journal import record_act
from tests.factories import make_decision, make_person, make_review
from tests.trees import SMALL_TREE, import_files, read_back, run_import

from .everything import saying

pytestmark = pytest.mark.django_db

NAME, FORMER, EMAIL = "Élodie d’Hôtel", "Élodie Témoin-Brun", "elodie.hotel@people.example"
GHID = "elodie.dhotel"
FILE = """---
fullname: Élodie d’Hôtel
role: Intrapreneuse
domaine: Intraprenariat
github: elodie-hotel
bio: Élodie d’Hôtel aime les guichets.
missions:
- start: 2024-01-10
  end: 2026-12-31
  status: admin
  employer: DINUM
  startups:
  - guichet
  - inconnue
---
"""
# Another file that names them: the text of a startup.
STARTUP = f"{SMALL_TREE['_startups/guichet.md']}\n{NAME} a lancé le guichet ({EMAIL}).\n"
TREE = {**SMALL_TREE, "_startups/guichet.md": STARTUP, f"_authors/{GHID}.md": FILE}
# As it may be written: with capitals, without accents, the last name first, escaped, in a path.
SPELLINGS = (
    NAME,
    FORMER,
    "ÉLODIE D’HÔTEL",
    "elodie temoin brun",
    "Témoin-Brun Élodie",
    EMAIL,
    GHID,
    "elodie-temoin-brun",
    json.dumps(NAME)[1:-1],
    json.dumps(FORMER)[1:-1],
)
WANTED = (*SPELLINGS, "hotel@people", "elodie")


def found() -> list[str]:
    """What still says who it was, anywhere that anything is kept, whatever the spelling."""
    return saying(WANTED)


def told(text: str) -> list[str]:
    """The words that ``text`` still says."""
    return [word for word in WANTED if fold(word) in fold(text)]


@pytest.fixture
def elodie(tmp_path, on, settings) -> Person:
    """Somebody with a past: files, missions, an account, acts, and their name all over."""
    settings.MEDIA_ROOT, settings.PRIVATE_MEDIA_ROOT = tmp_path / "media", tmp_path / "private"
    import_files(tmp_path, TREE)
    person = Person.objects.get(ghid=GHID)
    user = get_user_model().objects.create_user(
        EMAIL, "a long password", first_name="Élodie", last_name="d’Hôtel"
    )
    for values in ({"name": FORMER}, {"name": NAME, "email": EMAIL, "user": user}):
        for field, value in values.items():
            setattr(person, field, value)
        person.save()
    _leave_traces(person, user, on)
    _leave_marks(person, user, on)
    return person


def _leave_traces(person: Person, user: Any, on: date) -> None:
    startup = Startup.objects.get(ghid="guichet")
    TOTPDevice.objects.create(user=user, name="Élodie d’Hôtel")
    UserProfile.get_for_user(user)
    Client().force_login(user)
    Invitation.objects.create(
        email=EMAIL, inviter=user, token_digest="x", made_at=_at(on), expires_at=_at(on, 1)
    )
    ask_consent(person=person, startup=startup, on=on, actor=user)
    answer_consent(person=person, agreed=True, on=on, actor=user, reason="par Élodie d’Hôtel")
    record_act(
        startup=startup,
        kind=ActKind.MEASURED,
        on=on,
        actor=user,
        reason="ELODIE D'HOTEL",
        detail="Hôtel Élodie d’",
    )
    values = {"mission": f"Selon {NAME}, simplifier.", "contact": EMAIL}
    edit_startup(
        startup=startup, values=values, ties={}, on=on, actor=user, reason=f"écrire à {EMAIL}"
    )
    page = startup.page
    page.body = f"Contact : {NAME} <{EMAIL}>, [sa page](https://gens.example/{GHID})."
    page.save_revision(user=user, log_action=True).publish()
    log(instance=person, action="wagtail.edit", user=user, data={"who": NAME, EMAIL: [FORMER]})


def _leave_marks(person: Person, user: Any, on: date) -> None:
    """What they and others left elsewhere: keys, figures, files, reviews, mails, other browsers."""
    startup = Startup.objects.get(ghid="guichet")
    WebAuthnUserHandle.objects.create(user=user, handle_hex=b"elodie".hex())
    ExternalIdentity.objects.create(
        user=user, issuer="https://fi.example", subject="elodie.dhotel", linked_at=_at(on)
    )
    indicator = Indicator.objects.create(startup=startup, level="used", wording="Usagers")
    record_measurements(
        indicator=indicator,
        rows=[(on, Decimal(3))],
        source=f"comptés par {NAME}",
        on=on,
        actor=user,
        reason="",
    )
    Redirect.objects.create(old_path="/elodie-dhotel", redirect_link="/")
    for slug in ("elodie-dhotel", "elodie_dhotel"):
        Tag.objects.create(name=slug, slug=slug)
    Comment.objects.create(
        page=startup.page, user=user, text=f"{FORMER} relit", contentpath="body", position="x"
    )
    name = default_storage.save("documents/elodie-dhotel.txt", File(b"portrait"))
    get_document_model().objects.create(title=f"CV de {NAME}", file=name, uploaded_by_user=user)
    make_decision(make_review(startup, "decided"), public_reasons=f"{NAME} convainc.")
    for key, sent in (("waits", None), ("went", _at(on))):
        Notice.objects.create(
            recipient=user, key=key, subject=NAME, body=EMAIL, written_on=on, sent_at=sent
        )
    other = get_user_model().objects.create_user("voisin@people.example")
    browser = Client()
    browser.force_login(other)
    session = browser.session
    session["wagtail-preview-1"] = f"body={NAME}"
    session.save()


def _at(on: date, days: int = 0) -> Any:
    return datetime(on.year, on.month, on.day, tzinfo=UTC) + timedelta(days=days)


def test_the_name_and_the_address_are_found_nowhere(
    elodie, on, django_capture_on_commit_callbacks
) -> None:
    assert len(found()) > 30

    with django_capture_on_commit_callbacks(execute=True):
        anonymise_person(person=elodie, on=on, actor=None, reason="à la demande d’Élodie d’Hôtel")

    assert found() == []


def test_acts_and_missions_stay(elodie, on) -> None:
    user = elodie.user
    missions = Membership.objects.filter(person=elodie).count()
    acts = JournalEntry.objects.filter(actor=user).count()
    changes = Startup.history.filter(history_user=user).count()

    done = anonymise_person(person=elodie, on=on, actor=None, reason="demande")

    assert Membership.objects.filter(person=elodie).count() == missions == 1
    assert JournalEntry.objects.filter(actor=user).count() == acts == 5
    assert Startup.history.filter(history_user=user).count() == changes
    assert JournalEntry.objects.filter(kind=ActKind.PERSON_ANONYMISED).count() == 1
    mission = Startup.objects.get(ghid="guichet").mission
    assert mission == f"Selon {done.person.name}, simplifier."


def test_the_person_is_neutral(elodie, on) -> None:
    anonymise_person(person=elodie, on=on, actor=None, reason="demande")

    elodie.refresh_from_db()
    assert (elodie.ghid, elodie.name) == ("personne-anonymisee-1", "Personne anonymisée n° 1")
    assert (elodie.email, elodie.user, elodie.consent_given_on) == ("", None, None)
    assert elodie.anonymised_on == on
    assert elodie.history.first().history_change_reason == "demande"


def test_the_account_is_emptied_and_closed(elodie, on) -> None:
    user = elodie.user
    client = Client()
    client.force_login(user)
    sessions = Session.objects.filter(session_key=client.session.session_key)
    assert sessions.count() == 1

    anonymise_person(person=elodie, on=on, actor=None, reason="demande")

    user.refresh_from_db()
    assert user.email == f"anonymised-{user.pk}@invalid"
    assert (user.first_name, user.last_name) == ("", "")
    assert not user.is_active
    assert not user.has_usable_password()
    assert not sessions.exists()
    assert not TOTPDevice.objects.filter(user=user).exists()
    assert not user.sessions.exists()
    assert client.get(reverse("team:my_data")).status_code == 302


def test_the_address_of_a_startup_that_was_theirs_is_empty(elodie, on) -> None:
    anonymise_person(person=elodie, on=on, actor=None, reason="demande")

    assert Startup.objects.get(ghid="guichet").contact == ""


def test_others_of_the_same_name_keep_theirs(elodie, on) -> None:
    namesake = make_person(NAME, email="autre@people.example", ghid="elodie.dhotel2")
    account = get_user_model().objects.create_user(
        "autre@people.example", first_name="Élodie", last_name="d’Hôtel"
    )

    anonymise_person(person=elodie, on=on, actor=None, reason="demande")

    namesake.refresh_from_db()
    account.refresh_from_db()
    assert (namesake.name, namesake.ghid) == (NAME, "elodie.dhotel2")
    assert account.get_full_name() == NAME
    assert namesake.history.first().name == NAME


def test_a_later_import_does_not_bring_the_name_back(
    elodie, on, tmp_path, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        anonymise_person(person=elodie, on=on, actor=None, reason="demande")
    (tmp_path / f"_authors/{GHID}.md").write_text(FILE.replace("Intrapreneuse", "Autre titre"))
    people = Person.objects.count()

    outcome = run_import(tmp_path)

    assert Person.objects.count() == people
    assert (outcome.created, outcome.updated, outcome.vanished) == ([], {}, [])
    assert found() == []
    assert not ContentFile.objects.filter(path__contains="elodie").exists()


def test_the_export_has_a_neutral_file_that_comes_back_unchanged(elodie, on, tmp_path) -> None:
    anonymise_person(person=elodie, on=on, actor=None, reason="demande")

    export_tree(tmp_path / "out")
    exported = read_back(tmp_path / "out")
    outcome = run_import(tmp_path / "out")

    text = exported["_authors/personne-anonymisee-1.md"]
    assert told("\n".join([*exported, *exported.values()])) == []
    assert "fullname: Personne anonymisée n° 1" in text
    assert "- guichet" in text
    assert "- inconnue" in text
    assert [path for path in outcome.updated if path.startswith("_authors/")] == []
    assert outcome.created == []


def test_files_named_after_the_person_are_renamed(
    elodie, on, django_capture_on_commit_callbacks
) -> None:
    name = default_storage.save("images/elodie-d-hotel.txt", File(b"portrait"))
    profile = UserProfile.objects.get(user=elodie.user)
    profile.avatar.save("elodie.txt", File(b"avatar"))
    document = get_document_model().objects.create(title=f"CV de {NAME}", file=name)

    with django_capture_on_commit_callbacks(execute=True):
        anonymise_person(person=elodie, on=on, actor=None, reason="demande")

    document.refresh_from_db()
    with document.file.open() as content:
        assert content.read() == b"portrait"
    assert "elodie" not in document.file.name
    assert not default_storage.exists(name)
    assert not default_storage.exists(profile.avatar.name)


def test_the_command(elodie, capsys) -> None:
    call_command("anonymise_person", GHID, "--reason", "demande par courrier")

    elodie.refresh_from_db()
    assert elodie.anonymised_on is not None
    assert elodie.name in capsys.readouterr().out
    for ghid in (GHID, elodie.ghid):
        with pytest.raises(CommandError):
            call_command("anonymise_person", ghid, "--reason", "encore")


def test_it_needs_a_reason_and_spares_the_last_administrator(elodie) -> None:
    with pytest.raises(CommandError):
        call_command("anonymise_person", GHID, "--reason", " ")
    elodie.user.is_superuser = True
    elodie.user.save()
    with pytest.raises(CommandError):
        call_command("anonymise_person", GHID, "--reason", "demande")

    elodie.refresh_from_db()
    assert elodie.name == NAME


def test_links_that_wait_open_nothing_any_more(elodie, on) -> None:
    inviter = get_user_model().objects.create_superuser("chef@people.example")
    values = {"inviter": inviter, "made_at": _at(on), "expires_at": _at(on, 7)}
    digest = token_digest("jeton")
    Invitation.objects.create(email=EMAIL.upper(), token_digest=digest, **values)
    Invitation.objects.create(email="autre@people.example", token_digest="autre", **values)
    assert open_invitation("jeton", now=_at(on))

    anonymise_person(person=elodie, on=on, actor=None, reason="demande")

    assert open_invitation("jeton", now=_at(on)) is None
    assert Invitation.objects.filter(used_at=None).count() == 1


def test_mails_that_wait_are_not_sent_and_the_others_are_emptied(elodie, on) -> None:
    anonymise_person(person=elodie, on=on, actor=None, reason="demande")

    (left,) = Notice.objects.all()
    assert (left.key, left.subject, left.body) == ("went", "", "")


def test_other_people_stay_signed_in_with_what_they_were_doing(elodie, on) -> None:
    anonymise_person(person=elodie, on=on, actor=None, reason="demande")

    (kept,) = Session.objects.all()
    assert kept.get_decoded()["wagtail-preview-1"].startswith("body=Personne anonymisée n° ")


def test_two_rows_that_may_not_say_the_same_are_told_apart(elodie, on) -> None:
    anonymise_person(person=elodie, on=on, actor=None, reason="demande")

    former, later = Tag.objects.order_by("pk")
    assert (former.name, former.slug) == ("personne-anonymisee-1", "personne-anonymisee-1")
    assert later.name == later.slug == f"personne-anonymisee-1-{later.pk}"


def test_the_audit_log_says_who_did_it_and_why(elodie, on) -> None:
    chief = get_user_model().objects.create_superuser("chef@people.example")

    anonymise_person(person=elodie, on=on, actor=chief, reason=f"demande de {NAME}")

    entry = ModelLogEntry.objects.get(action="startups.anonymise")
    assert (entry.user, entry.label) == (chief, "Personne anonymisée n° 1")
    assert entry.data == {"reason": "demande de Personne anonymisée n° 1"}


def test_an_answer_that_comes_too_late_changes_nothing(elodie, on) -> None:
    anonymise_person(person=elodie, on=on, actor=None, reason="demande")

    act = answer_consent(person=elodie, agreed=True, on=on, actor=None, reason="en retard")

    elodie.refresh_from_db()
    assert (act, elodie.consent_given_on) == (None, None)
