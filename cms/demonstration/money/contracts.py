"""Records the public contracts of the demonstration, and who may order under them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from startups.money.contracts.models import Contract
from startups.money.contracts.selectors.contracts import Holder
from startups.money.contracts.services.contracts import modify_contract, record_contract
from startups.money.contracts.services.users import choose_users
from startups.money.enums import ContractNature, IdentifierKind, Technique
from startups.registry.models import Incubator, Startup

from ..dates import resolve

TAX = Decimal("1.2")
NOTICES = "https://avis.example/"


@dataclass
class Use:
    """Who orders under a contract, and for how much in euros including tax."""

    startups: dict[int, Startup] = field(default_factory=dict)
    ordered: Decimal = Decimal(0)


def load_contracts(
    story: Mapping[str, Any], uses: Mapping[str, Use], *, on: date
) -> dict[str, Contract]:
    """By key, each contract, used by those who order under it and by the incubators."""
    contracts: dict[str, Contract] = {}
    for key, row in story["contracts"].items():
        contracts[key] = _contract(story, row, contracts, uses.get(key) or Use(), on)
    return contracts


def _contract(
    story: Mapping[str, Any],
    row: Mapping[str, Any],
    known: Mapping[str, Contract],
    use: Use,
    on: date,
) -> Contract:
    notified = resolve(row["notified"], on=on)
    contract = record_contract(
        values={
            "buyer_siret": story["buyer"]["siret"],
            "buyer_name": story["buyer"]["name"],
            "reference": row["reference"],
            "purpose": row["purpose"],
            "nature": ContractNature.CONTRACT,
            "procedure": row["procedure"],
            "technique": row.get("technique", Technique.NONE),
            "cpv": row["cpv"],
            "ceiling": _ceiling(row, use.ordered),
            "notified_on": notified,
            "months": row["months"],
            "framework": known.get(row.get("framework", "")),
            "notice_url": f"{NOTICES}{row['reference'].lower()}",
        },
        holders=[_holder(story["firms"][firm]) for firm in row["holders"]],
        on=notified,
        actor=None,
    )
    incubators = Incubator.objects.filter(ghid__in=row.get("incubators", []))
    choose_users(
        contract=contract,
        startups=use.startups.values(),
        incubators=incubators or Incubator.objects.all(),
        on=notified,
        actor=None,
    )
    if change := row.get("modified"):
        day = resolve(change["after"], on=on)
        values = {"notified_on": day, "ceiling": Decimal(change["ceiling"])}
        modify_contract(contract=contract, values=values, on=day + timedelta(days=1), actor=None)
    return contract


def _ceiling(row: Mapping[str, Any], ordered: Decimal) -> Decimal:
    """What is told, or what makes ``filled`` the share that is ordered; excluding tax."""
    if "ceiling" in row:
        return Decimal(row["ceiling"])
    return round(ordered / TAX / Decimal(str(row["filled"])), -2).quantize(Decimal("0.01"))


def _holder(firm: Mapping[str, str]) -> Holder:
    return Holder(kind=IdentifierKind.SIRET, identifier=firm["siret"], name=firm["name"])
