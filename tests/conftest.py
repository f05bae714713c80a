"""Fixtures that every test may use, and how the suite is run: its day, its database, its order."""

import datetime
import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client, TransactionTestCase
from django.utils import translation
from pytest_django import DjangoDbBlocker
from pytest_django.plugin import blocking_manager_key

from tests import clock, effort
from tests.access.cast import Cast
from tests.access.stage import Stage

from .databases import Copy, Template
from .second_factor import force_login

ROOT = Path(__file__).resolve().parent.parent
CONTENT_TREE = ROOT.parent / "shared" / "data" / "portfolio" / "content"
TEMPLATE = "database_template"
CAST = "cast_as_of"
template_key = pytest.StashKey[Template]()
stage_key = pytest.StashKey[Stage]()


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("portfolio")
    group.addoption(
        "--day",
        default=clock.DAY,
        help=f"the day of the whole suite: {clock.DAY} or 2026-12-31T23:30, in Paris",
    )
    group.addoption(
        "--thorough",
        default=0.0,
        type=share,
        metavar="SHARE",
        help="only the tests in which chance decides and the long ones: 1 for many examples, "
        "0.1 for a tenth of them",
    )


def share(text: str) -> float:
    """How far from a default run, 0, to a thorough one, 1. Raises ValueError."""
    if not 0 < float(text) <= 1:
        raise ValueError(text)
    return float(text)


def pytest_configure(config: pytest.Config) -> None:
    """Starts the suite's clock before any module of tests is read."""
    try:
        clock.start(clock.moment_of(config.getoption("day")))
    except ValueError as error:
        raise pytest.UsageError(f"--day: {error}") from error
    seed = config.getoption("hypothesis_seed")
    effort.begin(
        share=config.getoption("thorough"), seed=None if seed in {None, "random"} else int(seed)
    )


def pytest_collection_finish() -> None:
    """What has been imported by now stays: not to look for garbage in it again saves a tenth."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)


def pytest_report_header(config: pytest.Config) -> str:
    return f"day: {config.getoption('day')}, in Paris; seed of what is random: {effort.seed()}"


# The database ---------------------------------------------------------------------------------


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tells a worker of pytest-xdist which database it is to copy."""
    config = node.config
    if template_key not in config.stash:
        folder = config._tmp_path_factory.mktemp("database")
        config.stash[template_key] = Template(folder / "template.sqlite3")
    node.workerinput[TEMPLATE] = config.stash[template_key].name


@pytest.hookimpl(wrapper=True)
def pytest_sessionstart(session: pytest.Session) -> Iterator[None]:
    """Makes the template while the workers, just started, read the tests."""
    yield
    template = session.config.stash.get(template_key, None)
    if template:
        with session.config.stash[blocking_manager_key].unblock():
            template.make()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    template = session.config.stash.get(template_key, None)
    if template:
        with session.config.stash[blocking_manager_key].unblock():
            template.remove()


@pytest.fixture(scope="session")
def sqlite_file() -> Path | None:
    """Where SQLite keeps the tests' database: nowhere, in memory."""
    return None


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
    sqlite_file: Path | None,
) -> Iterator[None]:
    """This process's own copy of the one database that was migrated."""
    given = getattr(request.config, "workerinput", {})
    with django_db_blocker.unblock(), ExitStack() as stack:
        if given:
            name = given[TEMPLATE]
        else:
            template = Template(tmp_path_factory.mktemp("database") / "template.sqlite3")
            template.make()
            stack.callback(template.remove)
            name = template.name
        copy = Copy(name, given.get("workerid", "main"), sqlite_file)
        stack.callback(copy.drop)
        stage = request.config.stash[stage_key] = Stage()
        stack.callback(stage.strike)
        with pytest.MonkeyPatch.context() as patch, django_db_blocker.block():
            # Django would empty every table, and what the migrations wrote would be gone.
            patch.setattr(TransactionTestCase, "_fixture_teardown", lambda test: copy.restore())
            yield


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Before a test that knows nobody, and whatever its module sets up: nobody is there."""
    stage = item.config.stash.get(stage_key, None)
    if stage and not stands_on_stage(getattr(item, "fixturenames", ())):
        with item.config.stash[blocking_manager_key].unblock():
            stage.strike()


@pytest.hookimpl(tryfirst=True)
def pytest_fixture_setup(
    fixturedef: pytest.FixtureDef[Any], request: pytest.FixtureRequest
) -> None:
    """Before a test that asks for the cast has its database: the cast is there."""
    if fixturedef.argname == "_django_db_helper" and stands_on_stage(request.fixturenames):
        with request.config.stash[blocking_manager_key].unblock():
            request.config.stash[stage_key].set_up()


def stands_on_stage(fixtures: Iterable[str]) -> bool:
    """Whether a test finds the cast made; one that writes for good makes it for itself."""
    return CAST in fixtures and not {"transactional_db", "live_server"} & {*fixtures}


@pytest.fixture
def cast_as_of(request: pytest.FixtureRequest, db: None) -> Callable[..., Cast]:
    """``cast_as_of(today=day)``: two startups, and everybody who has to do with them."""
    return request.config.stash[stage_key].cast


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Those who find the cast made come one after the other, in the order that they have."""
    effort.choose(config, items)
    items.sort(key=lambda item: stands_on_stage(getattr(item, "fixturenames", ())))


# What each test starts with -------------------------------------------------------------------


@pytest.fixture(autouse=True)
def _same_moment() -> Iterator[None]:
    """Each test begins at the same moment, whatever has passed since the suite began."""
    clock.begin_test()
    yield
    clock.end_test()


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """Nothing is remembered of what another test has taken back."""
    cache.clear()


@pytest.fixture(autouse=True)
def _second_factor_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """``client.force_login(user)`` goes wherever ``user`` may, as in production.

    The second factor is asked for in every test; whoever must have one has shown it.
    """
    monkeypatch.setattr(Client, "force_login", force_login)


@pytest.fixture(autouse=True)
def _own_language() -> Iterator[None]:
    """Each test starts in French: a request below ``/en/`` leaves its language in the thread."""
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def _only_on_postgresql(request: pytest.FixtureRequest) -> None:
    """Skip the tests marked ``postgres`` on another database."""
    if request.node.get_closest_marker("postgres") and connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL: run make postgres-test")


# What tests ask for ---------------------------------------------------------------------------


@pytest.fixture
def today() -> datetime.date:
    """The day of the suite."""
    return clock.today()


@pytest.fixture
def on() -> datetime.date:
    """The day that tests ask about: the state of the test portfolio."""
    return datetime.date(2026, 8, 20)


@pytest.fixture(scope="session")
def content_tree() -> Path:
    """The real content tree that the import and the compatible API are measured on."""
    if not CONTENT_TREE.is_dir():
        pytest.skip(f"needs the test portfolio, expected beside the repository: {CONTENT_TREE}")
    return CONTENT_TREE
