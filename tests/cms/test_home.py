"""The home page: what it is, honest figures, startups put forward, the latest news."""

import pytest

from cms.models import HomeHighlight
from startups.lifecycle.enums import Phase
from tests.factories import (
    make_event,
    make_hidden_incubator,
    make_incubator,
    make_published_startup,
    make_site,
)

from .pages import links, part, read, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home():
    return make_site()


def started(phase, number=1):
    return [make_published_startup(phases=[(phase, "2020-01-01")]) for _ in range(number)]


def test_figures_count_each_phase_and_lead_to_its_list(client):
    started(Phase.CONSTRUCTION, 2)
    started(Phase.OPERATED)

    bars = part(read(client, "/"), "figures").find("ul")

    assert [words(row) for row in bars.find_all("li")] == [
        "En investigation 0",
        "En construction 2",
        "En accélération 0",
        "En consolidation 0",
        "Opéré au sein du réseau 1",
    ]
    assert links(bars)["En construction"] == "/startups/?phase=construction"


def test_figures_say_what_was_handed_over_and_stopped(client):
    started(Phase.CONSTRUCTION, 2)
    started(Phase.TRANSFERRED)
    started(Phase.STOPPED, 2)
    started(Phase.INCONCLUSIVE)
    make_published_startup(phases=[])
    make_incubator()
    make_hidden_incubator()

    figures = part(read(client, "/"), "figures")
    numbers = [words(number) for number in figures.find_all("dd")]

    assert numbers == ["2", "1", "1", "3"]
    assert "50 %" in words(figures)
    assert "/startups/?phase=abandon-investigation&phase=abandon" in links(figures).values()


def test_nothing_is_said_of_stopping_where_nothing_was_stopped(client):
    started(Phase.CONSTRUCTION)

    assert "%" not in words(part(read(client, "/"), "figures"))


def test_phase_that_has_not_begun_is_not_counted(client):
    make_published_startup(
        phases=[(Phase.CONSTRUCTION, "2020-01-01"), (Phase.STOPPED, "2999-01-01")]
    )

    figures = part(read(client, "/"), "figures")

    assert [words(number) for number in figures.find_all("dd")] == ["1", "0", "0", "0"]


def test_startups_put_forward_are_those_chosen_in_their_order(client, home):
    first, second, _other = started(Phase.CONSTRUCTION, 3)
    for order, startup in enumerate([second, first]):
        HomeHighlight.objects.create(page=home, startup=startup, sort_order=order)

    cards = links(part(read(client, "/"), "put-forward"))

    assert list(cards.values()) == [f"/startups/{second.slug}/", f"/startups/{first.slug}/"]


def test_without_a_choice_those_that_advanced_last_are_shown(client):
    older = make_published_startup(phases=[(Phase.CONSTRUCTION, "2020-01-01")])
    newer = make_published_startup(phases=[(Phase.ACCELERATION, "2021-01-01")])
    started(Phase.INVESTIGATION)
    started(Phase.STOPPED)

    cards = links(part(read(client, "/"), "put-forward"))

    assert list(cards.values()) == [f"/startups/{newer.slug}/", f"/startups/{older.slug}/"]


def test_news_are_the_last_eight_up_to_today(client):
    startup = make_published_startup("Bêta", phases=[(Phase.CONSTRUCTION, "2020-01-01")])
    for month in range(1, 10):
        make_event(startup, on=f"2021-0{month}-01", comment=f"comité {month}")
    make_event(startup, on="2999-01-01", comment="à venir")

    news = [words(item) for item in part(read(client, "/"), "news").find_all("li")]

    assert news[0] == "1 septembre 2021 Bêta – Comité comité 9"
    assert len(news) == 8
    assert not [item for item in news if "à venir" in item]


def test_a_startup_whose_page_is_not_published_is_spoken_of_nowhere(client, home):
    shown, hidden = started(Phase.CONSTRUCTION, 2)
    make_event(hidden, on="2024-01-01", comment="comité caché")
    hidden.page.unpublish()
    started(Phase.STOPPED)[0].page.unpublish()

    page = read(client, "/")
    chosen = [HomeHighlight.objects.create(page=home, startup=row) for row in (shown, hidden)]

    numbers = [words(number) for number in part(page, "figures").find_all("dd")]
    assert numbers == ["1", "0", "0", "0"]
    assert "comité caché" not in words(page.main)
    for answer in (page, read(client, "/")):
        cards = links(part(answer, "put-forward"))
        assert list(cards.values()) == [f"/startups/{shown.slug}/"]
    assert len(chosen) == 2


def test_hidden_incubator_is_not_named(client):
    hidden = make_hidden_incubator("Sas interne")
    make_published_startup("Bêta", incubators=[hidden])

    response = client.get("/")

    assert "Bêta" in response.content.decode()
    assert "Sas interne" not in response.content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow_with_the_portfolio(client, number, django_assert_num_queries):
    for _ in range(number):
        startup = make_published_startup(incubators=[make_incubator()])
        make_event(startup)
    client.get("/")

    with django_assert_num_queries(14):
        client.get("/")


def test_in_english_what_is_french_is_marked_as_french(client):
    page = read(client, "/en/")

    assert page.html["lang"] == "en"
    assert page.h1["lang"] == "fr"


def test_in_french_nothing_is_marked(client):
    page = read(client, "/")

    assert page.html["lang"] == "fr"
    assert not page.h1.has_attr("lang")
