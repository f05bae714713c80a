"""What is signed is never changed: each way tried is refused, whatever layer it goes through."""

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core import serializers
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.models import F, ProtectedError
from django.test import Client
from django.urls import reverse
from wagtail.admin.viewsets import viewsets

from startups.core.models.append_only import AppendOnlyModel, Immutable, thawed
from startups.core.models.immutability import append_only_models
from startups.core.services.facts import update_facts
from startups.money.models import Funding
from startups.personal_data.services.anonymisation import anonymise_person
from startups.reviews.models import Decision, DecisionCorrection, Target, TargetAmendment
from startups.reviews.services.decisions.draft import AimDraft, DecisionDraft
from startups.reviews.services.decisions.following import Correction, amend_target, correct_decision
from startups.reviews.services.decisions.signing import sign_decision
from tests import clock
from tests.access.cast import Cast, CastAsOf
from tests.factories import make_person, make_review

pytestmark = pytest.mark.django_db

ON = date(2026, 6, 1)
FORGED = "Réécrit après coup"
REFUSALS = (Immutable, DatabaseError, ValidationError, ProtectedError)
# What may be tampered with: each frozen row, and a field of it.
FIELDS: dict[type[AppendOnlyModel], tuple[str, Any]] = {
    Decision: ("public_reasons", FORGED),
    DecisionCorrection: ("reason", FORGED),
    Target: ("wording", FORGED),
    TargetAmendment: ("wording", FORGED),
    Funding: ("amount", Decimal(9)),
}
type Attempt = Callable[[Any, str, Any], Any]


@pytest.fixture
def cast(cast_as_of: CastAsOf) -> Cast:
    return cast_as_of(today=clock.today())


@pytest.fixture
def signed(cast: Cast) -> Decision:
    """A decision with a funding, a target, an amendment and a correction."""
    aim = AimDraft("Doubler les usages", "par mois", Decimal(1000), date(2026, 11, 30))
    draft = DecisionDraft(
        kind="continue",
        decided_on=ON,
        public_reasons="Camille Lemoine a doublé les usages.",
        amount=Decimal(1000),
        period_start=ON,
        period_end=date(2026, 12, 31),
        funding_kind="own_budget",
        targets=(aim,),
    )
    manager = cast.users["manager"]
    review = make_review(cast.ours, due=ON)
    decision = sign_decision(review=review, draft=draft, on=ON, actor=manager)
    amend_target(
        target=decision.targets.get(), aim=aim, on=ON, actor=manager, reason="Unité précisée"
    )
    correction = Correction(private_reasons="Le sponsor hésite.")
    correct_decision(decision=decision, correction=correction, on=ON, actor=manager, reason="Oubli")
    return decision


def rows(model: type[AppendOnlyModel]) -> list[tuple[Any, ...]]:
    """What the table says, asked without any of our code."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{model._meta.db_table}" ORDER BY id')  # noqa: S608  # ours
        return cursor.fetchall()


def save_it(row: Any, field: str, value: Any) -> None:
    setattr(row, field, value)
    row.save()


def save_one_field(row: Any, field: str, value: Any) -> None:
    setattr(row, field, value)
    row.save(update_fields=[field])


def save_as_new(row: Any, field: str, value: Any) -> None:
    """As if it came from elsewhere, under the same key."""
    copy = type(row)(**{f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields})
    setattr(copy, field, value)
    copy.save()


def bulk_update(row: Any, field: str, value: Any) -> None:
    setattr(row, field, value)
    type(row).objects.bulk_update([row], [field])


def bulk_upsert(row: Any, field: str, value: Any) -> None:
    setattr(row, field, value)
    type(row).objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["id"], update_fields=[field]
    )


def fixture_again(row: Any, field: str, value: Any) -> None:
    """``manage.py loaddata`` writes past ``save``."""
    told = json.loads(serializers.serialize("json", [row]))
    told[0]["fields"][field] = str(value)
    for loaded in serializers.deserialize("json", json.dumps(told)):
        loaded.save()


def raw_update(row: Any, field: str, value: Any) -> None:
    with connection.cursor() as cursor:
        statement = f'UPDATE "{row._meta.db_table}" SET "{field}" = %s WHERE id = %s'  # noqa: S608
        cursor.execute(statement, [str(value), row.pk])


def from_history(row: Any, field: str, value: Any) -> None:
    earlier = row.history.first().instance
    setattr(earlier, field, value)
    earlier.save()


def update_or_create(row: Any, field: str, value: Any) -> None:
    type(row).objects.update_or_create(pk=row.pk, defaults={field: value})


def through_the_service(row: Any, field: str, value: Any) -> None:
    update_facts(instance=row, values={field: value}, actor=None, reason="Rien")


ATTEMPTS: dict[str, Attempt] = {
    "save": save_it,
    "save of one field": save_one_field,
    "save under the same key": save_as_new,
    "update of a query set": lambda row, f, v: type(row).objects.filter(pk=row.pk).update(**{f: v}),
    "update of all": lambda row, f, v: type(row).objects.update(**{f: v}),
    "bulk update": bulk_update,
    "bulk creation over it": bulk_upsert,
    "update or create": update_or_create,
    "the base manager": lambda row, f, v: (
        type(row)._base_manager.filter(pk=row.pk).update(**{f: v})
    ),
    "what it says already": lambda row, f, v: type(row)._base_manager.update(**{f: F(f)}),
    "SQL": raw_update,
    "a fixture": fixture_again,
    "its history": from_history,
    "the service of facts": through_the_service,
    "deletion": lambda row, f, v: row.delete(),
    "deletion of a query set": lambda row, f, v: type(row).objects.filter(pk=row.pk).delete(),
    "deletion by the base manager": lambda row, f, v: (
        type(row)._base_manager.filter(pk=row.pk).delete()
    ),
}


@pytest.mark.parametrize("model", FIELDS, ids=lambda model: model.__name__)
@pytest.mark.parametrize("way", ATTEMPTS)
def test_no_way_changes_what_is_signed(
    way: str, model: type[AppendOnlyModel], signed: Decision
) -> None:
    before = rows(model)
    row = model._base_manager.order_by("pk")[0]

    with pytest.raises(REFUSALS), transaction.atomic():
        ATTEMPTS[way](row, *FIELDS[model])

    assert before
    assert rows(model) == before


def test_a_related_manager_changes_nothing(signed: Decision) -> None:
    before = rows(Target)

    with pytest.raises(Immutable):
        signed.targets.update(wording=FORGED)
    with pytest.raises(Immutable):
        signed.targets.all().delete()
    with pytest.raises(ProtectedError):
        signed.review.delete()

    assert rows(Target) == before


@pytest.mark.postgres
@pytest.mark.parametrize("model", FIELDS, ids=lambda model: model.__name__)
def test_postgresql_refuses_deletions_too(model: type[AppendOnlyModel], signed: Decision) -> None:
    with (
        pytest.raises(DatabaseError, match="frozen"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f'DELETE FROM "{model._meta.db_table}"')  # noqa: S608  # ours


def test_every_frozen_model_has_its_trigger(db: None) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'frozen'")
        else:
            cursor.execute("SELECT tbl_name FROM sqlite_master WHERE type = 'trigger'")
        guarded = {table.strip('"') for (table,) in cursor.fetchall()}

    assert {model._meta.db_table for model in append_only_models()} <= guarded
    assert set(FIELDS) <= set(append_only_models())


def test_migrating_again_keeps_the_triggers(signed: Decision) -> None:
    call_command("migrate", "startups", verbosity=0)

    with pytest.raises(DatabaseError), transaction.atomic():
        Target._base_manager.update(wording=FORGED)


def test_signing_again_changes_nothing(signed: Decision, cast: Cast) -> None:
    before = rows(Target)
    aim = AimDraft(FORGED, "par mois", Decimal(1), date(2026, 11, 30))
    draft = DecisionDraft("continue", ON, "Autres", targets=(aim,))

    with pytest.raises(ValidationError):
        sign_decision(review=signed.review, draft=draft, on=ON, actor=cast.users["manager"])

    assert rows(Target) == before


@pytest.mark.parametrize("role", ["administrator", "manager", "committee", "intrapreneur"])
def test_no_page_edits_what_is_signed(role: str, signed: Decision, cast: Cast) -> None:
    """Every address of the review, by POST, with the names of all the fields."""
    client = Client()
    client.force_login(cast.users[role])
    target, before = signed.targets.get(), [rows(model) for model in (Decision, Target)]
    keys = {"pk": signed.review_id}
    fields = {"wording": FORGED, "public_reasons": FORGED, "target_value": "1", "act": "sign"}
    forged = {**fields, "id": target.pk, "kind": "stop", "decided_on": "2026-06-01"}
    forged |= {f"target-0-{name}": value for name, value in fields.items()}
    slug = cast.ours.slug
    paths = [
        *(reverse(f"reviews:{name}", kwargs=keys) for name in ("read", "decide", "decision")),
        reverse("reviews:correct", kwargs=keys),
        reverse("reviews:amend", kwargs={**keys, "target": target.pk}),
        reverse("team_reviews:dossier", args=(slug,)),
        reverse("team_reviews:save_unit", args=(slug,)),
    ]

    for path in paths:
        client.post(path, forged)

    assert [rows(model) for model in (Decision, Target)] == before


def test_the_back_office_has_no_form_for_what_is_signed() -> None:
    edited = {getattr(viewset, "model", None) for viewset in viewsets.viewsets}

    assert not edited & set(append_only_models())


def test_an_amendment_is_a_new_row_and_the_target_stays(signed: Decision, cast: Cast) -> None:
    target, before = signed.targets.get(), rows(Target)
    aim = AimDraft("Tripler", "par mois", Decimal(1500), date(2026, 11, 30))

    amend_target(target=target, aim=aim, on=ON, actor=cast.users["manager"], reason="Succès")

    assert rows(Target) == before
    last = TargetAmendment.objects.order_by("-pk")[0]
    assert (last.wording, last.reason, last.amended_by) == (
        "Tripler",
        "Succès",
        cast.users["manager"],
    )


def test_a_name_goes_from_what_is_signed_and_nothing_else_does(
    signed: Decision, cast: Cast
) -> None:
    person = make_person("Camille Lemoine")
    admin = cast.users["administrator"]

    anonymise_person(person=person, on=ON, actor=admin, reason="Demande")

    stored = Decision.objects.get(pk=signed.pk)
    assert "Lemoine" not in stored.public_reasons
    assert stored.public_reasons.endswith("a doublé les usages.")
    assert stored.amount == Decimal(1000)
    with pytest.raises(DatabaseError), transaction.atomic():
        Decision._base_manager.update(public_reasons=FORGED)


def test_frozen_again_after_an_error_under_the_exception(signed: Decision) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic(), thawed():
        raise ZeroDivisionError

    with pytest.raises(DatabaseError), transaction.atomic():
        Target._base_manager.update(wording=FORGED)
