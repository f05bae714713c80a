"""The dashboard: what is asked, what is missing, what changed."""

from datetime import timedelta

import pytest
from django.urls import reverse
from wagtail.models import WorkflowState

from startups.core.calendar import add_months
from startups.people.services.consent import ask_consent
from startups.registry.models import PublishedText, Role
from startups.registry.services.editing import edit_startup
from startups.team.page_state import PageStage
from tests.access.cast import person
from tests.factories import make_membership, make_person

from .sending import queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(cast) -> str:
    return reverse("team:dashboard", args=(cast.ours.slug,))


def asked(response) -> set[str]:
    return {row["duty"].code for row in response.context["duties"]}


def test_what_is_missing_leads_to_where_it_is_filled(cast, sign_in, path) -> None:
    response = sign_in("intrapreneur").get(path)

    gaps = {row["check"].code: row["address"] for row in response.context["gaps"]}
    facts = reverse("team:facts", args=(cast.ours.slug,))
    page = cast.page(cast.ours)
    assert gaps["mission"] == f"{facts}#id_mission"
    assert gaps["statistics_unsaid"] == f"{facts}#id_statistics_state"
    assert gaps["body"] == reverse("wagtailadmin_pages:edit", args=(page.pk,))
    assert "intrapreneur" not in gaps


def test_importance_decides_the_order(sign_in, path) -> None:
    gaps = sign_in("intrapreneur").get(path).context["gaps"]

    importance = [row["check"].importance for row in gaps]
    assert importance == sorted(importance)


def test_who_only_reads_gets_no_link_to_a_form(sign_in, path, cast) -> None:
    response = sign_in("committee").get(path)

    facts = reverse("team:facts", args=(cast.ours.slug,))
    assert facts not in response.text


def test_a_page_untouched_for_three_months_is_late(cast, sign_in, path, today) -> None:
    changed = add_months(today, -3)  # of 31 December: 30 September, thus due on the 30th
    PublishedText.objects.filter(startup=cast.ours).update(changed_on=changed)

    response = sign_in("intrapreneur").get(path)

    duty = next(row["duty"] for row in response.context["duties"])
    assert (duty.code, duty.late, duty.due) == ("untouched", True, add_months(changed, 3))


def test_missions_that_end_soon_are_asked_about(cast, sign_in, path, today) -> None:
    PublishedText.objects.filter(startup=cast.ours).update(changed_on=today)
    make_membership(cast.ours, make_person("Bientôt"), end=today + timedelta(days=60))
    make_membership(cast.ours, make_person("Plus tard"), end=today + timedelta(days=61))

    response = sign_in("intrapreneur").get(path)

    assert [row["duty"].due for row in response.context["duties"]] == [today + timedelta(days=60)]
    assert "Bientôt" in response.text


def test_no_intrapreneur_is_said(cast, sign_in, path) -> None:
    person(cast.users["intrapreneur"]).memberships.update(end="2021-01-01")

    response = sign_in("manager").get(path)

    assert "no_intrapreneur" in asked(response)
    assert "intrapreneur" in {row["check"].code for row in response.context["gaps"]}


def test_pending_consents_are_said_and_ones_own_is_ones_own(cast, sign_in, path, today) -> None:
    ask_consent(person=person(cast.users["editor"]), startup=cast.ours, on=today, actor=None)

    assert "consent_pending" in asked(sign_in("intrapreneur").get(path))
    assert "consent_mine" in asked(sign_in("editor").get(path))


def test_the_steps_of_the_page_are_told(cast, sign_in, path) -> None:
    page, editor = cast.page(cast.ours), cast.users["editor"]
    page.body = "Nouveau texte."
    page.save_revision(user=editor)
    assert state(sign_in("editor").get(path)) is PageStage.DRAFT

    page.refresh_from_db()
    page.get_workflow().start(page, editor)
    assert state(sign_in("editor").get(path)) is PageStage.WAITING
    assert "page_waiting" not in asked(sign_in("editor").get(path))
    assert "page_waiting" in asked(sign_in("manager").get(path))

    workflow_state = WorkflowState.objects.get()
    workflow_state.current_task_state.reject(user=cast.users["manager"], comment="Trop long.")
    response = sign_in("editor").get(path)
    assert state(response) is PageStage.RETURNED
    assert "Trop long." in response.text


def state(response) -> PageStage:
    return response.context["page_state"].stage


def test_what_changed_lately_says_who_what_and_why(cast, sign_in, path, today) -> None:
    edit_startup(
        startup=cast.ours,
        values={"mission": "Une mission."},
        ties={},
        on=today,
        actor=cast.users["editor"],
        reason="parce que",
    )

    latest = sign_in("intrapreneur").get(path).context["lately"][0]

    assert latest["told"].actor == str(cast.users["editor"])
    assert latest["told"].reason == "parce que"
    label, pieces = latest["changes"][0]["differences"][0]
    assert label == "Mission"
    assert [(piece.kind, piece.text) for piece in pieces] == [("come", "Une mission.")]


@pytest.mark.parametrize("members", [1, 3])
def test_it_takes_the_same_number_of_queries(cast, sign_in, path, today, members) -> None:
    for number in range(members):
        who = make_person(email=f"m{number}@people.example")
        make_membership(cast.ours, who, role=Role.INTRAPRENEUR, end=today)
        ask_consent(person=who, startup=cast.ours, on=today, actor=None)
    client = sign_in("intrapreneur")

    assert queries(client, path) == 30
