"""What the database refuses, whoever writes."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from startups.lifecycle.enums import EventKind, Phase
from startups.lifecycle.models import Event, PhasePeriod
from startups.people.enums import Employment
from startups.people.models import Membership, Person
from startups.registry.models import (
    Incubator,
    Organisation,
    Role,
    Sponsorship,
    Startup,
    StartupIncubator,
)

pytestmark = pytest.mark.django_db
DAY = date(2026, 1, 1)


@pytest.fixture
def startup() -> Startup:
    return Startup.objects.create(ghid="a.b", slug="a-b", name="A")


def refuses(constraint: str, write: Callable[[], object]) -> None:
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        write()
    assert constraint in str(refusal.value) or "UNIQUE" in str(refusal.value)


def test_two_startups_cannot_share_an_identifier(startup: Startup) -> None:
    refuses(
        "startups_startup_ghid",
        lambda: Startup.objects.create(ghid="a.b", slug="other", name="B"),
    )


def test_the_identifier_of_a_startup_never_changes(startup: Startup) -> None:
    found = Startup.objects.get(pk=startup.pk)
    found.ghid = "c"
    with pytest.raises(ValueError, match="never changes"):
        found.save()
    startup.ghid = "c"
    with pytest.raises(ValueError, match="never changes"):
        startup.save()
    startup.refresh_from_db()
    assert startup.ghid == "a.b"


@pytest.mark.parametrize(
    ("field", "constraint"), [("ghid", "startup_ghid_filled"), ("name", "startup_name_filled")]
)
def test_a_startup_has_an_identifier_and_a_name(field: str, constraint: str) -> None:
    values = {"ghid": "x", "slug": "x", "name": "X"} | {field: ""}
    refuses(constraint, lambda: Startup.objects.create(**values))


def test_an_openness_state_is_one_of_the_list() -> None:
    refuses(
        "startup_budget_state_known",
        lambda: Startup.objects.create(ghid="x", slug="x", name="X", budget_state="good"),
    )


def test_a_startup_has_one_lead_incubator(startup: Startup) -> None:
    one = Incubator.objects.create(ghid="i", slug="i", name="I")
    two = Incubator.objects.create(ghid="j", slug="j", name="J")
    StartupIncubator.objects.create(startup=startup, incubator=one, position=0)
    refuses(
        "startup_has_one_lead_incubator",
        lambda: StartupIncubator.objects.create(startup=startup, incubator=two, position=0),
    )


def test_a_phase_is_one_of_the_vocabulary(startup: Startup) -> None:
    refuses(
        "phase_known",
        lambda: PhasePeriod.objects.create(startup=startup, phase="success", start=DAY),
    )


def test_a_phase_cannot_end_before_it_starts(startup: Startup) -> None:
    refuses(
        "phase_ends_after_start",
        lambda: PhasePeriod.objects.create(
            startup=startup,
            phase=Phase.CONSTRUCTION,
            start=DAY,
            declared_end=date(2025, 12, 31),
        ),
    )


def test_the_same_phase_cannot_start_twice_on_a_day(startup: Startup) -> None:
    PhasePeriod.objects.create(startup=startup, phase=Phase.CONSTRUCTION, start=DAY)
    refuses(
        "phase_starts_once_a_day",
        lambda: PhasePeriod.objects.create(startup=startup, phase=Phase.CONSTRUCTION, start=DAY),
    )


def test_only_another_event_has_a_word_of_its_own(startup: Startup) -> None:
    refuses(
        "event_declared_kind_is_other",
        lambda: Event.objects.create(
            startup=startup, kind=EventKind.END, declared_kind="eig", date=DAY
        ),
    )


def test_a_membership_cannot_end_before_it_starts(startup: Startup) -> None:
    person = Person.objects.create(ghid="p", name="P")
    role = Role.objects.get(code=Role.INTRAPRENEUR)
    refuses(
        "membership_ends_after_start",
        lambda: Membership.objects.create(
            person=person,
            startup=startup,
            role=role,
            start=DAY,
            end=date(2025, 1, 1),
            employment=Employment.ADMINISTRATION,
        ),
    )


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"siren": "12345"}, "organisation_siren_nine_digits"),
        ({"siret": "1234567890123"}, "organisation_siret_fourteen_digits"),
        (
            {"siren": "110000023", "siret": "13002526500013"},
            "organisation_siret_begins_with_siren",
        ),
    ],
)
def test_organisation_numbers_have_their_shape(values: dict[str, str], constraint: str) -> None:
    refuses(
        constraint,
        lambda: Organisation.objects.create(ghid="o", slug="o", name="O", **values),
    )


@pytest.mark.parametrize(
    ("siret", "valid"),
    [
        ("13002526500013", True),  # DINUM
        ("35600000009075", True),  # La Poste: its own rule
        ("13002526500014", False),
        ("1300252650001", False),
        ("1300252650001X", False),
    ],
)
def test_a_siret_is_checked_with_its_key(siret: str, valid: bool) -> None:
    organisation = Organisation(ghid="o", slug="o", name="O", siret=siret)
    if valid:
        organisation.full_clean()
    else:
        with pytest.raises(ValidationError, match="SIRET"):
            organisation.full_clean()


def test_what_a_startup_is_tied_to_cannot_be_deleted(startup: Startup) -> None:
    organisation = Organisation.objects.create(ghid="o", slug="o", name="O")
    Sponsorship.objects.create(startup=startup, organisation=organisation)
    with pytest.raises(ProtectedError):
        organisation.delete()
    assert Organisation.objects.filter(pk=organisation.pk).exists()
