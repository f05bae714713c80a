"""Walks every route, as every role, by GET and POST: who is answered, and what it costs.

A refusal is a redirect to sign-in or to the admin's own home, a 403, a 404 or a 405. Whoever
is refused, or shown a list that others fill, reads nothing private of our startup and writes
nothing to any table but those that keep sessions and attempts.
"""

import re
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import TaskState, WorkflowState

from cms.models import PortfolioPage, StartupPage
from startups.figures.models import Indicator, Measurement
from startups.lifecycle.enums import Phase
from startups.people.models import Membership, Team
from startups.portfolio.models import SavedView
from startups.registry.models import Organisation
from startups.registry.models.vocabulary import Term
from startups.reviews.models import DossierAnswer, Opinion
from tests import clock
from tests.factories import (
    make_decision,
    make_handover_dossier,
    make_phase,
    make_review,
    make_stop_dossier,
    make_target,
)
from tests.startups.documents.making import make_document, upload
from tests.startups.money.making import make_contract, make_funding, make_order
from tests.startups.money.stating import make_statement
from tests.startups.reviews.sessions.making import make_item, make_member, make_session
from tests.writes import writes

from .cast import Cast, CastAsOf, person
from .matrix import EVERYBODY, MATRIX
from .routes import Route, routes

pytestmark = pytest.mark.django_db
ONLY_IN_DEVELOPMENT = {"django.views.static.serve"}
SECRET = "Secret-de-notre-startup"
ON_A_DECISION = {"reviews:decision", "reviews:correct", "reviews:condition", "reviews:amend"}
REFUSAL = re.compile(r"^(http://testserver)?/(admin/(login/|$)|connexion/|compte/second-facteur)")
# What a refused request may write: its session, the attempt, and when it was last seen.
FURNITURE = re.compile(r"^(django_session|axes_|accounts_usersession|wagtailadmin_editing)")


def test_every_route_is_in_the_matrix() -> None:
    names = {route.name for route in routes()}
    assert names - set(MATRIX) == set(), "decide who may have an answer from these"
    assert set(MATRIX) - names <= ONLY_IN_DEVELOPMENT, "these routes are gone"


@pytest.fixture
def cast(cast_as_of: CastAsOf) -> Cast:
    return cast_as_of(today=clock.today())


@pytest.fixture
def ids(cast: Cast) -> dict[str, Any]:
    """What addresses are about: everything that is private of our startup."""
    page = cast.page(cast.ours)
    team = cast.users["intrapreneur"]
    page.body = f"{SECRET} brouillon"
    revision = page.save_revision(user=team)
    page.get_workflow().start(page, team)
    image = Image.objects.create(
        title=f"{SECRET} image", file=get_test_image_file(), uploaded_by_user=team
    )
    StartupPage.objects.filter(pk=page.pk).update(picture=image)
    document = Document.objects.create(
        title=f"{SECRET} document", file=ContentFile(b"x", name="x.txt")
    )
    indicator = Indicator.objects.create(
        startup=cast.ours, level="used", wording=f"{SECRET} indicateur"
    )
    measurement = Measurement.objects.create(
        indicator=indicator, date="2026-01-01", value=1, source=f"{SECRET} source"
    )
    member = Membership.objects.get(person=person(team), startup=cast.ours)
    kept = make_document(
        cast.ours,
        title=f"{SECRET} convention",
        file=upload(content=b"%PDF-" + SECRET.encode()),
        actor=team,
    )
    member.title = f"{SECRET} titre"
    member.save()
    make_stop_dossier(cast.ours, why=f"{SECRET} arrêt")
    make_handover_dossier(cast.ours, owner_name=f"{SECRET} repreneuse")
    ended = make_phase(cast.ours, Phase.STOPPED, "2019-06-01")
    published = make_stop_dossier(cast.ours, period=ended)
    published.matters.update(owner=f"{SECRET} responsable")
    session = make_session(cast.our_incubator, clock.today(), place=f"{SECRET} salle")
    seat = make_member(session, person(cast.users["committee"]), quality=f"{SECRET} qualité")
    review = make_review(cast.ours)
    DossierAnswer.objects.create(
        dossier=review.dossier, item="risks", state="corrected", value=f"{SECRET} risque"
    )
    item = make_item(session, review, note=f"{SECRET} note")
    Opinion.objects.create(
        review=review,
        author=cast.users["committee"],
        confidence="fragile",
        text=f"{SECRET} avis",
        given_on=clock.today(),
    )
    decided = make_review(cast.ours, "decided", due="2025-12-01")
    decision = make_decision(decided, private_reasons=f"{SECRET} raisons")
    contract = make_contract(users=[cast.our_incubator], purpose=f"{SECRET} marché")
    order = make_order(cast.ours, contract=contract, reference=f"{SECRET} commande")
    return {
        "page": page,
        "revision": revision,
        "contract": contract,
        "order": order,
        "funding": make_funding(cast.ours, agreement=f"{SECRET} convention"),
        "statement": make_statement(cast.ours, comment=f"{SECRET} état"),
        "session": session,
        "seat": seat,
        "item": item,
        "review": review,
        "decided": decided,
        "condition": decision.conditions.create(wording=f"{SECRET} condition", due_on="2026-01-01"),
        "target": make_target(decision),
        "image": image,
        "document": document,
        "kept": kept,
        "indicator": indicator,
        "measurement": measurement,
        "member": member,
        "period": ended,
        "task_state": TaskState.objects.get(),
        "workflow_state": WorkflowState.objects.get(),
        "organisation": Organisation.objects.create(ghid="o", slug="o", name="O"),
        "team": Team.objects.create(ghid="t", name="T", incubator=cast.our_incubator),
        "section": PortfolioPage.objects.get(),
        "view": SavedView.objects.create(user=cast.users["manager"], name=f"{SECRET} vue"),
    }


def address(route: Route, cast: Cast, ids: dict[str, Any]) -> str:
    """The address of ``route`` about our startup."""
    values = parameters(route, cast, ids)
    text = route.pattern.replace(r"\.\.\.", "...").replace(r"\.", ".")
    for name in route.parameters:
        value = str(values[name])
        text = re.sub(rf"\(\?P<{name}>(?:[^()]|\([^)]*\))*\)", value, text)
        text = re.sub(rf"<(?:\w+:)?{name}>", value, text)
    if route.name == "wagtail_serve":
        text = f"startups/{cast.ours.slug}/"
    text = text.replace(r"(\d+)/(.*)", f"{ids['document'].pk}/x.txt").replace("^.*/", "nowhere/")
    return "/" + re.sub(r"[\^$?]", "", text)


def parameters(route: Route, cast: Cast, ids: dict[str, Any]) -> dict[str, Any]:
    page = ids["page"].pk
    return {
        "slug": cast.our_incubator.slug if route.name == "incubator_feed" else cast.ours.slug,
        "ghid": cast.ours.ghid,
        "path": "nothing.png",
        "token": "token",
        "uidb64": "MQ",
        "kind": "passkey",
        "code": "week",
        "part": "enveloppes",
        "pk": own_key(route, cast, ids),
        "condition": ids["condition"].pk,
        "target": ids["target"].pk,
        "to": "investigation",
        "order": ids["order"].pk,
        "funding": ids["funding"].pk,
        "statement": ids["statement"].pk,
        "indicator": ids["indicator"].pk,
        "measurement": ids["measurement"].pk,
        "document": ids["kept"].pk,
        "review": ids["review"].pk,
        "period": ids["period"].pk,
        "item": ids["item"].pk,
        "member": ids["seat"].pk,
        "app_label": "wagtailcore",
        "model_name": "page",
        "app_name": "taggit",
        "action": "delete",
        "action_name": "copy" if "api" in route.name else "approve",
        "object_id": page,
        "session_id": 1,
        "parent_page_id": ids["section"].pk,
        "page_id": page,
        "page_pk": page,
        "page_to_move_id": page,
        "destination_id": ids["section"].pk,
        "revision_id": ids["revision"].pk,
        "revision_id_a": "live",
        "revision_id_b": "latest",
        "task_id": ids["task_state"].task_id,
        "task_state_id": ids["task_state"].pk,
        "workflow_state_id": ids["workflow_state"].pk,
        "workflow_pk": ids["workflow_state"].workflow_id,
        "content_type_app_name": "cms",
        "content_type_model_name": "startuppage",
        "collection_id": 1,
        "image_id": ids["image"].pk,
        "document_id": ids["document"].pk,
        "doc_id": ids["document"].pk,
        "uploaded_file_id": 1,
        "filter_spec": "original",
        "redirect_id": 1,
        "page_view_restriction_id": 1,
        "restriction_id": 1,
    }


def own_key(route: Route, cast: Cast, ids: dict[str, Any]) -> int:
    """The key that ``pk`` stands for in this route."""
    keys = {
        "backoffice_startups": cast.ours.pk,
        "backoffice_incubators": cast.our_incubator.pk,
        "backoffice_organisations": ids["organisation"].pk,
        "backoffice_people": person(cast.users["intrapreneur"]).pk,
        "backoffice_teams": ids["team"].pk,
        "backoffice_staff": person(cast.users["committee"]).assignments.get().pk,
        "space": ids["member"].pk,
        "sessions": ids["session"].pk,
        "contracts": ids["contract"].pk,
        "statements": ids["statement"].pk,
        "reviews": ids["decided" if route.name in ON_A_DECISION else "review"].pk,
        "desk": ids["view"].pk,
        "wagtailimages_chooser": ids["image"].pk,
        "wagtaildocs_chooser": ids["document"].pk,
        "wagtailadmin_api:images": ids["image"].pk,
        "wagtailadmin_api:documents": ids["document"].pk,
        "wagtailadmin_workflows": ids["task_state"].task_id,
        "wagtailusers_users": cast.users["intrapreneur"].pk,
        "second_factor_reset": cast.users["intrapreneur"].pk,
    }
    space = route.name.rpartition(":")[0] or route.name
    if space.startswith("backoffice_") and space not in keys:
        return first_term(space.removeprefix("backoffice_"))
    return keys.get(space, ids["page"].pk if "page" in route.name else 1)


def first_term(kind: str) -> int:
    models = {model._meta.verbose_name_plural: model for model in Term.__subclasses__()}
    named = {
        "activities": "Activity",
        "handover-items": "HandoverItem",
        "ministry-domains": "MinistryDomain",
        "organisation-kinds": "OrganisationKind",
        "resources": "Resource",
        "roles": "Role",
        "technologies": "Technology",
        "themes": "Theme",
        "user-types": "UserType",
    }
    model = next(m for m in models.values() if m.__name__ == named[kind])
    term = model.objects.first() or model.objects.create(code="x", word="x", name="x")
    return int(term.pk)


def refused(response: HttpResponse) -> bool:
    """Whether the answer is a refusal."""
    if response.status_code in {403, 404, 405}:
        return True
    target = response.get("Location", "")
    return response.status_code == 302 and bool(REFUSAL.match(target))


def turned_away(response: HttpResponse) -> bool:
    """Whether somebody entitled was refused; what does not exist, or takes no GET, is not."""
    home = response.get("Location", "") in {"/admin/", "http://testserver/admin/"}
    return response.status_code == 403 or (response.status_code == 302 and home)


def ask(client: Client, verb: str, path: str) -> tuple[HttpResponse, bytes, list[str]]:
    """One request, taken back afterwards: the answer, its content, and what it wrote to."""
    with transaction.atomic():
        with writes() as tables:
            response = getattr(client, verb)(path)
            streamed = getattr(response, "streaming", False)
            content = b"".join(response) if streamed else response.content
        transaction.set_rollback(True)
    return response, content, [table for table in tables if not FURNITURE.match(table)]


def breaches(route: Route, role: str, verb: str, client: Client, path: str) -> list[str]:
    """What is wrong with the answer that ``role`` gets."""
    rule = MATRIX[route.name]
    response, content, tables = ask(client, verb, path)
    answer = f"{response.status_code} {response.get('Location', '')}".strip()
    where = f"{verb.upper()} {route.name} as {role} ({path}): {answer}"
    leaks = SECRET.encode() in content
    if role in rule.allowed:
        problems = []
        if verb == "get" and path.startswith("/admin/") and turned_away(response):
            problems.append(f"{where}, refused to somebody entitled")
        if rule.lists and role.startswith("other_") and leaks:
            problems.append(f"{where}, shows what is private of ours")
        return problems
    problems = [] if refused(response) else [f"{where}, answered"]
    if leaks:
        problems.append(f"{where}, shows what is private of ours")
    if tables:
        problems.append(f"{where}, writes to {sorted(set(tables))}")
    return problems


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # images served by the test client
@pytest.mark.parametrize("role", sorted(EVERYBODY))
def test_no_route_answers_whom_it_should_not(role: str, cast: Cast, ids: dict[str, Any]) -> None:
    client = Client(raise_request_exception=False)
    if role != "anonymous":
        client.force_login(cast.users[role])
    found = []
    for route in routes():
        path = address(route, cast, ids)
        for verb in ("get", "post"):
            if role not in MATRIX[route.name].allowed or verb == "get":
                found += breaches(route, role, verb, client, path)
    assert not found, "\n".join(found)
