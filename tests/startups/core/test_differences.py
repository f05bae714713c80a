"""Two texts as what went and what came."""

from hypothesis import given
from hypothesis import strategies as st

from startups.core.differences import AROUND, Piece, pieces

WORDS = st.lists(st.sampled_from(["un", "deux", "trois", "quatre"]), min_size=15, max_size=60)


def test_short_values_stand_side_by_side() -> None:
    assert pieces("Mes Aides", "Mes Droits") == [
        Piece("gone", "Mes Aides"),
        Piece("come", "Mes Droits"),
    ]


def test_value_that_was_empty_only_comes() -> None:
    assert pieces("", "x" * 100) == [Piece("come", "x" * 100)]


def test_one_word_that_changed_in_a_long_text_is_shown_in_its_place() -> None:
    before = " ".join(f"m{number}" for number in range(100))

    found = pieces(before, before.replace("m50", "neuf"))

    assert [(piece.kind, piece.text) for piece in found if piece.kind != "same"] == [
        ("gone", "m50"),
        ("come", "neuf"),
    ]
    assert len(found[0].text.split()) <= 4 * AROUND + 1


@given(WORDS, WORDS)
def test_difference_loses_nothing(before: list[str], after: list[str]) -> None:
    old, new = " ".join(before), " ".join(after)

    found = pieces(old, new)

    if "…" not in "".join(piece.text for piece in found):
        assert "".join(piece.text for piece in found if piece.kind != "come") == old
        assert "".join(piece.text for piece in found if piece.kind != "gone") == new
