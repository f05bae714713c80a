"""Half-years, in which budgets are stated. Pure: no database and no clock."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from .enums import Half

SECOND_STARTS = 7  # July


@dataclass(frozen=True, order=True)
class HalfYear:
    """January to June, or July to December, of a year; ``half`` is a value of ``Half``."""

    year: int
    half: str

    @classmethod
    def of(cls, day: date) -> "HalfYear":
        """The half-year that ``day`` is in."""
        return cls(day.year, (Half.FIRST if day.month < SECOND_STARTS else Half.SECOND).value)

    @classmethod
    def read(cls, code: str) -> "HalfYear":
        """The half-year that ``code`` (``2026-1``) names."""
        year, half = code.split("-")
        return cls(int(year), half)

    @property
    def start(self) -> date:
        return date(self.year, 1 if self.half == Half.FIRST else SECOND_STARTS, 1)

    @property
    def end(self) -> date:
        """The last day."""
        return date(self.year, 6, 30) if self.half == Half.FIRST else date(self.year, 12, 31)

    @property
    def previous(self) -> "HalfYear":
        if self.half == Half.SECOND:
            return HalfYear(self.year, Half.FIRST.value)
        return HalfYear(self.year - 1, Half.SECOND.value)

    @property
    def code(self) -> str:
        """``2026-1``."""
        return f"{self.year}-{self.half}"

    @property
    def label(self) -> str:
        """As the language of the interface calls it."""
        words = {
            Half.FIRST.value: _("first half of %(year)s"),
            Half.SECOND.value: _("second half of %(year)s"),
        }
        return words[self.half] % {"year": self.year}

    def has_begun(self, on: date) -> bool:
        return self.start <= on

    def has_ended(self, on: date) -> bool:
        return self.end < on
