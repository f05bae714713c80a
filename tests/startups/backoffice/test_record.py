"""The record of a startup, and its history: who, when, why, what from what to what."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from startups.content_tree.models import ContentFile
from startups.core.services.facts import update_facts
from startups.lifecycle.services.timeline import add_event, add_period, change_period, remove_period
from startups.portfolio.selectors.record_history import RecordedDifference, acts, record_history
from startups.registry.enums import OpennessState
from startups.registry.models import Sponsorship, Startup
from startups.registry.services.ties import replace_links
from tests import clock
from tests.factories import (
    make_event,
    make_incubator,
    make_membership,
    make_organisation,
    make_person,
    make_phase,
    make_startup,
    make_startup_page,
)

from .conftest import domain_queries

DAY = date(2026, 8, 20)
# Queries about the domain of a record and its history, whatever their length.
QUERIES = 45


def full_startup(name: str = "Mes Aides", **options: Any) -> Startup:
    return make_startup(
        name,
        incubators=[make_incubator("Fabrique")],
        sponsors=[make_organisation("Dinum")],
        technologies=["django"],
        themes=["logement"],
        user_types=["agents"],
        phases=[("investigation", "2020-01-01"), ("construction", "2020-03-01")],
        **options,
    )


def record(admin: Client, startup: Startup, **query: Any) -> Any:
    return admin.get(reverse("backoffice_startups:inspect", args=[startup.pk]), query)


def test_record_tells_everything(admin: Client) -> None:
    tomorrow = clock.today() + timedelta(days=1)
    startup = full_startup(
        mission="Dire ses droits",
        contact="contact@exemple.gouv.fr",
        statistics_state=OpennessState.PARTLY,
        statistics_url="https://exemple.gouv.fr/stats",
    )
    make_phase(startup, "acceleration", tomorrow)
    make_event(startup, "committee", "2021-06-01", "On continue")
    make_membership(startup, make_person("Élodie Martin"), title="Déployeuse")
    make_membership(startup, make_person("Karim Ancien"), end="2021-01-01")
    page = make_startup_page(startup)
    ContentFile.objects.create(
        path=f"_startups/{startup.ghid}.md", text="---\ntitle: Mes Aides\n---\n", digest="d"
    )

    text = record(admin, startup).text

    for shown in (
        "Under construction",
        "since March 1, 2020",
        "60 days",
        "planned",
        "On continue",
        "Fabrique",
        "Dinum",
        "django",
        "Partly",
        "https://exemple.gouv.fr/stats",
        "Élodie Martin",
        "Karim Ancien",
        f"_startups/{startup.ghid}.md",
        page.url,
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        reverse("backoffice_startups:edit", args=[startup.pk]),
    ):
        assert shown in text, shown
    assert text.index("Élodie Martin") < text.index("Past and coming members")
    assert text.index("Past and coming members") < text.index("Karim Ancien")


def test_record_lists_its_findings_with_where_to_mend_them(admin: Client) -> None:
    startup = full_startup(contact="aucune")
    other = full_startup("Autre", contact="rien du tout")

    text = record(admin, startup).text

    assert "invalid-contact" in text
    assert reverse("backoffice_startups:edit", args=[startup.pk]) + "#id_contact" in text
    assert reverse("backoffice_startups:edit", args=[other.pk]) not in text


def test_recorded_address_that_is_no_link_is_no_link_here(admin: Client) -> None:
    startup = full_startup(website_url="javascript:alert(1)")

    assert 'href="javascript:' not in record(admin, startup).text


def test_record_costs_the_same_whatever_its_length(admin: Client) -> None:
    short, long = full_startup("Court"), full_startup("Long")
    for number in range(30):
        make_event(long, "committee", DAY - timedelta(days=number))
        make_membership(long)
        update_facts(instance=long, values={"name": f"Long {number}"}, actor=None, reason="r")
        replace_links(
            startup=long,
            model=Sponsorship,
            field="organisation",
            targets=[make_organisation()],
            actor=None,
            reason="r",
        )
    record(admin, short)

    costs = [domain_queries(lambda s=s: record(admin, s)) for s in (short, long)]

    assert costs == [QUERIES, QUERIES]


def test_history_says_who_why_and_what(administrator: Any) -> None:
    startup = full_startup()
    values = {"name": "Mes Droits", "budget_state": "yes", "noindex": True}
    update_facts(instance=startup, values=values, actor=administrator, reason="Nouveau nom")

    with override("en"):
        latest = record_history(startup)[0]

    assert (latest.actor, latest.reason, latest.subject) == (
        "Ada Admin",
        "Nouveau nom",
        "Facts changed",
    )
    assert latest.when <= clock.now()
    assert latest.differences == (
        RecordedDifference("Name", "Mes Aides", "Mes Droits"),
        RecordedDifference("Hidden from search engines", "no", "yes"),
        RecordedDifference("Budget", "Unknown", "Yes"),
    )


def test_history_names_what_ties_lead_to(administrator: Any) -> None:
    startup = full_startup()
    targets = [make_organisation("Anct")]
    replace_links(
        startup=startup,
        model=Sponsorship,
        field="organisation",
        targets=targets,
        actor=administrator,
        reason="Nouveau portage",
    )

    with override("en"):
        subjects = {change.subject for change in record_history(startup)[:2]}

    assert subjects == {"Sponsor added: Anct", "Sponsor removed: Dinum"}


def test_history_tells_of_phases_events_and_members(administrator: Any) -> None:
    startup = make_startup("Mes Aides")
    signature: dict[str, Any] = {"on": DAY, "actor": administrator, "reason": "r"}
    period = add_period(
        startup=startup, values={"phase": "construction", "start": DAY}, **signature
    )
    change_period(period=period, values={"start": date(2026, 8, 1)}, **signature)
    remove_period(period=period, **signature)
    add_event(startup=startup, values={"kind": "committee", "date": DAY}, **signature)
    make_membership(startup, make_person("Élodie Martin"), title="Coach")

    with override("en"):
        subjects = [change.subject for change in reversed(record_history(startup))]

    assert subjects == [
        "Record created",
        "Phase added: Under construction (Aug. 20, 2026)",
        "Phase changed: Under construction (Aug. 1, 2026)",
        "Phase removed: Under construction (Aug. 1, 2026)",
        "Event added: Committee (Aug. 20, 2026)",
        "Member added: Élodie Martin, Coach (Jan. 15, 2020)",
    ]


def test_what_was_written_at_once_is_one_act(administrator: Any) -> None:
    startup = full_startup()
    signature: dict[str, Any] = {"actor": administrator, "reason": "Ensemble"}
    update_facts(instance=startup, values={"name": "Mes Droits"}, **signature)
    update_facts(instance=startup, values={"mission": "Dire"}, **signature)

    latest, first = acts(record_history(startup))

    assert [change.differences[0].after for change in latest.changes] == ["Mes Droits", "Dire"]
    assert (first.actor, len(first.changes)) == ("", 8)


def test_history_is_shown_with_its_difference(admin: Client, administrator: Any) -> None:
    startup = full_startup(problem=" ".join(["mot"] * 40))
    changed = startup.problem.replace("mot mot", "mot <b>neuf</b>", 1)
    update_facts(instance=startup, values={"problem": changed}, actor=administrator, reason="Relu")

    text = record(admin, startup).text

    assert "Ada Admin" in text
    assert "Reason: Relu" in text
    assert "&lt;b&gt;neuf&lt;/b&gt;</ins>" in text


def test_history_is_paginated(admin: Client) -> None:
    startup = full_startup()
    for number in range(25):
        update_facts(
            instance=startup, values={"name": f"Nom {number}"}, actor=None, reason=f"r{number}"
        )

    first, second = record(admin, startup), record(admin, startup, p=2)

    assert "Reason: r24" in first.text
    assert "Reason: r0<" not in first.text
    assert "Reason: r0<" in second.text


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("incubators", make_incubator),
        ("organisations", make_organisation),
        ("people", make_person),
    ],
)
def test_other_records_have_their_history_too(
    name: str, make: Any, admin: Client, administrator: Any
) -> None:
    row = make("Avant")
    update_facts(instance=row, values={"name": "Après"}, actor=administrator, reason="Relu")

    text = admin.get(reverse(f"backoffice_{name}:inspect", args=[row.pk])).text

    assert "Reason: Relu" in text
    assert "Avant</del>" in text
