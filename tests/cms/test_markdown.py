"""The Markdown renderer: it reads as GitHub and kramdown do, and nothing harmful comes out."""

import html
import itertools
import logging
import re
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from django.template import Context, Template
from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from cms.markdown import MAX_LENGTH, plain_text, render_markdown, sanitiser
from tests import effort

# What may come out ---------------------------------------------------------------------------

ATTRIBUTES = {
    "a": {"class", "href", "rel", "title"},
    "abbr": {"title"},
    "div": {"class", "tabindex"},
    "img": {"alt", "height", "loading", "src", "title", "width"},
    "ol": {"start"},
    "td": {"class"},
    "th": {"class", "scope"},
}
VALUES = {
    "class": {"external", "fr-cell--center", "fr-cell--right"}
    | {"fr-table", "fr-table__wrapper", "fr-table__container", "fr-table__content"},
    "loading": {"lazy"},
    "rel": {"noopener external"},
    "scope": {"col"},
}
ADDRESSES = {"href": ("http", "https", "mailto"), "src": ("http", "https")}
INSIDE = {
    "ul": {"li"},
    "ol": {"li"},
    "table": {"thead", "tbody"},
    "thead": {"tr"},
    "tbody": {"tr"},
    "tr": {"th", "td"},
    "pre": {"code"},
    **dict.fromkeys({"p", *sanitiser.HEADINGS, *sanitiser.PHRASING}, sanitiser.PHRASING),
}
VOID = {"br", "hr", "img"}


class Strict(HTMLParser):
    """Reads a fragment without mending anything: what is not allowed is a failed assertion."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.feed(markup)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in sanitiser.PHRASING | sanitiser.BLOCKS | {"div"}
        if self.open:
            assert tag in INSIDE.get(self.open[-1], {tag})
        assert tag != "a" or "a" not in self.open
        names = [name for name, _ in attrs]
        assert len(set(names)) == len(names)
        for name, value in attrs:
            assert name in ATTRIBUTES.get(tag, set())
            check_value(name, value or "")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_comment(self, data: str) -> None:
        raise AssertionError("a comment")

    def handle_decl(self, decl: str) -> None:
        raise AssertionError("a declaration")

    def handle_pi(self, data: str) -> None:
        raise AssertionError("a processing instruction")

    def unknown_decl(self, data: str) -> None:
        raise AssertionError("a declaration")


def check_value(name: str, value: str) -> None:
    if name in VALUES:
        assert value in VALUES[name]
    if name in ADDRESSES:
        # As browsers read an address: no tab or line break anywhere, no control at its start.
        read = re.sub(r"[\t\r\n]", "", value).lstrip("".join(map(chr, range(33))))
        scheme = re.match(r"([a-zA-Z][a-zA-Z0-9+.-]*):", read)
        assert scheme is None or scheme[1].lower() in ADDRESSES[name]


def assert_fit_to_show(markup: str) -> None:
    """Well formed, valid nesting, nothing but what is allowed, and the same to a browser."""
    Strict(markup)
    soup = BeautifulSoup(markup, "html.parser")
    assert soup.find(["script", "style", "svg", "math", "iframe", "object", "form"]) is None
    assert [name for tag in soup.find_all() for name in tag.attrs if name.startswith("on")] == []
    # nh3 parses as the HTML standard says: a second pass finds nothing to mend or take away.
    assert sanitiser.clean_output(markup) == markup


def assert_accessible(markup: str, first_heading_level: int = 2) -> None:
    soup = BeautifulSoup(markup, "html.parser")
    assert soup.find("h1") is None
    assert heading_skips(soup, first_heading_level) == []
    assert [image for image in soup.find_all("img") if image.get("alt") is None] == []
    assert [link for link in soup.find_all("a") if not name_of(link)] == []
    assert [cell for cell in soup.find_all("th") if not name_of(cell)] == []
    assert soup.find(id=True) is None


def name_of(element: Tag) -> str:
    alternatives = [str(image["alt"]) for image in element.find_all("img")]
    return "".join([element.get_text(), *alternatives]).strip()


def heading_skips(soup: BeautifulSoup, first_level: int) -> list[str]:
    levels = [int(heading.name[1]) for heading in soup.find_all(sanitiser.HEADINGS)]
    pairs = zip([first_level - 1, *levels], levels, strict=False)
    return [f"h{above} then h{below}" for above, below in pairs if below > above + 1]


def squeezed(markup: str) -> str:
    """The markup without the white space between its blocks."""
    return re.sub(r"\s*\n\s*(?=<)|(?<=>)\s*\n\s*", "", str(markup)).strip()


def html_of(text: str, **options: object) -> str:
    return squeezed(render_markdown(text, **options))  # type: ignore[arg-type]


# Blocks --------------------------------------------------------------------------------------


def test_a_paragraph_is_safe_to_put_in_a_page() -> None:
    markup = render_markdown("Un texte & 5 < 6")
    assert isinstance(markup, SafeString)
    assert markup == "<p>Un texte &amp; 5 &lt; 6</p>"


def test_nothing_gives_nothing() -> None:
    assert render_markdown("") == ""
    assert render_markdown(" \n\n\t\n") == ""


def test_a_list_needs_no_blank_line_above() -> None:
    assert html_of("Il permet :\n- d’agir\n- de voir") == (
        "<p>Il permet :</p><ul><li>d’agir</li><li>de voir</li></ul>"
    )


def test_a_numbered_list_needs_no_blank_line_above() -> None:
    assert html_of("Deux étapes :\n1. un\n2. deux") == (
        "<p>Deux étapes :</p><ol><li>un</li><li>deux</li></ol>"
    )


def test_a_year_at_the_start_of_a_line_is_not_a_list() -> None:
    assert html_of("Ouvert en\n2019. Fermé depuis.") == "<p>Ouvert en\n2019. Fermé depuis.</p>"


def test_a_list_keeps_the_number_that_it_starts_at() -> None:
    assert html_of("3. trois\n4. quatre") == ('<ol start="3"><li>trois</li><li>quatre</li></ol>')


def test_numbers_with_a_parenthesis_are_a_list() -> None:
    assert html_of("1) un\n2) deux") == "<ol><li>un</li><li>deux</li></ol>"


@pytest.mark.parametrize("indent", ["  ", "   ", "    ", "\t"])
def test_a_nested_list_may_be_indented_as_little_as_its_parents_text(indent: str) -> None:
    assert html_of(f"- a\n{indent}- b\n- c") == ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>")


def test_a_list_may_be_nested_three_deep() -> None:
    assert html_of("- a\n  1. b\n     * c\n- d") == (
        "<ul><li>a<ol><li>b<ul><li>c</li></ul></li></ol></li><li>d</li></ul>"
    )


def test_an_item_after_a_nested_list_that_was_set_apart_is_not_nested() -> None:
    assert html_of("1. a\n\n   * b\n2. c") == (
        "<ol><li><p>a</p><ul><li>b</li></ul></li><li><p>c</p></li></ol>"
    )


def test_an_indented_paragraph_belongs_to_its_item() -> None:
    assert html_of("- a\n\n  suite\n\nfin") == ("<ul><li><p>a</p><p>suite</p></li></ul><p>fin</p>")


def test_bullets_after_numbers_are_another_list() -> None:
    assert html_of("1. a\n- b") == "<ol><li>a</li></ol><ul><li>b</li></ul>"


def test_an_item_may_be_empty() -> None:
    assert html_of("- \n- b") == "<ul><li></li><li>b</li></ul>"


def test_a_quote_keeps_its_lists_and_its_lazy_lines() -> None:
    assert html_of("> Dit :\n> - un\n> - deux\n\n> « Autre »\nsuite") == (
        "<blockquote><p>Dit :</p><ul><li>un</li><li>deux</li></ul></blockquote>"
        "<blockquote><p>« Autre »\nsuite</p></blockquote>"
    )


def test_a_quote_may_follow_text_and_be_in_a_list() -> None:
    assert html_of("Texte\n> cité") == "<p>Texte</p><blockquote><p>cité</p></blockquote>"
    assert BeautifulSoup(render_markdown("- a\n  > cité"), "html.parser").select("li > blockquote")


def test_a_line_of_dashes_after_a_list_is_a_rule() -> None:
    assert html_of("* a\n---\ntexte") == "<ul><li>a</li></ul><hr><p>texte</p>"


@pytest.mark.parametrize("fence", ["```", "~~~", "````"])
def test_fenced_code_is_shown_as_it_is_written(fence: str) -> None:
    text = f"Ainsi :\n{fence}html\n- <b>x</b> | *y*\n\n# z\n{fence}\nfin"
    assert html_of(text) == (
        "<p>Ainsi :</p><pre><code>- &lt;b&gt;x&lt;/b&gt; | *y*\n\n# z</code></pre><p>fin</p>"
    )


def test_fenced_code_may_be_in_a_list_or_a_quote() -> None:
    markup = BeautifulSoup(render_markdown("- a\n  ```\n  x\n  ```\n\n> ```\n> y\n"), "html.parser")
    assert [code.get_text() for code in markup.select("li pre code")] == ["x\n"]
    assert [code.get_text() for code in markup.select("blockquote pre code")] == ["y\n"]


def test_a_fence_that_is_never_closed_runs_to_the_end() -> None:
    assert html_of("```\na\n\n# b") == "<pre><code>a\n\n# b</code></pre>"


def test_indented_code_is_left_alone() -> None:
    assert html_of("Texte\n\n    - a\n    | b | c |\n    |---|---|\n") == (
        "<p>Texte</p><pre><code>- a\n| b | c |\n|---|---|</code></pre>"
    )


def test_a_comment_is_left_out_even_across_paragraphs() -> None:
    assert html_of("a\n\n<!--\n\nbrouillon\n\n-->\n\nb <!-- c --> d") == "<p>a</p><p>b  d</p>"


def test_a_comment_that_never_ends_hides_nothing() -> None:
    assert "suite" in render_markdown("a\n\n<!-- b\n\nsuite")


# Headings ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# a\n## b\n### c", ["h2", "h3", "h4"]),
        ("## a\n### b", ["h2", "h3"]),
        ("#### a\n##### b\n#### c", ["h2", "h3", "h2"]),
        ("## a\n#### b\n##### c\n## d", ["h2", "h3", "h4", "h2"]),
        ("### a\n## b\n### c", ["h2", "h2", "h3"]),
        ("# a\n## b\n### c\n#### d\n##### e\n###### f", ["h2", "h3", "h4", "h5", "h6", "h6"]),
        ("a\n===\n\nb\n---", ["h2", "h3"]),
    ],
)
def test_headings_start_at_two_and_skip_no_level(text: str, expected: list[str]) -> None:
    soup = BeautifulSoup(render_markdown(text), "html.parser")
    assert [heading.name for heading in soup.find_all(sanitiser.HEADINGS)] == expected


def test_headings_start_where_the_page_says() -> None:
    assert html_of("# a\n## b", first_heading_level=4) == "<h4>a</h4><h5>b</h5>"


def test_closing_signs_are_not_part_of_a_heading() -> None:
    assert html_of("## C# et F# ##\n## G#") == "<h2>C# et F#</h2><h2>G#</h2>"


def test_a_hashtag_is_not_a_heading() -> None:
    assert html_of("#ChacunPourTous") == "<p>#ChacunPourTous</p>"


def test_text_right_under_a_heading_is_a_paragraph() -> None:
    assert html_of("## a\ntexte\n## b") == "<h2>a</h2><p>texte</p><h2>b</h2>"


@pytest.mark.parametrize("text", ["##", "## ", "## \u200b", "## ![](x.png)", "## <b></b>"])
def test_an_empty_heading_is_dropped(text: str) -> None:
    assert BeautifulSoup(render_markdown(text), "html.parser").find(sanitiser.HEADINGS) is None


def test_the_picture_of_a_heading_without_words_stays() -> None:
    assert BeautifulSoup(render_markdown("## ![](x.png)"), "html.parser").select("p > img")


def test_a_heading_in_html_is_a_heading_like_others() -> None:
    assert html_of('# a\n<h3 id="x" align="center">*b*</h3>\ntexte') == (
        "<h2>a</h2><h3><em>b</em></h3><p>texte</p>"
    )


# Tables --------------------------------------------------------------------------------------

TABLE_START = (
    '<div class="fr-table"><div class="fr-table__wrapper">'
    '<div class="fr-table__container" tabindex="0">'
    '<div class="fr-table__content"><table>'
)
TABLE_END = "</table></div></div></div></div>"


def test_a_table_needs_no_blank_line_and_scrolls() -> None:
    assert html_of("Budget\n| Année | Montant |\n|---|---|\n| 2024 | 10 |") == (
        f"<p>Budget</p>{TABLE_START}"
        '<thead><tr><th scope="col">Année</th><th scope="col">Montant</th></tr></thead>'
        f"<tbody><tr><td>2024</td><td>10</td></tr></tbody>{TABLE_END}"
    )


def test_alignment_becomes_a_class() -> None:
    assert html_of("|a|b|c|\n|:-|:-:|-:|\n|1|2|3|") == (
        f'{TABLE_START}<thead><tr><th scope="col">a</th>'
        '<th class="fr-cell--center" scope="col">b</th>'
        '<th class="fr-cell--right" scope="col">c</th></tr></thead>'
        '<tbody><tr><td>1</td><td class="fr-cell--center">2</td>'
        f'<td class="fr-cell--right">3</td></tr></tbody>{TABLE_END}'
    )


def test_an_empty_header_row_is_left_out() -> None:
    assert html_of("| | |\n|---|---|\n| a | b |") == (
        f"{TABLE_START}<tbody><tr><td>a</td><td>b</td></tr></tbody>{TABLE_END}"
    )


def test_an_empty_header_cell_is_no_header() -> None:
    assert '<tr><td></td><th scope="col">b</th></tr>' in html_of("| | b |\n|---|---|\n| c | d |")


def test_a_table_without_a_row_has_no_body() -> None:
    assert "tbody" not in render_markdown("| a | b |\n|---|---|")


def test_a_table_with_nothing_in_it_is_dropped() -> None:
    assert render_markdown("| | |\n|---|---|\n| | |").strip() == ""


def test_a_table_ends_where_a_list_starts() -> None:
    assert html_of("|a|b|\n|-|-|\n|1|2|\n- c").endswith(f"{TABLE_END}<ul><li>c</li></ul>")


# Inline --------------------------------------------------------------------------------------


def test_emphasis_strike_and_line_breaks() -> None:
    assert html_of("*a* **b** ~~c~~ `d`  \ne\\\nf") == (
        "<p><em>a</em> <strong>b</strong> <del>c</del> <code>d</code><br>e<br>f</p>"
    )


def test_any_punctuation_may_be_escaped() -> None:
    assert html_of(r"\=> \* \# \| \~ \d") == r"<p>=&gt; * # | ~ \d</p>"


def test_french_typography_is_kept() -> None:
    kept = "« L’État\u00a0» : 25\u202f000\u00a0€ – 1\u200bmot — fin…"
    assert BeautifulSoup(render_markdown(kept), "html.parser").get_text().strip() == kept


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("l'État d'aujourd'hui", "l’État d’aujourd’hui"),
        ('le "mot" juste', "le “mot” juste"),
        ("""l'"usage" et l'«Agence»""", "l’“usage” et l’«Agence»"),
        ("a -- b --- c...", "a – b — c…"),
        ("l'**État** d'*ici*", "l’État d’ici"),
    ],
)
def test_straight_quotes_become_typographic(text: str, expected: str) -> None:
    assert plain_text(text) == expected


def test_code_and_addresses_keep_their_quotes_and_dashes() -> None:
    markup = render_markdown("`\"a\" -- 'b'` https://exemple.fr/a--b...c")
    assert BeautifulSoup(markup, "html.parser").get_text().strip() == (
        "\"a\" -- 'b' https://exemple.fr/a--b...c"
    )


def test_entities_are_characters() -> None:
    assert html_of("services&nbsp;? d&#39;ici &lt;b&gt;") == (
        "<p>services&nbsp;? d'ici &lt;b&gt;</p>"
    )


def test_the_html_that_bodies_use_is_kept() -> None:
    text = '<b>a</b> <em>b</em> <del>c</del> n<sup>o</sup> <abbr title="Direction">D</abbr>'
    assert html_of(text) == f"<p>{text}</p>"


def test_other_html_is_dropped_and_its_text_kept() -> None:
    text = '<div align="center">\n\n**a**\n\n</div>\n<span style="color:red">b</span>'
    assert html_of(text) == "<p><strong>a</strong></p><p>b</p>"


def test_a_frame_is_dropped_with_its_content() -> None:
    assert html_of('a <iframe src="https://x.example">secours</iframe> b') == "<p>a  b</p>"


def test_a_tag_left_open_does_not_make_blocks_bold() -> None:
    assert_fit_to_show(render_markdown("<b>a\n\n- b\n- c\n\n> d"))


def test_attributes_of_html_are_dropped() -> None:
    assert html_of('<b id="x" class="y" style="z" onclick="alert(1)">a</b>') == "<p><b>a</b></p>"


# Links and pictures --------------------------------------------------------------------------

EXTERNAL = 'class="external" href="{}" rel="noopener external"'


def test_a_link_to_another_host_is_marked() -> None:
    assert html_of("[a](https://ailleurs.example/x)", site_host="ici.example") == (
        f"<p><a {EXTERNAL.format('https://ailleurs.example/x')}>a</a></p>"
    )


@pytest.mark.parametrize(
    "address",
    [
        "https://ici.example/x",
        "HTTP://ICI.example",
        "//ici.example/",
        "/x",
        "x.html",
        "#x",
        "?a=b",
        "mailto:contact@x.example",
    ],
)
def test_a_link_that_stays_here_is_not_marked(address: str) -> None:
    link = BeautifulSoup(render_markdown(f"[a]({address})", site_host="ici.example"), "html.parser")
    assert [tag.attrs for tag in link.find_all("a")] == [{"href": address}]


@pytest.mark.parametrize(
    "address",
    [
        "//x.example",
        "/\\x.example",
        "https://ici.example.x.example",
        "https://ici.example@x.example",
        "https://ici.example:8443/",
        "https:x.example",
    ],
)
def test_an_address_cannot_pass_for_ours(address: str) -> None:
    markup = render_markdown(f'<a href="{address}">a</a>', site_host="ici.example")
    assert 'class="external"' in markup


def test_no_link_opens_a_window() -> None:
    markup = html_of('<a href="https://x.example" target="_blank" rel="opener">a</a>')
    assert markup == f"<p><a {EXTERNAL.format('https://x.example')}>a</a></p>"


@pytest.mark.parametrize(
    ("text", "href", "label"),
    [
        ("https://x.example/a_b_c.", "https://x.example/a_b_c", "https://x.example/a_b_c"),
        ("(www.x.example)", "http://www.x.example", "www.x.example"),
        ("<https://x.example>", "https://x.example", "https://x.example"),
        ("contact@x.example", "mailto:contact@x.example", "contact@x.example"),
        ("<contact@x.example>", "mailto:contact@x.example", "contact@x.example"),
        ("[a][1]\n\n[1]: https://x.example", "https://x.example", "a"),
        ('<a href="https://x.example/">www.x.example</a>', "https://x.example/", "www.x.example"),
        ("<a href='mailto:a@x.example?Subject=%20!'>b</a>", "mailto:a@x.example?Subject=%20!", "b"),
    ],
)
def test_every_way_to_write_a_link(text: str, href: str, label: str) -> None:
    links = BeautifulSoup(render_markdown(text), "html.parser").find_all("a")
    assert [(link["href"], link.get_text()) for link in links] == [(href, label)]


def test_a_link_without_words_is_dropped() -> None:
    assert html_of("## [](https://a.example)[ ](https://b.example)Titre") == "<h2> Titre</h2>"


def test_a_link_on_a_picture_without_words_shows_its_address() -> None:
    link = BeautifulSoup(render_markdown("[![](/x.png)](/page)"), "html.parser").a
    assert link is not None
    assert link.get_text() == "/page"


def test_a_link_that_is_refused_leaves_its_text() -> None:
    assert html_of("[a](javascript:alert(1)) [b](ttps://x.example) [c]()") == "<p>a b c</p>"


def test_a_picture_has_an_alternative_and_waits() -> None:
    assert html_of('![Un plan](/img/plan.png "Plan") ![](x.png)') == (
        '<p><img alt="Un plan" loading="lazy" src="/img/plan.png" title="Plan"> '
        '<img alt="" loading="lazy" src="x.png"></p>'
    )


def test_a_picture_in_html_keeps_its_size_when_it_is_one() -> None:
    markup = BeautifulSoup(
        render_markdown('<img width="300" height="100%" src="https://x.example/a.png">'),
        "html.parser",
    )
    assert [image.attrs for image in markup.find_all("img")] == [
        {"alt": "", "loading": "lazy", "src": "https://x.example/a.png", "width": "300"}
    ]


@pytest.mark.parametrize("source", ["javascript:alert(1)", "data:image/png;base64,x", "mailto:x@y"])
def test_a_picture_that_is_refused_leaves_its_alternative(source: str) -> None:
    assert html_of(f"![Un plan]({source})") == "<p>Un plan</p>"


# Plain text ----------------------------------------------------------------------------------


def test_plain_text_is_one_line_without_markup() -> None:
    text = "## Titre\n\n- un **mot**\n- <b>deux</b>\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    assert plain_text(text) == "Titre un mot deux a b 1 2"


def test_plain_text_is_not_escaped() -> None:
    assert plain_text("a & b &lt;c&gt; `<d>`") == "a & b <c> <d>"
    assert not isinstance(plain_text("a"), SafeString)


def test_plain_text_does_not_part_a_word() -> None:
    assert plain_text("im**port**ant") == "important"


def test_plain_text_keeps_no_break_spaces() -> None:
    assert plain_text("25\u202f000\u00a0€\n\n  de  budget") == "25\u202f000\u00a0€ de budget"


def test_plain_text_leaves_out_what_is_hidden() -> None:
    assert plain_text("a <script>alert(1)</script><!-- b --> c") == "a c"


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        (None, "Un service public, simple."),
        (26, "Un service public, simple."),
        (25, "Un service public…"),
        (18, "Un service public…"),
        (17, "Un service…"),
        (5, "Un…"),
        (1, "…"),
    ],
)
def test_plain_text_is_cut_after_a_word(limit: int | None, expected: str) -> None:
    assert plain_text("Un *service* public, simple.", limit=limit) == expected


def test_a_word_longer_than_the_limit_is_cut() -> None:
    assert plain_text("anticonstitutionnellement", limit=5) == "anti…"


@given(st.text(max_size=80), st.integers(min_value=1, max_value=40))
def test_plain_text_is_never_longer_than_its_limit(text: str, limit: int) -> None:
    assert len(plain_text(text, limit=limit)) <= limit


# Filters -------------------------------------------------------------------------------------


def rendered(source: str, **context: object) -> str:
    return Template("{% load markdown_tags %}" + source).render(Context(context)).strip()


def test_the_filter_renders_without_escaping_twice() -> None:
    assert rendered("{{ text|markdown }}", text="# a & b") == "<h2>a &amp; b</h2>"


def test_the_filter_takes_the_first_heading_level() -> None:
    assert rendered("{{ text|markdown:3 }}", text="# a") == "<h3>a</h3>"


def test_the_filter_knows_the_site(settings: object) -> None:
    settings.SITE_URL = "https://ici.example"  # type: ignore[attr-defined]
    assert "external" not in rendered("{{ text|markdown }}", text="[a](https://ici.example/b)")
    assert "external" in rendered("{{ text|markdown }}", text="[a](https://x.example/b)")


@pytest.mark.parametrize("nothing", [None, ""])
def test_the_filters_take_nothing(nothing: str | None) -> None:
    assert rendered("{{ text|markdown }}{{ text|plain_text }}", text=nothing) == ""


def test_the_plain_filter_is_escaped_by_the_template() -> None:
    assert rendered("{{ text|plain_text:12 }}", text="`<b>` & **deux** mots") == (
        "&lt;b&gt; &amp; deux…"
    )


# Hostile texts -------------------------------------------------------------------------------


PAYLOAD_FILE = Path(__file__).parent.parent / "data" / "xss_payloads.txt"
PAYLOADS = [  # one a line; "⏎" stands for a line break
    line.replace("⏎", "\n") for line in PAYLOAD_FILE.read_text("utf-8").strip("\n").split("\n")
]


def test_there_are_enough_payloads_and_no_two_are_the_same() -> None:
    assert len(PAYLOADS) >= 130
    assert len(set(PAYLOADS)) == len(PAYLOADS)


FRAMES = (
    "{}",
    "Texte {} suite",
    "- a\n  - {}",
    "> {}",
    "| a | b |\n|---|---|\n| {} | c |",
    "## {}",
    "[a {}](https://x.example)",
    "**{}",
    '<b title="{}">',
    "<!-- {}",
    "`{}",
)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_payload_comes_through_anywhere(payload: str) -> None:
    for frame in FRAMES:
        markup = render_markdown(frame.format(payload))
        assert_fit_to_show(markup)
        assert_accessible(markup)


def test_all_payloads_together_do_not_come_through() -> None:
    assert_fit_to_show(render_markdown("\n".join(PAYLOADS)))
    assert_fit_to_show(render_markdown("".join(PAYLOADS)))


CHARACTERS = "[]()*_`<>#~|\\!&\"'-=:;.{}^ \n\t\r\0\f\2\3\v\x1c\x85\u2028\u200b\xa0\ufeff\ud800aé1"
WORDS = "``` ~~~ ![ ]( <!-- --> <b> </b> <a\xa0href=x> </a> <sup <h2> </h2> <script> </script> <?"
WORDS += " <table> <p> <li> <svg> <style> <template> <![CDATA[ ]]> https://a.example www.a a@b.c"
WORDS += " javascript: &lt; &#106; onclick=x klzzwxh:0 Mot"
LINES = ["\n\n", "\n    ", "\n> ", "\n- ", "\n1. ", "\n# ", "\n|-|-|\n", "|a|b|"]
PIECES = [*CHARACTERS, *WORDS.replace("\xa0", " ").split(), *LINES]


class LogRecords(logging.Handler):
    """What the renderer logs meanwhile; ``caplog`` is not reset between hypothesis' examples."""

    def __enter__(self) -> list[logging.LogRecord]:
        self.records: list[logging.LogRecord] = []
        logging.getLogger("cms.markdown").addHandler(self)
        return self.records

    def __exit__(self, *exception: object) -> None:
        logging.getLogger("cms.markdown").removeHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=60).map("".join)))
@hypothesis_settings(max_examples=effort.times(100, 4_000))
def test_any_text_can_be_shown(text: str) -> None:
    """It never raises, and not because the text is shown as written after a failure."""
    with LogRecords() as records:
        markup = render_markdown(text)
    assert [record.exc_info for record in records] == []
    assert_fit_to_show(markup)
    assert_accessible(markup)


HOSTILE = """[ ![ ] []( [a]( * **a· _ ` `a`` < <a· <b> <sup> <!-- <script> <a·href=x> > >·
>·>·>·>·a⏎⏎ -· -·>· -·a⏎·· 1.· # #·a⏎ ```⏎ ~ | a|b⏎-|-⏎ -⏎ =⏎ \\ \\⏎ & ' " a@ www. http://a.
[x]:·y⏎ ⏎ · <h1> { a⏎-·"""
HOSTILE_PATTERNS = HOSTILE.split()  # "·" stands for a space and "⏎" for a line break


def calls(pattern: str, length: int) -> int:
    """How many functions rendering takes: the same on every machine, unlike seconds.

    What one call of a regular expression costs is bounded by ``converter.MAX_COST`` (tested
    above), and measured by ``make bench``.
    """
    text = (pattern.replace("·", " ").replace("⏎", "\n") * length)[:length]
    render_markdown(text)  # what is made once is there
    counted = itertools.count()
    profiler = sys.getprofile()
    sys.setprofile(lambda *_event: next(counted) and None)
    try:
        render_markdown(text)
    finally:
        sys.setprofile(profiler)
    return next(counted)


@pytest.mark.chance
@pytest.mark.parametrize("pattern", HOSTILE_PATTERNS)
def test_four_times_the_text_takes_four_times_the_work(pattern: str) -> None:
    length = effort.times(800, 2_000)
    assert calls(pattern, 4 * length) < max(6 * calls(pattern, length), 50 * length)


@pytest.mark.parametrize(
    "pattern", ["- ", "> ", "1. ", "- > ", "> - ", "[", "<b>", "*a "], ids=repr
)
def test_deep_nesting_comes_out_valid(pattern: str) -> None:
    assert_fit_to_show(render_markdown(pattern * 2_000 + "fin"))


def test_lists_and_quotes_are_flattened_where_nobody_would_follow() -> None:
    nested = "".join(f"{'  ' * depth}- a\n" for depth in range(40))
    assert render_markdown(nested).count("<ul>") <= 10
    assert render_markdown("> " * 40 + "a").count("<blockquote>") <= 10


def test_a_text_that_is_too_long_is_shown_as_it_is_written() -> None:
    assert render_markdown("**a** <b>" + "b" * MAX_LENGTH).startswith("<p>**a** &lt;b&gt;bbb")


def test_an_inline_text_that_would_take_too_long_is_shown_as_it_is_written() -> None:
    markup = render_markdown("*a* " * 2_000 + "\n\n*b*")
    assert markup.startswith("<p>*a* *a*")
    assert markup.endswith("<p><em>b</em></p>")


def test_what_nests_too_deep_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, logger="cms.markdown"):
        assert render_markdown("- " * 2_000 + "a").startswith("<p>- - -")
    assert [record.levelname for record in caplog.records] == ["WARNING"]


# The real portfolio --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def bodies(content_tree: Path) -> dict[str, str]:
    """The body of every startup of the test portfolio, by file name."""
    files = sorted((content_tree / "_startups").glob("*.md"))
    heads = re.compile(r"---\r?\n.*?\r?\n---\r?\n?", re.DOTALL)
    return {file.stem: heads.sub("", file.read_bytes().decode(), count=1) for file in files}


@pytest.fixture(scope="module")
def pages(bodies: dict[str, str]) -> dict[str, str]:
    """The same, rendered; nothing may be too much for the parser."""
    with LogRecords() as records:
        pages = {name: render_markdown(body) for name, body in bodies.items()}
    assert records == []
    return pages


def test_every_real_body_is_fit_to_show(pages: dict[str, str]) -> None:
    assert len(pages) >= 500
    for markup in pages.values():
        assert_fit_to_show(markup)


def test_every_real_body_is_accessible(pages: dict[str, str]) -> None:
    for markup in pages.values():
        assert_accessible(markup)


def test_no_word_of_a_real_body_is_lost(bodies: dict[str, str], pages: dict[str, str]) -> None:
    """Every word that stands outside markup is on the page, or in a picture's alternative."""
    markup = re.compile(r"<[^>]*>|&[#\w]+;|\]\([^)]*\)|\S*[/_@.'’]\S*")
    for name, body in bodies.items():
        words = set(re.findall(r"[^\W\d_]{4,}", markup.sub(" ", body)))
        page = html.unescape(pages[name])
        assert (name, [word for word in words if word not in page]) == (name, [])


def test_the_tables_of_real_bodies_are_tables(
    bodies: dict[str, str], pages: dict[str, str]
) -> None:
    tables = {name: markup.count("<table>") for name, markup in pages.items()}
    rules = {
        name: len(re.findall(r"^ *\|(?: *:?-+:? *\|)+ *$", body, re.MULTILINE))
        for name, body in bodies.items()
    }
    assert tables == rules
