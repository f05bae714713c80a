"""A startup on the eve of its review, and its people, each in a browser of their own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice
from playwright.sync_api import Page, expect

from startups.core.calendar import add_months
from startups.people.enums import StaffRole
from startups.registry.models import Incubator, Startup
from tests import clock
from tests.access.cast import assign, make_user
from tests.factories import make_incubator, make_published_startup
from tests.startups.reviews.dossiers.making import make_past_review, make_planned_review

from .pages import press

# That of ``make_user``.
PASSWORD = "a long password"
INTRAPRENEUR = "zoe@people.example"
LONG_BEFORE = timedelta(days=175)


@dataclass
class HalfYear:
    """Where it takes place, and the browsers: of the team, the manager, the committee, anybody."""

    url: str
    today: date
    incubator: Incubator
    startup: Startup
    team: Page
    manager: Page
    committee: Page
    anybody: Page

    @property
    def space(self) -> str:
        return f"{self.url}/espace/{self.startup.slug}/"

    @property
    def desk(self) -> str:
        return f"{self.url}/bureau/"

    @property
    def public(self) -> str:
        return f"{self.url}/startups/{self.startup.slug}/"

    @property
    def next_due(self) -> date:
        """The day of the review that follows what is decided today."""
        return add_months(self.today, 6)


def begin(url: str, page_at: Callable[..., Page], *, targets: int = 2) -> HalfYear:
    """A review decided almost six months ago, with ``targets``; nobody leads the team."""
    today = clock.today()
    incubator = make_incubator("Fabrique")
    startup = make_published_startup("Le Passe", incubators=[incubator], ghid="le-passe")
    decided_on = today - LONG_BEFORE
    make_past_review(startup, on=decided_on, targets=targets)
    make_planned_review(startup, due=add_months(decided_on, 6))
    team, manager, committee, anybody = (page_at() for _browser in range(4))
    return HalfYear(url, today, incubator, startup, team, manager, committee, anybody)


def sign_in_staff(year: HalfYear) -> None:
    """The manager and a member of the committee sign in, as anybody does."""
    manager, member = make_user("manager"), make_user("committee")
    assign(manager, year.incubator, StaffRole.MANAGER)
    assign(member, year.incubator, StaffRole.COMMITTEE)
    device = TOTPDevice.objects.create(user=manager, name="test", confirmed=True)
    enter(year.manager, year.url, manager)
    year.manager.fill("#id_code", f"{totp(device.bin_key):06d}")
    press(year.manager, "Go on")
    enter(year.committee, year.url, member)
    for page in (year.manager, year.committee):
        expect(page).to_have_url(year.desk)


def enter(page: Page, url: str, user: Any) -> None:
    page.goto(f"{url}/connexion/")
    page.fill("#id_username", user.email)
    page.fill("#id_password", PASSWORD)
    press(page, "Sign in")
