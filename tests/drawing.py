"""What property tests draw, beside what hypothesis has."""

from datetime import date, timedelta

from hypothesis import strategies as st

from tests import clock


def days(*, before: int, after: int) -> st.SearchStrategy[date]:
    """Days around that of the suite: as many before it, and after."""
    today = clock.today()
    return st.dates(today - timedelta(days=before), today + timedelta(days=after))
