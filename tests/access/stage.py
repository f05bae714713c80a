"""The cast, made once for all the tests that ask for it.

It stands in a transaction that surrounds theirs and is taken back when a test comes that knows
nobody: making everybody anew for each test was a third of the suite's time.
"""

from copy import deepcopy
from datetime import date

from django.db import connection, transaction

from tests import clock

from .cast import Cast, make_cast, set_rights


class Stage:
    """Where the cast stands, or nobody."""

    def __init__(self) -> None:
        self._transaction: transaction.Atomic | None = None
        self._cast: Cast | None = None

    def set_up(self) -> None:
        """The cast is there from now on, as of the suite's day.

        Within what a module has begun and will take back there is no place for it. A test that ends
        a request by hand closes PostgreSQL's connection, and everybody is gone with it.
        """
        if connection.closed_in_transaction:
            self.strike()
        if self._cast is None and not connection.in_atomic_block:
            with clock.hour_before():
                self._transaction = transaction.atomic()
                self._transaction.__enter__()
                self._cast = make_cast(today=clock.moment().date())

    def strike(self) -> None:
        """Nobody is there any more."""
        if self._transaction:
            transaction.set_rollback(True)
            self._transaction.__exit__(None, None, None)
        self._transaction = self._cast = None

    def cast(self, *, today: date) -> Cast:
        """Everybody, with rights as of ``today``; on a bare stage they are made for this test."""
        if self._cast is None:
            return make_cast(today=today)
        if today != clock.moment().date():
            set_rights(self._cast, today=today)
        return deepcopy(self._cast)
