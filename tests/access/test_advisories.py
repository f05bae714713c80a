"""Wagtail's published security advisories about access, each tried against our own pages.

Every advisory of that kind known in November 2026 is in ``ADVISORIES``, by its identifier on
GitHub, and has its test: ``about`` ties them. Those about scripts in pages and about time spent
are other tests' (``tests/e2e/test_hostile_bodies.py``, ``tests/cms/test_markdown.py``). Who
tries is at home in the admin: the intrapreneur and the manager of another startup.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import resolve, reverse
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import (
    Collection,
    Comment,
    Page,
    PageSubscription,
    PageViewRestriction,
    Revision,
    TaskState,
)

from cms.models import PortfolioPage, StartupPage
from startups.registry.models import Startup, StartupIncubator
from tests import clock
from tests.startups.team.sending import sent
from tests.trees import history_rows

from .cast import Cast, CastAsOf
from .routes import routes

pytestmark = pytest.mark.django_db
SECRET = "Brouillon-que-nul-autre-ne-lit"
FORGED = "Texte-forge-par-un-autre"
STRANGERS = ("other_intrapreneur", "other_manager")

ADVISORIES = {
    "GHSA-jjjr-3jcw-f8v6": "CVE-2020-11037: the shared password of private pages, by timing",
    "GHSA-xqxm-2rpm-3889": "CVE-2022-21683: replies to comments mailed to the wrong people",
    "GHSA-fc75-58r8-rm3h": "CVE-2023-45809: names of users, by bulk actions",
    "GHSA-w2v8-php4-p8hc": "CVE-2024-32882: fields that one may not edit, by a crafted form",
    "GHSA-xxfm-vmcf-g33f": "CVE-2024-35228: settings edited without permission",
    "GHSA-4qvv-g3vr-m348": "CVE-2026-25517: previews of anything, made of anything",
    "GHSA-c6wj-9vcj-75pj": "CVE-2026-44197: revisions compared without permission",
    "GHSA-c4mr-889m-vgf6": "CVE-2026-44198: the history of a page",
    "GHSA-pwm3-7fv4-g6xx": "CVE-2026-44199: submissions of another form deleted",
    "GHSA-67rv-mg8q-5pf3": "CVE-2026-44200: pages copied to where one may read them",
    "GHSA-p5gm-92h4-6pv6": "documents and images of private collections, by the API",
    "GHSA-h54r-xq46-qwqm": "CVE-2026-54259: documents and images, by the choosers",
    "GHSA-r6p4-grq7-xm4m": "CVE-2026-54261: the preview of any image",
    "GHSA-8634-mr4j-r72c": "CVE-2026-54262: translations of pages that one may not edit",
    "GHSA-3vrh-m9w7-v94f": "CVE-2026-55468: fields of pages, by the admin's API",
    "GHSA-c2xx-cjmh-9q8f": "documents and images below private collections, by the API",
    "GHSA-x5cx-w6p2-mxf2": "snippets copied without permission to read them",
}
tried: set[str] = set()


def about[T: Callable[..., None]](*advisories: str) -> Callable[[T], T]:
    """Says which advisories a test is about."""

    def note(test: T) -> T:
        tried.update(advisories)
        return test

    return note


def test_every_advisory_has_its_test() -> None:
    assert tried == set(ADVISORIES)


@pytest.fixture
def cast(cast_as_of: CastAsOf) -> Cast:
    return cast_as_of(today=clock.today())


@pytest.fixture
def page(cast: Cast) -> StartupPage:
    """Our page: published, with two drafts that say the secret."""
    page = cast.page(cast.ours)
    for draft in ("premier", "second"):
        page.body = f"{SECRET} {draft}"
        page.search_description = SECRET
        page.save_revision(user=cast.users["intrapreneur"], log_action=True)
    return page


@pytest.fixture(params=STRANGERS)
def stranger(cast: Cast, request: pytest.FixtureRequest) -> Client:
    """Somebody who edits their own page in the same admin."""
    client = Client()
    client.force_login(cast.users[request.param])
    own = cast.page(cast.theirs)
    assert client.get(f"/admin/pages/{own.pk}/edit/").status_code == 200
    return client


def everything() -> tuple[Any, ...]:
    """All that a stranger could change."""
    return (
        list(Page.objects.order_by("pk").values()),
        list(StartupPage.objects.order_by("pk").values()),
        Revision.objects.count(),
        list(TaskState.objects.order_by("pk").values("pk", "status")),
        list(Image.objects.order_by("pk").values()),
        list(Document.objects.order_by("pk").values()),
        history_rows(),
    )


def closed(client: Client, path: str, data: dict[str, Any] | None = None) -> None:
    """Neither reading nor writing gives or changes anything of ours, wherever it leads."""
    assert is_a_route(path), f"{path} answers nobody: nothing would be tried"
    before = everything()
    for response in (client.get(path), client.post(path, data or {})):
        refusal = response.status_code in {403, 404, 405} or (
            response.status_code == 302 and response["Location"] in {"/admin/", "/connexion/"}
        )
        assert refusal, f"{path}: {response.status_code}"
        assert SECRET not in response.content.decode()
    assert SECRET not in client.get(path, follow=True).content.decode()
    assert everything() == before


def is_a_route(path: str) -> bool:
    """Whether something more than the admin's answer to unknown addresses is there."""
    return not resolve(path.split("?")[0]).view_name.endswith("home.default")


# ---- Pages ----


@about("GHSA-4qvv-g3vr-m348")
def test_no_preview_of_another_page(page, stranger) -> None:
    section = PortfolioPage.objects.get()
    forged = {"body": FORGED, "slug": page.slug}

    closed(stranger, f"/admin/pages/{page.pk}/edit/preview/", forged)
    closed(stranger, f"/admin/pages/add/cms/startuppage/{section.pk}/preview/", forged)
    closed(stranger, f"/admin/pages/{page.pk}/view_draft/")
    assert FORGED not in str(dict(stranger.session))


@about("GHSA-c6wj-9vcj-75pj")
@pytest.mark.parametrize("through", ["ours", "theirs"])
def test_no_revision_of_another_page(cast, page, stranger, through) -> None:
    """Nor by an address that names one's own page."""
    first, second = Revision.objects.for_instance(page).order_by("pk")
    named = cast.page(getattr(cast, through)).pk
    base = f"/admin/pages/{named}/revisions"

    closed(stranger, f"{base}/compare/{first.pk}...{second.pk}/")
    closed(stranger, f"{base}/{first.pk}/view/")
    closed(stranger, f"{base}/{first.pk}/revert/", {"body": FORGED})
    if through == "ours":
        closed(stranger, f"{base}/compare/live...latest/")
        closed(stranger, f"{base}/compare/earliest...latest/")


@about("GHSA-c4mr-889m-vgf6")
def test_no_history_of_another_page(cast, page, stranger) -> None:
    state = page.get_workflow().start(page, cast.users["intrapreneur"])

    for path in ("history/", "history/results/", "workflow_history/", "revisions/", "usage/"):
        closed(stranger, f"/admin/pages/{page.pk}/{path}")
    closed(stranger, f"/admin/pages/{page.pk}/workflow_history/detail/{state.pk}/")


@about("GHSA-c4mr-889m-vgf6")
@pytest.mark.parametrize(
    "report", ["aging_pages", "locked_pages", "page_types_usage", "site_history", "workflow"]
)
def test_no_report_tells_of_another_page(page, stranger, report) -> None:
    StartupPage.objects.filter(pk=page.pk).update(draft_title=SECRET)

    for name in (f"wagtailadmin_reports:{report}", f"wagtailadmin_reports:{report}_results"):
        assert SECRET not in stranger.get(reverse(name), follow=True).text


@about("GHSA-67rv-mg8q-5pf3")
def test_no_copy_of_another_page_nor_of_ones_own(cast, page, stranger) -> None:
    section, own = PortfolioPage.objects.get(), cast.page(cast.theirs)

    for source in (page, own):
        for parent in (section, own):
            data = {
                "new_title": FORGED,
                "new_slug": f"copie-{source.pk}",
                "new_parent_page": parent.pk,
                "publish_copies": "on",
                "alias": "on",
            }
            closed(stranger, f"/admin/pages/{source.pk}/copy/", data)
            copying = reverse("wagtailadmin_api:pages:action", args=(source.pk, "copy"))
            answer = {"destination_page_id": parent.pk, "slug": f"copie-{source.pk}"}
            closed(stranger, copying, answer)


@about("GHSA-3vrh-m9w7-v94f")
def test_no_field_of_another_page_by_the_api(page, stranger) -> None:
    StartupPage.objects.filter(pk=page.pk).update(draft_title=SECRET, seo_title=SECRET)
    api = "/admin/api/main/pages/"

    found = stranger.get(f"{api}?fields=*&limit=20").json()["items"]
    alone = stranger.get(f"{api}{page.pk}/?fields=*")
    by_search = stranger.get(f"{api}?search={SECRET}&fields=*")
    below = stranger.get(f"{api}?child_of={page.get_parent().pk}&fields=*")

    assert page.pk not in {row["id"] for row in found}
    assert alone.status_code == 404
    for response in (alone, by_search, below):
        assert SECRET not in response.content.decode()


@about("GHSA-jjjr-3jcw-f8v6")
@pytest.mark.parametrize("role", [*STRANGERS, "manager", "intrapreneur", "administrator"])
def test_nobody_hangs_the_page_of_a_startup_on_a_shared_password(cast, page, role) -> None:
    client = Client()
    client.force_login(cast.users[role])
    data = {"restriction_type": "password", "password": "sesame", "groups": []}

    client.post(f"/admin/pages/{page.pk}/privacy/", data)

    assert not PageViewRestriction.objects.exists()


@about("GHSA-xqxm-2rpm-3889")
@pytest.mark.filterwarnings("ignore:get_connection")  # Wagtail's way to send mail
def test_a_reply_is_mailed_to_nobody_of_another_page(cast, page, mailoutbox) -> None:
    """Who replied to a thread of their own page, and follows it, hears nothing of ours."""
    manager, author, other = (
        cast.users[role] for role in ("manager", "intrapreneur", "other_intrapreneur")
    )
    theirs = cast.page(cast.theirs)
    thread = Comment.objects.create(page=page, user=manager, text="Où ?", contentpath="body")
    PageSubscription.objects.create(page=page, user=manager, comment_notifications=True)
    elsewhere = Comment.objects.create(page=theirs, user=other, text="Ici", contentpath="body")
    elsewhere.replies.create(user=other, text="Là")
    PageSubscription.objects.create(page=theirs, user=other, comment_notifications=True)
    client = Client()
    client.force_login(author)

    client.post(f"/admin/pages/{page.pk}/edit/", reply_to(thread, page))

    assert [reply.text for reply in thread.replies.all()] == [SECRET]
    assert {address for mail in mailoutbox for address in mail.to} == {manager.email}


def reply_to(thread: Comment, page: StartupPage) -> dict[str, Any]:
    """What the page editor sends when a reply is written and the draft saved."""
    form = {
        "body": page.body,
        "picture": "",
        "picture_alt": "",
        "slug": page.slug,
        "seo_title": "",
        "search_description": "",
        "share_image": "",
        "go_live_at": "",
        "expire_at": "",
    }
    comments = {
        "TOTAL_FORMS": 1,
        "INITIAL_FORMS": 1,
        "0-id": thread.pk,
        "0-text": thread.text,
        "0-contentpath": thread.contentpath,
        "0-position": "",
        "0-replies-TOTAL_FORMS": 1,
        "0-replies-INITIAL_FORMS": 0,
        "0-replies-0-id": "",
        "0-replies-0-text": SECRET,
    }
    return form | {f"comments-{name}": value for name, value in comments.items()}


# ---- People and fields ----


@about("GHSA-fc75-58r8-rm3h")
@pytest.mark.parametrize("action", ["delete", "set_active_state", "assign_role"])
def test_no_name_of_a_user_by_a_bulk_action(cast, stranger, action) -> None:
    target = cast.users["committee"]
    target.first_name = SECRET
    target.save()
    path = f"/admin/bulk/accounts/user/{action}/?next=/admin/&id={target.pk}"

    closed(stranger, path, {"role": "1", "mark_as_active": "off"})
    closed(stranger, "/admin/bulk/accounts/user/delete/?next=/admin/&id=all")


@about("GHSA-w2v8-php4-p8hc")
@pytest.mark.parametrize("role", ["intrapreneur", "editor", "other_intrapreneur"])
def test_no_field_that_one_may_not_edit_by_a_crafted_form(cast, role) -> None:
    """Teams edit facts, and not what ties their startup: nor do strangers anything."""
    client = Client()
    client.force_login(cast.users[role])
    ties = list(StartupIncubator.objects.order_by("pk").values())
    crafted = {
        "lead_incubator": cast.their_incubator.pk,
        "other_incubators": [cast.our_incubator.pk],
        "ghid": FORGED,
        "startup": cast.theirs.pk,
        "name": cast.ours.name,
        "mission": "Dire ses droits",
        "slug": "vole",
    }
    facts = reverse("team:facts", args=(cast.ours.slug,))
    may_edit = client.get(facts).status_code == 200

    client.post(facts, sent(client, facts, **crafted) if may_edit else crafted)
    client.post(reverse("backoffice_startups:edit", args=(cast.ours.pk,)), crafted)

    ours = Startup.objects.get(pk=cast.ours.pk)
    assert (ours.mission == "Dire ses droits") is may_edit is (role != "other_intrapreneur")
    assert (ours.ghid, ours.slug) == (cast.ours.ghid, cast.ours.slug)
    assert list(StartupIncubator.objects.order_by("pk").values()) == ties


@about("GHSA-w2v8-php4-p8hc")
def test_no_field_that_the_page_does_not_ask_by_a_crafted_form(cast, page) -> None:
    client = Client()
    client.force_login(cast.users["intrapreneur"])
    form = {"body": "Mieux", "picture": "", "picture_alt": "", "share_image": ""}
    form |= {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0", "slug": page.slug}
    form |= {"seo_title": "", "search_description": "", "go_live_at": "", "expire_at": ""}
    crafted = {"title": FORGED, "startup": cast.theirs.pk, "owner": 1, "live": "", "locked": "on"}

    client.post(f"/admin/pages/{page.pk}/edit/", form | crafted)

    draft = cast.page(cast.ours).get_latest_revision_as_object()
    assert draft.body == "Mieux"
    assert (draft.title, draft.startup, draft.live) == (page.title, cast.ours, True)
    assert (draft.owner_id, draft.locked) == (page.owner_id, False)


# ---- Pictures and documents ----


@pytest.fixture
def picture(cast: Cast) -> Image:
    return Image.objects.create(
        title=SECRET, file=get_test_image_file(), uploaded_by_user=cast.users["intrapreneur"]
    )


@pytest.fixture
def document(cast: Cast) -> Document:
    private = Collection.get_first_root_node().add_child(name="Réservé")
    below = private.add_child(name="Dessous")
    return Document.objects.create(
        title=SECRET, file=ContentFile(SECRET.encode(), name="x.txt"), collection=below
    )


@about("GHSA-h54r-xq46-qwqm")
def test_nothing_of_others_by_the_choosers(picture, document, stranger) -> None:
    for kind, chosen in (("images", picture), ("docs", document)):
        folder = reverse(f"wagtail{kind}_chooser:choose")
        for address in (
            reverse(f"wagtail{kind}_chooser:chosen", args=(chosen.pk,)),
            f"{folder}chosen-multiple/?id={chosen.pk}",
            f"{folder}?q={SECRET[:9]}",
            f"{folder}results/?q={SECRET[:9]}",
            f"{folder}results/",
        ):
            assert is_a_route(address)
            assert shows_nothing(stranger, address, chosen), address


def shows_nothing(client: Client, address: str, chosen: Any) -> bool:
    """Whether an answer holds neither the title nor the file of ``chosen``."""
    text = client.get(address, follow=True).content.decode()
    # What was searched for may be said again; only the whole title is the other's.
    return SECRET not in text and chosen.filename not in text


@about("GHSA-r6p4-grq7-xm4m")
def test_no_preview_of_the_picture_of_another(picture, stranger) -> None:
    closed(stranger, f"/admin/images/{picture.pk}/preview/original/")
    closed(stranger, reverse("wagtailimages:url_generator", args=(picture.pk,)))
    made = reverse("wagtailimages:url_generator_output", args=(picture.pk,))
    closed(stranger, made)
    assert not picture.renditions.exists()


@about("GHSA-p5gm-92h4-6pv6", "GHSA-c2xx-cjmh-9q8f")
def test_no_documents_nor_pictures_by_an_api(picture, document, stranger) -> None:
    """There is no public one; the admin's own is the administrators'."""
    open_ones = [
        route.name
        for route in routes()
        if route.name.split(":")[-1] in {"listing", "detail", "find"}
        and not route.name.startswith("wagtailadmin_api:")
    ]
    assert open_ones == []

    for kind, chosen in (("images", picture), ("documents", document)):
        for rest in ("", f"{chosen.pk}/", f"find/?id={chosen.pk}"):
            path = f"/admin/api/main/{kind}/{rest}"
            assert is_a_route(path)
            response = stranger.get(path)
            assert response.status_code in {302, 403, 404}
            assert SECRET not in stranger.get(path, follow=True).content.decode()


# ---- What is not there ----


@about("GHSA-xxfm-vmcf-g33f", "GHSA-pwm3-7fv4-g6xx", "GHSA-8634-mr4j-r72c")
@pytest.mark.parametrize(
    ("application", "spaces"),
    [
        ("wagtail.contrib.settings", {"wagtailsettings"}),
        ("wagtail.contrib.forms", {"wagtailforms"}),
        ("wagtail.contrib.simple_translation", {"simple_translation"}),
    ],
)
def test_what_would_need_watching_is_not_installed(settings, application, spaces) -> None:
    """Settings, forms and translations of pages: who adds one writes its test here."""
    assert not apps.is_installed(application)
    assert not getattr(settings, "WAGTAIL_I18N_ENABLED", False)
    assert not {route.name for route in routes() if route.name.split(":")[0] in spaces}


@about("GHSA-x5cx-w6p2-mxf2")
def test_no_record_is_copied(cast, stranger) -> None:
    """There are no snippets, and records of the back office have no copy."""
    copies = {route.name for route in routes() if route.name.endswith(":copy")}
    assert copies == {"wagtailadmin_pages:copy", "wagtailsites:copy", "wagtailusers_users:copy"}
    assert not {route.name for route in routes() if route.name.startswith("wagtailsnippets_")}

    assert not is_a_route(f"/admin/portfolio/startups/copy/{cast.ours.pk}/")
    closed(stranger, f"/admin/users/copy/{cast.users['committee'].pk}/")
