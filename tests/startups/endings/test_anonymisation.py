"""The owner of a hand-over who is anonymised is named nowhere, however they were called there."""

import pytest

from startups.endings.models import HandoverDossier
from startups.endings.services.countersigning import send_link
from startups.endings.services.handover import write_handover
from startups.people.models import Person
from startups.personal_data.services.anonymisation import anonymise_person
from tests import clock
from tests.factories import make_person

pytestmark = pytest.mark.django_db

EMAIL = "zoe@direction.example"


@pytest.fixture
def zoe() -> Person:
    return make_person("Zoé Destinataire", ghid="zoe.destinataire", email=EMAIL)


def owners() -> set[tuple[str, str, str]]:
    """What dossiers and their history say of owners."""
    fields = ("owner_name", "owner_title", "owner_email")
    live = HandoverDossier.objects.values_list(*fields)
    past = HandoverDossier.history.values_list(*fields)
    return {*live, *past}


def test_the_name_goes_however_it_was_written(startup, today, cast, handover_values, zoe) -> None:
    actor = cast.users["manager"]
    values = handover_values | {"owner_name": "Mme Z. D.", "owner_email": EMAIL}
    write_handover(startup=startup, values=values, seen=0, on=today, actor=actor)
    write_handover(startup=startup, values={"summary": "Autre"}, seen=1, on=today, actor=actor)

    anonymise_person(person=zoe, on=today, actor=None, reason="à sa demande")

    assert owners() == {("Personne anonymisée n° 1", "", "")}
    assert HandoverDossier.objects.get().summary == "Autre"


def test_whoever_was_named_with_that_address_by_mistake_stays(
    startup, today, cast, handover_values, zoe
) -> None:
    wrong = handover_values | {"owner_name": "Bob Juste", "owner_email": EMAIL}
    right = {"owner_email": "bob@direction.example"}
    person = make_person("Bob Juste", ghid="bob.juste", email="bob@direction.example")
    for seen, values in enumerate((wrong, right)):
        write_handover(startup=startup, values=values, seen=seen, on=today, actor=None)

    anonymise_person(person=zoe, on=today, actor=None, reason="à sa demande")

    dossier = HandoverDossier.objects.get()
    assert (dossier.owner_name, dossier.owner_email) == ("Bob Juste", "bob@direction.example")
    assert EMAIL not in {email for _name, _title, email in owners()}
    person.refresh_from_db()
    assert person.name == "Bob Juste"


def test_a_link_that_was_sent_to_them_is_worthless(
    startup, today, cast, handover_values, zoe
) -> None:
    write_handover(startup=startup, values=handover_values, seen=0, on=today, actor=None)
    send_link(startup=startup, on=today, now=clock.now(), actor=None)

    anonymise_person(person=zoe, on=today, actor=None, reason="à sa demande")

    assert HandoverDossier.objects.get().link_digest == ""
