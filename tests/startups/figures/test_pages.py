"""The pages of the indicators: what is typed is kept, what is written is told."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from startups.figures.models import Indicator
from tests import clock
from tests.access.cast import Cast, CastAsOf

from .making import make_figure, make_indicator, make_series

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(cast_as_of: CastAsOf) -> Cast:
    return cast_as_of(today=clock.today())


@pytest.fixture
def startup(cast, client) -> Any:
    client.force_login(cast.users["intrapreneur"])
    return cast.ours


def address(name: str, startup: Any, *keys: int) -> str:
    return reverse(f"team_figures:{name}", args=(startup.slug, *keys))


def soup(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def test_a_startup_without_indicators_is_told_how_to_begin(client, startup):
    page = soup(client.get(address("index", startup)))

    assert page.find("a", href=address("add", startup))
    assert not page.find("svg", class_="chart")


def test_each_indicator_has_its_chart_and_its_table(client, startup):
    make_series(make_indicator(startup, "Usagers"), "1", "2", "3")
    make_indicator(startup, "Jamais mesuré")

    page = soup(client.get(address("index", startup)))

    charts = page.find_all("svg", class_="chart")
    assert [chart.title.text for chart in charts] == ["Usagers"]
    assert charts[0]["role"] == "img"
    assert charts[0]["aria-describedby"] == charts[0].desc["id"]
    assert [row.th.text for row in page.details.tbody.find_all("tr")] == [
        "1 mars 2025",
        "1 février 2025",
        "1 janvier 2025",
    ]
    assert not page.find(style=True)


def test_a_committee_member_sees_no_way_to_write(client, cast):
    indicator = make_indicator(cast.ours)
    make_figure(indicator)
    client.force_login(cast.users["committee"])

    for page in ("index",), ("indicator", indicator.pk):
        found = soup(client.get(address(page[0], cast.ours, *page[1:])))
        links = {link["href"] for link in found.main.find_all("a", href=True)}
        assert not [link for link in links if link.endswith(("/modifier/", "/supprimer/"))]
        assert address("add", cast.ours) not in links
        assert address("paste", cast.ours) not in links


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow(client, startup, number, django_assert_max_num_queries):
    for index in range(number):
        make_series(make_indicator(startup, f"Mesure {index}"), *("1" * number))
    client.get(address("index", startup))

    with django_assert_max_num_queries(INDEX_QUERIES):
        client.get(address("index", startup))


# Two for the figures; the rest asks who signed in, and what they may do, for the page and its
# tabs.
INDEX_QUERIES = 17


def test_adding_an_indicator(client, startup):
    data = {"wording": "Usagers", "unit": "", "level": "used", "direction": "lower"}

    response = client.post(address("add", startup), data | {"public": "on", "headline": "on"})

    indicator = Indicator.objects.get()
    assert response["Location"] == address("indicator", startup, indicator.pk)
    assert (indicator.direction, indicator.public, indicator.headline) == ("lower", True, True)
    assert indicator.history.get().history_user == startup.journal.get().actor is not None


def test_a_refused_indicator_keeps_what_was_typed(client, startup):
    data = {"wording": "Usagers", "level": "used", "direction": "higher", "headline": "on"}

    response = client.post(address("add", startup), data)

    page = soup(response)
    assert response.status_code == 422
    assert page.find(id="id_wording")["value"] == "Usagers"
    assert page.find(id="id_headline_error")
    assert page.find(id="id_headline")["aria-invalid"] == "true"
    assert not Indicator.objects.exists()


def test_two_people_editing_the_same_indicator(client, startup):
    indicator = make_indicator(startup)
    form = client.get(address("edit", startup, indicator.pk)).context["form"]
    data = form.initial | {"wording": "Mon nom", "public": "", "headline": ""}
    Indicator.objects.filter(pk=indicator.pk).update(unit="agents")

    response = client.post(address("edit", startup, indicator.pk), data)

    indicator.refresh_from_db()
    assert response.status_code == 422
    assert (indicator.wording, indicator.unit) == ("Usagers actifs", "agents")
