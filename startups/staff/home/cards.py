"""A startup in a few words, for the board."""

from dataclasses import dataclass

from startups.figures.presenters.figures import figure_text
from startups.portfolio.selectors.rows import PortfolioRow


@dataclass(frozen=True)
class Card:
    """``figure`` is the last value of the headline figure in words; nothing without one."""

    row: PortfolioRow
    figure: str


def card(row: PortfolioRow) -> Card:
    """The card of ``row``."""
    headline = row.headline
    return Card(row, figure_text(headline.value, headline.unit) if headline else "")
