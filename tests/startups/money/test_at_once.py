"""Two people order against the last euros of a ceiling at the same moment: never over it.

Real processes on a real database: ``tests.processes``.
"""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from startups.money.contracts.models import Contract
from startups.money.models import Commitment
from startups.registry.models import Startup
from tests import effort
from tests.factories import make_startup
from tests.processes import Worker, workers

from .making import make_contract, make_order

pytestmark = pytest.mark.usefixtures("transactional_db")

ROUNDS = effort.times(10, 50)
LEFT = 10_000
# What each of the two orders in a round, in turn; together they do not always fit.
AMOUNTS = [(6_000, 6_000), (10_000, 1), (5_000, 5_000), (9_999, 2), (4_000, 7_000)]


@pytest.fixture
def buyers() -> list[Startup]:
    return [make_startup("Semoir"), make_startup("Moissonneuse")]


@pytest.fixture
def contracts(buyers: list[Startup]) -> list[tuple[Contract, list[Contract]]]:
    """Contracts with 10,000 € left, and under which each of the two orders.

    Every other one is a framework agreement: the two order under contracts that come under it.
    """
    made = []
    for number in range(ROUNDS):
        limit = make_contract(ceiling=20_000, users=[*buyers])
        make_order(buyers[0], 24_000 - LEFT, contract=limit)
        if number % 2:
            under = [make_contract(framework=limit, users=[buyer]) for buyer in buyers]
        else:
            under = [limit, limit]
        made.append((limit, under))
    return made


@pytest.fixture
def processes(
    contracts: list[tuple[Contract, list[Contract]]], tmp_path: Path
) -> Iterator[list[Worker]]:
    with workers("tests.startups.money.buyer", tmp_path) as found:
        yield found


@pytest.mark.chance
def test_two_orders_at_once_never_pass_the_ceiling_together(
    buyers: list[Startup],
    contracts: list[tuple[Contract, list[Contract]]],
    processes: list[Worker],
) -> None:
    for number, (limit, under) in enumerate(contracts):
        amounts = AMOUNTS[number % len(AMOUNTS)]
        both_fit = sum(amounts) <= LEFT
        for worker, buyer, contract, amount in zip(processes, buyers, under, amounts, strict=True):
            worker.tell(f"order {buyer.pk} {contract.pk} {amount}")
        answers = [worker.hear() for worker in processes]

        ordered = [Decimal(answer["ordered"]) for answer in answers if "ordered" in answer]
        assert len(ordered) == (2 if both_fit else 1), answers
        found = processes[0].ask(f"count {limit.pk}")
        assert Decimal(found["total"]) == 24_000 - LEFT + sum(ordered) <= 24_000
        assert found["orders"] == 1 + len(ordered)


def test_two_payments_at_once_never_pay_more_than_is_ordered(
    buyers: list[Startup], tmp_path: Path
) -> None:
    orders: list[Commitment] = [make_order(buyers[0], 1_000) for _number in range(10)]
    with workers("tests.startups.money.buyer", tmp_path) as processes:
        for order in orders:
            for worker in processes:
                worker.tell(f"pay {order.pk} 600")
            answers = [worker.hear() for worker in processes]

            assert sorted(key for answer in answers for key in answer) == ["paid", "refused"]
            assert processes[0].ask(f"paid {order.pk}") == {"total": "600.00"}
