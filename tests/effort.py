"""How much is tried where chance decides: a little by default, hundreds in a thorough run.

``make test-thorough`` runs what is marked ``thorough`` or ``chance``, and every property test,
with many examples; ``SHARE=0.1`` goes a tenth of the way there. Chance is repeatable: the same
seed, which is printed, tries the same.
"""

import random
from collections.abc import Sequence

import pytest
from hypothesis import settings

# Of the histories that a default run tries.
SEED = 20260820
EXAMPLES, MANY_EXAMPLES = 25, 1000
# Hypothesis marks its own.
OF_CHANCE = ("thorough", "chance", "hypothesis")

# From a default run, 0, to a thorough one, 1.
_share = 0.0
_seed = SEED


def begin(*, share: float, seed: int | None) -> None:
    """Said once, before any module of tests is read; without a seed, hypothesis has its own."""
    global _share, _seed
    _share, _seed = share, SEED if seed is None else seed
    settings.register_profile(
        "suite",
        deadline=None,
        derandomize=seed is None,
        database=None,
        max_examples=times(EXAMPLES, MANY_EXAMPLES),
        print_blob=True,
    )
    settings.load_profile("suite")


def choose(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A thorough run keeps the tests of chance and the long ones, any other all but the long."""
    left_out = [
        item
        for item in items
        if (
            not any(map(item.get_closest_marker, OF_CHANCE))
            if _share
            else item.get_closest_marker("thorough")
        )
    ]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        kept = {*items} - {*left_out}
        items[:] = [item for item in items if item in kept]


def times(few: int, many: int) -> int:
    """How often something is tried: ``few`` times by default, ``many`` in a thorough run."""
    return few + round((many - few) * _share)


def seeds(few: int, many: int) -> range:
    """Seeds of as many random histories; those of a default run are always the same."""
    return range(times(few, many))


def some[T](things: Sequence[T], few: int) -> list[T]:
    """As many of ``things`` as are quick, always the same; all of them in a thorough run."""
    return chance().sample(things, times(min(few, len(things)), len(things)))


def seed() -> int:
    """The seed of the one random history that a test lives through."""
    return _seed


def chance() -> random.Random:
    """A random source that begins with it."""
    return random.Random(_seed)  # noqa: S311  # not for secrets
