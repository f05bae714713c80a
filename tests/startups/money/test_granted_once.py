"""A decision grants once: signed again, sent again or imported again, there is one funding.

Signed by two at the same moment: ``tests/startups/reviews/test_at_once.py``.
"""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from startups.content_tree.selectors.exporting import current_tree
from startups.money.enums import FundingKind
from startups.money.models import Funding
from startups.money.selectors.position import position_of
from startups.registry.models import Startup
from startups.reviews.enums import DecisionKind
from startups.reviews.models import Decision, Review
from startups.reviews.services.decisions.draft import AimDraft, DecisionDraft
from startups.reviews.services.decisions.granting import grant
from startups.reviews.services.decisions.signing import sign_decision
from tests import clock
from tests.access.cast import CastAsOf
from tests.factories import make_account, make_review
from tests.startups.staff.reviews.sending import controls, press
from tests.trees import SMALL_TREE, import_files, run_import, write_tree

pytestmark = pytest.mark.django_db

ON = date(2026, 6, 1)
DRAFT = DecisionDraft(
    kind=DecisionKind.CONTINUE,
    decided_on=ON,
    public_reasons="Les usages doublent.",
    amount=Decimal("200000.00"),
    period_start=ON,
    period_end=date(2026, 12, 31),
    funding_kind=FundingKind.OWN_BUDGET,
    targets=(AimDraft("Doubler", "par mois", Decimal(1000), date(2026, 11, 30)),),
)


@pytest.fixture
def startup(tmp_path: Path) -> Startup:
    """A startup that came from its files, as nearly all of them do."""
    import_files(tmp_path, SMALL_TREE)
    return Startup.objects.get(ghid="guichet")


@pytest.fixture
def signed(startup: Startup) -> Decision:
    review = make_review(startup, due=ON)
    return sign_decision(review=review, draft=DRAFT, on=ON, actor=make_account())


def granted_once(startup: Startup) -> bool:
    granted = position_of(startup, on=date(2030, 1, 1)).granted
    return (Funding.objects.count(), granted) == (1, DRAFT.amount)


def test_signed_again(signed: Decision, startup: Startup) -> None:
    again = {"review": signed.review, "draft": DRAFT, "on": ON, "actor": signed.signed_by}
    with pytest.raises(ValidationError):
        sign_decision(**again)
    stale = Review(pk=signed.review_id, startup=startup, due_on=ON)
    with pytest.raises(ValidationError):
        sign_decision(**again | {"review": stale})
    assert granted_once(startup)


def test_granted_again_below_the_rules(signed: Decision, startup: Startup) -> None:
    """Whoever calls the inner service, or writes the row, is refused by the database."""
    with pytest.raises((ValidationError, IntegrityError)), transaction.atomic():
        grant(decision=signed, startup=startup, draft=DRAFT, on=ON, actor=None)
    assert granted_once(startup)


def test_loaded_again_from_a_dump(signed: Decision, startup: Startup) -> None:
    dump = serializers.serialize("json", Funding.objects.all())
    again = dump.replace(f'"pk": {signed.funding.pk}', '"pk": 987654')
    for text in (dump, again):
        [row] = serializers.deserialize("json", text)
        with pytest.raises((ValidationError, IntegrityError)), transaction.atomic():
            row.save()
    assert granted_once(startup)


def test_the_portfolio_exported_and_imported_again(
    signed: Decision, startup: Startup, tmp_path: Path
) -> None:
    files = {item.source.path: item.source.text for item in current_tree()}
    assert "Les usages doublent." in files["_startups/guichet.md"]
    tree = write_tree(tmp_path / "again", files)
    for _time in range(2):
        run_import(tree, on=date(2026, 8, 20))
    assert granted_once(startup)
    assert Decision.objects.get() == signed


def test_the_last_page_sent_again(client: Client, cast_as_of: CastAsOf) -> None:
    """The back button, then the button again: the second is told so, and grants nothing."""
    today = clock.today()
    cast = cast_as_of(today=today)
    review = make_review(cast.ours, due=today, by=cast.users["intrapreneur"])
    client.force_login(cast.users["manager"])
    path = reverse("reviews:decide", args=(review.pk,))
    typed = {
        "public_reasons": "Les usages doublent.",
        "amount": "1000",
        "funding_kind": FundingKind.OWN_BUDGET,
        "period_start": today.isoformat(),
        "period_end": date(today.year + 1, 12, 31).isoformat(),
    }
    aim = {"wording": "Doubler", "measure": "par mois", "target_value": "9"}
    typed |= {f"target-0-{name}": value for name, value in aim.items()}
    typed["target-0-due_on"] = date(today.year + 1, 1, 31).isoformat()
    shown = press(client, path, client.get(path).text, "preview", **typed)
    last = controls(shown.text) | {"act": "sign"}
    first, second = client.post(path, last), client.post(path, last)
    assert first.status_code == 302, first.text
    assert second.status_code in (302, 409)
    assert Funding.objects.get().amount == Decimal(1000)
