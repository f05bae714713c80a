"""A page is edited by its team, and published by a manager who did not edit it last."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from wagtail.models import Page, TaskState, WorkflowState

from cms.differences import difference
from startups.core.enums import ActKind
from startups.people.enums import StaffRole
from startups.registry.models import JournalEntry, PublishedText
from tests import clock
from tests.access.cast import Cast, CastAsOf, assign, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(cast_as_of: CastAsOf) -> Cast:
    return cast_as_of(today=clock.today())


@pytest.fixture
def signed_in(cast: Cast) -> Any:
    """``signed_in("manager")`` is a client with the session of that role."""

    def client(role: str) -> Client:
        browser = Client()
        browser.force_login(cast.users[role])
        return browser

    return client


def edit(client: Client, page: Page, body: str, **action: str) -> Any:
    """Posts the page editor's form."""
    data = {"body": body, "picture": "", "picture_alt": "", "comments-TOTAL_FORMS": "0"}
    data |= {"comments-INITIAL_FORMS": "0", "slug": page.slug, "seo_title": ""}
    data |= {"search_description": "", "share_image": "", "go_live_at": "", "expire_at": ""}
    return client.post(f"/admin/pages/{page.pk}/edit/", data | action, follow=True)


def submit(client: Client, page: Page, body: str) -> Any:
    return edit(client, page, body, **{"action-submit": "1"})


def act(client: Client, page: Page, name: str, comment: str = "") -> Any:
    state = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
    address = f"/admin/pages/workflow/action/{page.pk}/{name}/{state.pk}/"
    return client.post(address, {"comment": comment}, follow=True)


def public(page: Page) -> str:
    return Client().get(f"/startups/{page.slug}/").content.decode()


def test_a_draft_is_not_public_and_an_approval_shows_at_once(
    cast: Cast, signed_in: Any, django_capture_on_commit_callbacks: Any, mailoutbox: list[Any]
) -> None:
    page = cast.page(cast.ours)
    with django_capture_on_commit_callbacks(execute=True):
        submit(signed_in("intrapreneur"), page, "Un texte tout neuf.")
    assert "tout neuf" not in public(page)
    assert [mail.to for mail in mailoutbox] == [["manager@people.example"]]
    assert "+ Un texte tout neuf." in mailoutbox[0].body
    mailoutbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        act(signed_in("manager"), page, "approve")
    assert "tout neuf" in public(page)
    assert PublishedText.objects.get(startup=cast.ours).body == "Un texte tout neuf."
    assert sorted(mail.to[0] for mail in mailoutbox) == [
        "editor@people.example",
        "intrapreneur@people.example",
    ]
    kinds = list(JournalEntry.objects.order_by("pk").values_list("kind", "actor__email"))
    assert kinds == [
        (ActKind.PAGE_SUBMITTED, "intrapreneur@people.example"),
        (ActKind.PAGE_PUBLISHED, "manager@people.example"),
    ]


def test_a_page_is_sent_back_with_a_comment(
    cast: Cast, signed_in: Any, django_capture_on_commit_callbacks: Any, mailoutbox: list[Any]
) -> None:
    page = cast.page(cast.ours)
    submit(signed_in("editor"), page, "Brouillon.")
    with django_capture_on_commit_callbacks(execute=True):
        act(signed_in("manager"), page, "reject", comment="Dites combien d’usagers.")
    assert "Brouillon" not in public(page)
    assert {mail.to[0] for mail in mailoutbox} == {
        "intrapreneur@people.example",
        "editor@people.example",
    }
    assert "Dites combien d’usagers." in mailoutbox[0].body
    entry = JournalEntry.objects.get(kind=ActKind.PAGE_RETURNED)
    assert entry.reason == "Dites combien d’usagers."


def test_whoever_edited_last_cannot_approve(cast: Cast, signed_in: Any) -> None:
    page = cast.page(cast.ours)
    manager = signed_in("manager")
    submit(signed_in("intrapreneur"), page, "Texte de l’équipe.")
    edit(manager, page, "Texte du responsable.")
    act(manager, page, "approve")
    assert "Texte du responsable" not in public(page)
    state = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).get().specific
    with pytest.raises(PermissionDenied):
        state.approve(user=cast.users["manager"])
    second = make_user("second")
    assign(second, cast.our_incubator, StaffRole.MANAGER)
    cast.users["second"] = second
    act(signed_in("second"), page, "approve")
    assert "Texte du responsable" in public(page)


def test_editing_while_approving_does_not_get_around_it(cast: Cast, signed_in: Any) -> None:
    page = cast.page(cast.ours)
    submit(signed_in("intrapreneur"), page, "Texte de l’équipe.")
    manager = signed_in("manager")
    edit(
        manager,
        page,
        "Texte du responsable.",
        **{"action-workflow-action": "true", "workflow-action-name": "approve"},
    )
    assert "Texte du responsable" not in public(page)


def test_a_team_does_not_change_what_is_being_approved(cast: Cast, signed_in: Any) -> None:
    page = cast.page(cast.ours)
    team = signed_in("intrapreneur")
    submit(team, page, "Texte soumis.")
    edit(team, page, "Texte glissé pendant la relecture.")
    act(signed_in("manager"), page, "approve")
    assert "Texte soumis" in public(page)
    edit(team, page, "Texte suivant.")
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().body == "Texte suivant."


@pytest.mark.parametrize("role", ["administrator", "manager", "intrapreneur"])
def test_nobody_publishes_past_the_approval(cast: Cast, signed_in: Any, role: str) -> None:
    page = cast.page(cast.ours)
    edit(signed_in(role), page, "Publié de force.", **{"action-publish": "1"})
    assert "Publié de force" not in public(page)


@pytest.mark.parametrize(
    "role",
    ["intrapreneur", "editor", "committee", "member", "other_manager", "former_manager", "nobody"],
)
def test_only_managers_approve(cast: Cast, signed_in: Any, role: str) -> None:
    page = cast.page(cast.ours)
    submit(signed_in("manager"), page, "À relire.")
    act(signed_in(role), page, "approve")
    assert "À relire" not in public(page)
    state = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS).specific
    for attempt in (state.approve, state.reject):
        with pytest.raises(PermissionDenied):
            attempt(user=cast.users[role])
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_IN_PROGRESS


@pytest.mark.parametrize(
    "role",
    ["committee", "member", "other_manager", "other_intrapreneur", "former_intrapreneur", "nobody"],
)
def test_a_stranger_neither_reads_nor_writes_a_draft(cast: Cast, signed_in: Any, role: str) -> None:
    page = cast.page(cast.ours)
    edit(signed_in("intrapreneur"), page, "Secret de brouillon.")
    before = page.revisions.count()
    stranger = signed_in(role)
    page.refresh_from_db()
    revision = page.get_latest_revision()
    for path in (
        f"/admin/pages/{page.pk}/edit/",
        f"/admin/pages/{page.pk}/view_draft/",
        f"/admin/pages/{page.pk}/edit/preview/",
        f"/admin/pages/{page.pk}/history/",
        f"/admin/pages/{page.pk}/copy/",
        f"/admin/pages/{page.pk}/revisions/{revision.pk}/view/",
        f"/admin/pages/{page.pk}/revisions/{revision.pk}/revert/",
        f"/admin/pages/{page.pk}/revisions/compare/live...latest/",
        f"/admin/pages/{page.pk}/workflow_history/",
        f"/admin/pages/{page.pk}/unpublish/",
        f"/admin/pages/{page.pk}/delete/",
        "/admin/pages/search/?q=Secret",
        "/admin/",
        "/admin/reports/site-history/",
    ):
        answer = stranger.get(path, follow=True).content.decode()
        assert "Secret de brouillon" not in answer, path
    submit(stranger, page, "Écrit par un étranger.")
    assert page.revisions.count() == before


@pytest.mark.parametrize("role", ["administrator", "manager", "intrapreneur"])
@pytest.mark.parametrize("what", ["delete", "unpublish", "move", "copy"])
def test_a_page_never_disappears(cast: Cast, signed_in: Any, role: str, what: str) -> None:
    page = cast.page(cast.ours)
    client = signed_in(role)
    client.post(f"/admin/pages/{page.pk}/{what}/", {"new_title": "x", "new_slug": "x"})
    client.post(f"/admin/bulk/wagtailcore/page/{what}/?id={page.pk}", {})
    page.refresh_from_db()
    assert page.live
    assert Page.objects.filter(slug__in=["x", page.slug]).count() == 1


def test_the_difference_is_told_in_sentences() -> None:
    found = difference("Un. Deux ! Trois ?", "Un. Deux et demi ! Trois ?\nQuatre")
    assert found.removed == ("Deux !",)
    assert found.added == ("Deux et demi !", "Quatre")
    assert not difference("Pareil.", "Pareil.")


def test_an_administrator_is_told_where_there_is_no_manager(
    cast: Cast, signed_in: Any, django_capture_on_commit_callbacks: Any, mailoutbox: list[Any]
) -> None:
    cast.our_incubator.assignments.filter(person__ghid="manager").update(end=date(2021, 1, 1))
    with django_capture_on_commit_callbacks(execute=True):
        submit(signed_in("intrapreneur"), cast.page(cast.ours), "Texte.")
    assert [mail.to for mail in mailoutbox] == [["administrator@people.example"]]
