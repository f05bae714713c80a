"""Who may open the pages of figures, and who may write them: everybody else changes nothing."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from startups.figures.models import Indicator, Measurement
from startups.figures.services import row_digest
from tests import clock
from tests.access.cast import ROLES, Cast, CastAsOf

from .making import everything, make_figure, make_indicator

pytestmark = pytest.mark.django_db
WRITERS = {"administrator", "manager", "intrapreneur", "editor"}
READERS = WRITERS | {"committee"}
SECRET = "Chiffre que nul autre ne voit"
READ = ("index", "indicator", "history", "measurement_history", "export")
WRITE = ("add", "edit", "delete", "measure", "change", "remove", "paste")
# Those whose address holds no key but the startup's name.
UNKEYED = {"index", "export", "add", "paste"}


@pytest.fixture
def cast(cast_as_of: CastAsOf) -> Cast:
    found = cast_as_of(today=clock.today())
    for startup in (found.ours, found.theirs):
        make_figure(make_indicator(startup, SECRET))
        make_indicator(startup, "Jamais mesuré")
    return found


def address(name: str, startup: Any, indicator: Indicator, figure: Measurement) -> str:
    keys: dict[str, int] = {}
    if name not in UNKEYED:
        keys["indicator"] = indicator.pk
    if name in {"change", "remove", "measurement_history"}:
        keys["measurement"] = figure.pk
    return reverse(f"team_figures:{name}", kwargs={"slug": startup.slug, **keys})


def target(startup: Any, name: str) -> tuple[Indicator, Measurement]:
    measured = startup.indicators.get(wording=SECRET)
    unmeasured = startup.indicators.get(wording="Jamais mesuré")
    return (unmeasured if name == "delete" else measured), measured.measurements.get()


def data_of(name: str, indicator: Indicator, figure: Measurement) -> dict[str, str]:
    """What a form of this page would send for the act to be done."""
    facts = {"wording": "Autre", "level": "used", "direction": "lower", "reason": "parce que"}
    value = {"date": "2026-02-28", "value": "7", "source": "S", "reason": "parce que"}
    row = indicator if name in {"edit", "delete"} else figure
    return {
        "add": facts,
        "edit": facts | {"version": row_digest(row)},
        "delete": {"reason": "parce que", "version": row_digest(row)},
        "measure": value,
        "change": value | {"version": row_digest(row)},
        "remove": {"reason": "parce que", "version": row_digest(row)},
        "paste": {"text": "02/2026;7", "source": "S", "indicator": str(indicator.pk)},
    }[name]


def enter(cast: Cast, role: str) -> Client:
    client = Client()
    if role != "anonymous":
        client.force_login(cast.users[role])
    return client


def refused(role: str, response: Any) -> None:
    if role == "anonymous":
        assert response.status_code == 302
        assert "next=" in response["Location"]
    else:
        assert response.status_code == 403
    assert SECRET not in response.content.decode()


@pytest.mark.parametrize("role", ROLES)
def test_only_readers_read(cast, role):
    client = enter(cast, role)

    for name in READ:
        response = client.get(address(name, cast.ours, *target(cast.ours, name)))
        if role in READERS:
            assert response.status_code == 200
            assert SECRET in response.content.decode()
            assert "no-store" in response["Cache-Control"]
        else:
            refused(role, response)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", WRITE)
def test_only_writers_write(cast, role, name):
    client = enter(cast, role)
    indicator, figure = target(cast.ours, name)
    page = address(name, cast.ours, indicator, figure)
    before = everything(cast.ours)

    shown = client.get(page)
    assert everything(cast.ours) == before
    sent = client.post(page, data_of(name, indicator, figure))

    if role in WRITERS:
        assert shown.status_code == 200
        assert sent.status_code == (200 if name == "paste" else 302)
        assert (everything(cast.ours) != before) is (name != "paste")
    else:
        refused(role, shown)
        refused(role, sent)
        assert everything(cast.ours) == before


@pytest.mark.parametrize("role", sorted(READERS - {"administrator"}))
@pytest.mark.parametrize("name", [*READ, *WRITE])
def test_who_works_for_one_has_nothing_to_do_with_another(cast, role, name):
    client = enter(cast, role)
    indicator, figure = target(cast.theirs, name)
    page = address(name, cast.theirs, indicator, figure)
    before = everything(cast.theirs)

    refused(role, client.get(page))
    if name in WRITE:
        refused(role, client.post(page, data_of(name, indicator, figure)))
    assert everything(cast.theirs) == before


@pytest.mark.parametrize("name", sorted({*READ, *WRITE} - UNKEYED))
def test_keys_of_another_startup_below_ones_own_address_are_not_found(cast, name):
    """The address is of our startup, the indicator or the figure of theirs."""
    client = enter(cast, "intrapreneur")
    indicator, figure = target(cast.theirs, name)
    page = address(name, cast.ours, indicator, figure)
    before = everything(cast.ours)

    responses = [client.get(page)]
    if name in WRITE:
        responses.append(client.post(page, data_of(name, indicator, figure)))

    assert {response.status_code for response in responses} == {404}
    assert everything(cast.ours) == before


@pytest.mark.parametrize("name", ["change", "remove", "measurement_history"])
def test_a_figure_of_another_indicator_is_not_found(cast, name):
    client = enter(cast, "intrapreneur")
    _, figure = target(cast.theirs, name)
    ours, _ = target(cast.ours, name)
    before = everything(cast.ours)

    page = address(name, cast.ours, ours, figure)

    assert client.get(page).status_code == 404
    if name in WRITE:
        assert client.post(page, data_of(name, ours, figure)).status_code == 404
    assert everything(cast.ours) == before


def test_pasting_to_an_indicator_of_another_startup_is_refused(cast):
    client = enter(cast, "intrapreneur")
    theirs, _ = target(cast.theirs, "paste")
    before = everything(cast.ours)
    data = {"text": "02/2026;7", "source": "S", "indicator": str(theirs.pk)}
    page = reverse("team_figures:paste", args=(cast.ours.slug,))

    for extra in ({}, {"digest": "0" * 64}):
        assert client.post(page, data | extra).status_code == 422

    named = data | {"indicator": "", "text": f"Date;{SECRET} \n02/2026;7"}
    assert client.post(page, named | {"digest": "0" * 64}).status_code == 422
    assert everything(cast.ours) == before


def test_rights_end_with_the_membership_during_an_open_session(cast):
    client = enter(cast, "intrapreneur")
    page = reverse("team_figures:index", args=(cast.ours.slug,))
    assert client.get(page).status_code == 200
    membership = cast.ours.memberships.get(person__user=cast.users["intrapreneur"])
    membership.end = membership.start
    membership.save()

    assert client.get(page).status_code == 403


@pytest.mark.parametrize("name", READ)
def test_what_only_shows_is_not_posted_to(cast, name):
    client = enter(cast, "intrapreneur")

    assert client.post(address(name, cast.ours, *target(cast.ours, name))).status_code == 405


def test_forms_are_protected_against_forged_ones(cast):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.users["intrapreneur"])
    before = everything(cast.ours)

    for name in WRITE:
        indicator, figure = target(cast.ours, name)
        page = address(name, cast.ours, indicator, figure)
        assert client.post(page, data_of(name, indicator, figure)).status_code == 403
    assert everything(cast.ours) == before
