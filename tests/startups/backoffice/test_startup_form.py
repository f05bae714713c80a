"""Editing a startup: through the services, patiently, with who and why."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from startups.core.enums import ActKind
from startups.registry.enums import OpennessState
from startups.registry.models import JournalEntry, PublishedText, Sponsorship, Startup
from tests import clock
from tests.factories import make_incubator, make_organisation

from .conftest import errors_of, fresh, rows_of_history

type Edit = Callable[..., Any]


def test_change_is_written_with_who_and_why(
    startup: Startup, edit: Edit, administrator: Any
) -> None:
    response = edit("startups", startup, name="Mes Droits", reason="Nouveau nom")

    assert response["Location"] == reverse("backoffice_startups:inspect", args=[startup.pk])
    assert fresh(startup).name == "Mes Droits"
    row = Startup.history.filter(id=startup.pk).latest()
    assert (row.history_user, row.history_change_reason) == (administrator, "Nouveau nom")
    assert row.history_type == "~"


def test_reason_has_a_default(startup: Startup, edit: Edit) -> None:
    edit("startups", startup, name="Mes Droits")

    assert Startup.history.filter(id=startup.pk).latest().history_change_reason == "back office"


def test_change_is_in_the_audit_log_and_the_journal(
    startup: Startup, edit: Edit, admin: Client, administrator: Any
) -> None:
    edit("startups", startup, name="Mes Droits", reason="Nouveau nom")

    entry = ModelLogEntry.objects.get(action="startups.edit")
    assert (entry.user, entry.data) == (
        administrator,
        {"reason": "Nouveau nom", "fields": ["Name"]},
    )
    log = admin.get(reverse("backoffice_startups:history", args=[startup.pk])).text
    assert "Record changed · Name · reason: Nouveau nom" in log
    act = JournalEntry.objects.get(startup=startup)
    assert (act.kind, act.actor, act.reason) == (
        ActKind.FACTS_CHANGED,
        administrator,
        "Nouveau nom",
    )


def test_change_keeps_search_and_last_change_in_step(startup: Startup, edit: Edit) -> None:
    edit("startups", startup, name="Éclaircie", contact="autre@exemple.gouv.fr")

    text = PublishedText.objects.get(startup=startup)
    assert "eclaircie" in text.search_text
    assert text.changed_on == clock.today()


def test_saving_without_a_change_writes_nothing(startup: Startup, edit: Edit) -> None:
    before = rows_of_history()

    response = edit("startups", startup)

    assert response.status_code == 302
    assert rows_of_history() == before
    assert not ModelLogEntry.objects.filter(action="startups.edit").exists()
    assert not JournalEntry.objects.exists()


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("contact", "https://exemple.gouv.fr/contact"),
        ("website_url", "exemple"),
        ("budget_url", "javascript:alert(1)"),
        ("impact_url", "https://exemple.gouv.fr/?a=1&amp;b=2"),
    ],
)
def test_wrong_value_that_was_imported_does_not_block_the_rest(
    field: str, wrong: str, startup: Startup, edit: Edit, admin: Client
) -> None:
    Startup.objects.filter(pk=startup.pk).update(**{field: wrong})
    shown = admin.get(reverse("backoffice_startups:edit", args=[startup.pk])).text

    response = edit("startups", startup, name="Mes Droits")

    assert "The recorded value is wrong." in shown
    assert response.status_code == 302
    assert (fresh(startup).name, getattr(fresh(startup), field)) == ("Mes Droits", wrong)


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("website_url", "exemple"),
        ("website_url", "javascript:alert(1)"),
        ("website_url", "ftp://exemple.gouv.fr"),
        ("source_code_url", "https://exemple.gouv.fr/a b"),
        ("contact", "contact chez exemple.gouv.fr"),
        ("name", ""),
    ],
)
def test_wrong_value_is_refused_and_what_was_typed_is_kept(
    field: str, typed: str, startup: Startup, edit: Edit
) -> None:
    before = rows_of_history()

    response = edit("startups", startup, **{field: typed, "mission": "Toute neuve"})

    assert list(errors_of(response)) == [field]
    assert "Toute neuve" in response.text
    assert rows_of_history() == before
    assert fresh(startup).mission == "Dire à chacun\nses droits"


def test_link_is_taken_without_stray_spaces_and_entities(startup: Startup, edit: Edit) -> None:
    edit("startups", startup, budget_url="  https://exemple.gouv.fr/?a=1&amp;b=2 ")

    assert fresh(startup).budget_url == "https://exemple.gouv.fr/?a=1&b=2"


def test_lines_are_kept_as_in_content_files(startup: Startup, edit: Edit) -> None:
    edit("startups", startup, problem="Un\r\nDeux")

    assert fresh(startup).problem == "Un\nDeux"


def test_ties_are_replaced_in_order(startup: Startup, edit: Edit) -> None:
    lead, other = make_incubator("Cheffe"), startup.incubators.get()
    sponsor = make_organisation("Anct")

    edit(
        "startups",
        startup,
        lead_incubator=lead.pk,
        other_incubators=[other.pk],
        sponsors=[sponsor.pk],
        themes=None,
        budget_state=OpennessState.PARTLY,
        reason="Nouveau portage",
    )

    ties = startup.startupincubators.order_by("position").values_list("incubator__name", "position")
    assert list(ties) == [("Cheffe", 0), ("Fabrique", 1)]
    assert list(startup.sponsors.all()) == [sponsor]
    assert list(startup.themes.all()) == []
    assert fresh(startup).budget_state == "partly"
    reasons = Sponsorship.history.filter(history_type__in="+-", history_user__isnull=False)
    assert {row.history_change_reason for row in reasons} == {"Nouveau portage"}


def test_new_sponsor_comes_after_those_that_stay(startup: Startup, edit: Edit) -> None:
    kept = startup.sponsors.get()
    first_by_name = make_organisation("AAA")

    edit("startups", startup, sponsors=[first_by_name.pk, kept.pk])

    ordered = startup.sponsors.order_by("sponsorships__position")
    assert list(ordered) == [kept, first_by_name]


def test_other_incubators_need_one_that_leads(startup: Startup, edit: Edit) -> None:
    other = make_incubator()

    response = edit("startups", startup, lead_incubator="", other_incubators=[other.pk])

    assert list(errors_of(response)) == ["lead_incubator"]


def test_hostile_values_are_escaped(startup: Startup, edit: Edit, admin: Client) -> None:
    hostile = '"><script>alert(1)</script>'
    edit("startups", startup, name=hostile, mission=hostile, problem=hostile, reason=hostile)

    for view in ("inspect", "edit", "history"):
        text = admin.get(reverse(f"backoffice_startups:{view}", args=[startup.pk])).text
        assert "<script>alert(1)" not in text
        assert "&lt;script&gt;alert(1)" in text
    assert "<script>alert(1)" not in admin.get(reverse("backoffice_startups:index")).text
