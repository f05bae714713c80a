"""Which rows the public may read of money, for ``public_rows``: no order, no payment."""

from datetime import date
from typing import Any

from django.db.models import F, IntegerField, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce

from startups.core.selectors.public_rows import RowPart, branch, term_label
from startups.money.contracts.models import Contract, ContractHolder, ContractModification
from startups.money.enums import StatementState
from startups.money.models import Activity, Funding
from startups.money.statements.models import Statement
from startups.registry.models import Startup


def money_branches(startup: Startup, *, on: date) -> list[QuerySet[Any]]:
    """What is public of money on the day ``on``."""
    return [_fundings(startup, on), *_contracts(startup, on), *_statements(startup, on)]


def _fundings(startup: Startup, on: date) -> QuerySet[Any]:
    """What was granted up to the day; a correction is the child of what it corrects."""
    return branch(
        Funding.objects.filter(startup=startup, granted_on__lte=on),
        RowPart.FUNDING,
        parent=Coalesce(F("corrects_id"), 0),
        other=Coalesce(F("decision_id"), 0),
        day=F("granted_on"),
        until=F("end"),
        code=F("kind"),
        name=Coalesce(F("source__name"), Value("")),
        text=F("agreement"),
        second=F("agreement_url"),
        third=Cast(F("start"), TextField()),
        fourth=F("promotion"),
        target=F("amount"),
    )


def _contracts(startup: Startup, on: date) -> list[QuerySet[Any]]:
    """The contracts that the startup itself uses: as published, without any amount."""
    mine = {"contract__startups": startup, "contract__notified_on__lte": on}
    changes = ContractModification.objects.filter(**mine, notified_on__lte=on)
    return [
        branch(
            Contract.objects.filter(startups=startup, notified_on__lte=on),
            RowPart.CONTRACT,
            other=Cast(F("months"), IntegerField()),
            day=F("notified_on"),
            code=F("nature"),
            name=F("reference"),
            text=F("purpose"),
            second=F("notice_url"),
            third=F("procedure"),
            fourth=F("buyer_name"),
        ),
        branch(
            ContractHolder.objects.filter(**mine),
            RowPart.HOLDER,
            parent=F("contract_id"),
            position=Cast(F("position"), IntegerField()),
            code=F("kind"),
            name=F("name"),
            text=F("identifier"),
        ),
        branch(
            changes,
            RowPart.CHANGE,
            parent=F("contract_id"),
            position=Cast(F("number"), IntegerField()),
            other=Coalesce(Cast(F("months"), IntegerField()), 0),
            day=F("notified_on"),
            text=Cast(F("holders"), TextField()),
        ),
    ]


def _statements(startup: Startup, on: date) -> list[QuerySet[Any]]:
    """What each validated statement published, those that were replaced since included."""
    validated = Statement.objects.filter(
        startup=startup, state=StatementState.VALIDATED, validated_on__lte=on
    )
    return [
        branch(
            validated.exclude(published={}),
            RowPart.STATEMENT,
            parent=Coalesce(F("replaces_id"), 0),
            other=Cast(F("year"), IntegerField()),
            day=F("validated_on"),
            code=F("half"),
            text=Cast(F("published"), TextField()),
            second=F("comment"),
        ),
        branch(
            Activity.objects.all(),
            RowPart.ACTIVITY,
            position=Cast(F("position"), IntegerField()),
            code=F("code"),
            name=term_label(),
        ),
    ]
