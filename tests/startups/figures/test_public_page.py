"""The figures on the public page: public ones only, the headline first, each with its source."""

from datetime import timedelta

import pytest

from startups.figures.enums import ImpactLevel
from startups.figures.selectors.figures import all_figures, public_figures
from tests import clock
from tests.cms.pages import part, read, words
from tests.factories import make_published_startup, make_startup

from .making import ON, make_figure, make_indicator, make_series

pytestmark = pytest.mark.django_db


def test_only_public_and_measured_indicators_are_shown(client):
    startup = make_published_startup()
    make_figure(make_indicator(startup, "Montré", public=True), source="Base du service")
    make_figure(make_indicator(startup, "Caché"), value="987654", source="Source cachée")
    make_indicator(startup, "Jamais mesuré", public=True)

    page = read(client, f"/startups/{startup.slug}/")

    text = words(page.main)
    section = page.find(id="impact").parent
    assert [words(title) for title in section.find_all("h3")] == ["Montré"]
    assert "12 usagers" in text
    assert "31 janvier 2026" in text
    assert "Base du service" in text
    for hidden in ("Caché", "987", "Source cachée", "Jamais mesuré"):
        assert hidden not in str(page)


def test_no_figure_no_section(client):
    startup = make_published_startup()
    make_indicator(startup, public=True)

    page = read(client, f"/startups/{startup.slug}/")

    assert page.find(id="impact") is None
    assert "chart.css" not in str(page)


def test_the_section_comes_after_where_it_stands(client):
    startup = make_published_startup()
    make_figure(make_indicator(startup, public=True))

    page = read(client, f"/startups/{startup.slug}/")

    ids = [heading.get("id") for heading in page.main.find_all("h2")]
    assert ids[ids.index("lifeline") + 1] == "impact"


def test_who_entered_a_figure_is_nowhere(client, django_user_model):
    startup = make_published_startup()
    user = django_user_model.objects.create_user(
        "secrete@people.example", "a long password", first_name="Personne", last_name="Secrète"
    )
    make_figure(make_indicator(startup, public=True), entered_by=user)

    assert "ecr" not in words(part(read(client, f"/startups/{startup.slug}/"), "impact"))


def test_the_headline_is_first_then_the_levels_in_their_order():
    startup = make_startup()
    for wording, level in (
        ("Dernier", ImpactLevel.EFFICIENT),
        ("b", ImpactLevel.USED),
        ("A", ImpactLevel.USED),
        ("Premier", ImpactLevel.USABLE),
    ):
        make_figure(make_indicator(startup, wording, level=level, public=True))
    headline = make_indicator(
        startup, "Tête", level=ImpactLevel.EFFICIENT, public=True, headline=True
    )
    make_figure(headline)

    told = [row.indicator.wording for row in public_figures(startup=startup, on=ON)]

    assert told == ["Tête", "Premier", "A", "b", "Dernier"]
    assert [row.indicator.wording for row in all_figures(startup=startup, on=ON)] == told


def test_a_figure_of_a_later_day_is_not_told_yet():
    startup = make_startup()
    indicator = make_indicator(startup, public=True)
    make_series(indicator, "1", "2", "3", year=2026)

    assert len(public_figures(startup=startup, on=ON)[0].measurements) == 3
    early = ON.replace(month=2, day=1)
    assert len(public_figures(startup=startup, on=early)[0].measurements) == 2
    assert public_figures(startup=startup, on=early - timedelta(400)) == []


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("selector", "queries"), [(public_figures, 1), (all_figures, 2)])
def test_selectors_take_as_many_queries(selector, queries, number, django_assert_num_queries):
    startup = make_startup()
    for index in range(number):
        make_series(make_indicator(startup, f"Mesure {index}", public=True), *("1" * number))

    with django_assert_num_queries(queries):
        found = selector(startup=startup, on=clock.today())

    assert len(found) == number


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_the_page_do_not_grow(client, number, django_assert_num_queries):
    startup = make_published_startup()
    for index in range(number):
        make_series(make_indicator(startup, f"Mesure {index}", public=True), *("1" * number))
    client.get(f"/startups/{startup.slug}/")

    with django_assert_num_queries(PAGE_QUERIES):
        client.get(f"/startups/{startup.slug}/")


PAGE_QUERIES = 12
