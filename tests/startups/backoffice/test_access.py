"""Nobody but administrators enters, on any address of the back office, by any verb."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse
from wagtail.admin.viewsets import viewsets

from startups.backoffice.viewsets.base import FactViewSet
from startups.core.services.facts import sign
from startups.people.enums import StaffRole
from startups.people.models import StaffAssignment
from startups.registry.models import Startup
from tests import clock
from tests.factories import (
    make_incubator,
    make_membership,
    make_organisation,
    make_person,
    make_startup,
)

SECRET = "Ne pas lire ceci"
REPORT = ("data_quality_report", "data_quality_report_results")
FACTS = ("startups", "incubators", "organisations", "people", "teams")


def backoffice_viewsets() -> list[FactViewSet]:
    """Those that Wagtail registered, once the addresses of the site are read."""
    reverse("wagtailadmin_home")
    return [viewset for viewset in viewsets.viewsets if isinstance(viewset, FactViewSet)]


@pytest.fixture
def records(db: None) -> dict[Any, int]:
    """A record of each kind, all with the same secret name."""
    incubator = make_incubator(SECRET)
    startup = make_startup(SECRET, mission="", incubators=[incubator])
    person = make_person(SECRET)
    make_organisation(SECRET)
    make_membership(startup, person)
    staff = StaffAssignment.objects.create(
        person=person, incubator=incubator, role=StaffRole.COMMITTEE, start=clock.today()
    )
    named = [v.model for v in backoffice_viewsets() if v.model is not StaffAssignment]
    for model in named:
        if not model.objects.filter(name=SECRET).exists():
            code = {"code": "secret"} if hasattr(model, "code") else {"ghid": "secret"}
            model.objects.create(name=SECRET, **code)
    found = {model: model.objects.get(name=SECRET).pk for model in named}
    return found | {StaffAssignment: staff.pk}


def addresses(records: dict[Any, int]) -> Iterator[str]:
    """Every address that the viewsets and the report register, exports included."""
    for viewset in backoffice_viewsets():
        for pattern in viewset.get_urlpatterns():
            name = viewset.get_url_name(pattern.name)
            args = [records[viewset.model]] if "pk" in str(pattern.pattern) else []
            yield reverse(name, args=args)
            if pattern.name in ("index", "index_results"):
                yield from (f"{reverse(name)}?export={kind}" for kind in ("csv", "xlsx"))
    for name in REPORT:
        yield reverse(name)
        yield f"{reverse(name)}?export=csv"


def everything() -> list[Any]:
    """All rows of the domain, history included."""
    from django.apps import apps

    return [list(model.objects.values()) for model in apps.get_app_config("startups").get_models()]


def body_of(response: Any) -> str:
    content = b"".join(response) if response.streaming else response.content
    return content.decode("utf-8", errors="replace")


def statuses(answers: dict[str, Any]) -> dict[str, int]:
    return {url: answer.status_code for url, answer in answers.items()}


def test_every_record_kind_has_its_viewset() -> None:
    assert len(backoffice_viewsets()) == 15


@pytest.mark.parametrize("who", ["visitor", "editor"])
@pytest.mark.parametrize("verb", ["get", "post"])
def test_stranger_is_refused_everywhere(
    who: str, verb: str, records: dict[Any, int], request: pytest.FixtureRequest
) -> None:
    stranger: Client = request.getfixturevalue(who)
    before = everything()
    walked = list(addresses(records))

    answers = {url: getattr(stranger, verb)(url, {"name": "Volé", "reason": ""}) for url in walked}

    assert len(walked) > 100
    assert {url: answer.status_code for url, answer in answers.items()} == dict.fromkeys(
        walked, 302
    )
    assert {answer["Location"] for answer in answers.values()} == {reverse("wagtailadmin_home")}
    assert [url for url, answer in answers.items() if SECRET in body_of(answer)] == []
    assert everything() == before


def test_stranger_cannot_tell_what_exists(visitor: Client, records: dict[Any, int]) -> None:
    known, unknown = records[Startup], records[Startup] + 1000

    answers = [
        visitor.get(reverse("backoffice_startups:edit", args=[pk])) for pk in (known, unknown)
    ]

    assert answers[0].status_code == answers[1].status_code == 302


def test_scripted_request_of_a_stranger_is_forbidden(
    visitor: Client, records: dict[Any, int]
) -> None:
    url = reverse("backoffice_startups:index_results")

    answer = visitor.get(url, headers={"x-requested-with": "XMLHttpRequest"})

    assert answer.status_code == 403
    assert SECRET not in body_of(answer)


def test_signed_out_visitor_is_sent_to_sign_in(client: Client, records: dict[Any, int]) -> None:
    for url in addresses(records):
        answer = client.get(url)

        assert (answer.status_code, SECRET in body_of(answer)) == (302, False)


def test_administrator_who_is_no_longer_active_is_out(
    admin: Client, administrator: Any, records: dict[Any, int]
) -> None:
    administrator.is_active = False
    administrator.save()

    assert admin.get(reverse("backoffice_startups:index")).status_code == 302


def test_administrator_reads_every_page(admin: Client, records: dict[Any, int]) -> None:
    walked = list(addresses(records))

    answers = {url: admin.get(url) for url in walked}

    assert {url: answer.status_code for url, answer in answers.items()} == dict.fromkeys(
        walked, 200
    )


@pytest.mark.parametrize("name", FACTS)
@pytest.mark.parametrize("view", ["copy", "usage", "delete"])
def test_facts_have_no_view_that_copies_or_deletes(name: str, view: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(f"backoffice_{name}:{view}", args=[1])


def test_menu_shows_the_portfolio_to_administrators_only(admin: Client, visitor: Client) -> None:
    home = reverse("wagtailadmin_home")
    address = reverse("backoffice_startups:index")

    assert address in admin.get(home).text
    assert address not in visitor.get(home).text


def test_walk_would_see_a_silent_write(records: dict[Any, int]) -> None:
    """The comparison of the walk counts history too."""
    startup = Startup.objects.get(name=SECRET)
    before = everything()

    sign(startup, actor=None, reason="seen").save()

    assert everything() != before
