"""``manage.py import_contracts``: right files are read whole, broken ones change nothing."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from startups.money.contracts.decp.reader import read_decp
from startups.money.contracts.models import (
    Contract,
    ContractHolder,
    ContractModification,
    Subcontract,
)
from startups.money.contracts.selectors.contracts import positions
from startups.money.contracts.services.decp_import import RefusedFile, import_decp
from startups.registry.models import JournalEntry
from tests.factories import make_startup

from .decp_files import (
    BROKEN,
    FRAMEWORK,
    OTHER_BUYER,
    UNREADABLE,
    VALID,
    changed,
    contract,
    file_of,
    firm,
    modification,
    written,
)
from .making import BUYER, FIRM, OTHER_FIRM, make_contract, use

pytestmark = pytest.mark.django_db
ON = date(2026, 8, 20)
KEPT = (Contract, ContractHolder, ContractModification, Subcontract)


def bring_in(content: Any, **options: Any) -> Any:
    found = read_decp(content if isinstance(content, bytes) else written(content))
    return import_decp(decp_file=found, on=ON, actor=None, reason="Import", **options)


def everything() -> dict[str, Any]:
    """What is recorded of contracts, with its history, and every act."""
    models = [*KEPT, *(apps.get_model("startups", f"Historical{m.__name__}") for m in KEPT)]
    rows = {model.__name__: list(model.objects.order_by("pk").values()) for model in models}
    return rows | {"acts": JournalEntry.objects.count()}


def counts() -> list[int]:
    return [model.objects.count() for model in KEPT]


def test_there_are_enough_of_both() -> None:
    assert len(VALID) >= 20
    assert len(BROKEN) + len(UNREADABLE) >= 40


@pytest.mark.parametrize("name", VALID)
def test_a_right_file_is_brought_in_and_the_second_time_changes_nothing(name: str) -> None:
    content = VALID[name]
    published = content["marches"].get("marche", [])

    outcome = bring_in(content)

    assert len(outcome.created) == len(published) == Contract.objects.count()
    assert counts()[1:] == [
        sum(len(one["titulaires"]) for one in published),
        sum(len(one.get("modifications", [])) for one in published),
        sum(len(one.get("actesSousTraitance", [])) for one in published),
    ]
    before = everything()
    again = bring_in(content)
    assert everything() == before
    assert (again.created, again.changed, again.unchanged) == ([], [], len(published))


def text_of(content: Any) -> bytes:
    """The file; half a character cannot be written in UTF-8, but its escape can."""
    return written(content).replace(b"SURROGATE", rb"\ud800")


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_named_and_nothing_changes(name: str) -> None:
    content, path, on_the_line = BROKEN[name]
    bring_in(file_of(contract(id="AVANT")))
    before = everything()
    text = text_of(content)

    with pytest.raises(RefusedFile) as caught:
        bring_in(text)

    (error,) = caught.value.errors
    assert error.path == path
    assert on_the_line in text.decode().splitlines()[error.line - 1]
    assert error.reason
    assert everything() == before


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_that_is_not_json_is_named_with_its_line(name: str) -> None:
    content, line = UNREADABLE[name]

    with pytest.raises(RefusedFile) as caught:
        bring_in(content)

    (error,) = caught.value.errors
    assert error.line == line
    assert not Contract.objects.exists()


def test_every_error_of_a_file_is_named_and_good_contracts_are_not_written() -> None:
    bad = contract(id="MAUVAIS", montant=0, codeCPV="x", titulaires=[firm("1")])

    with pytest.raises(RefusedFile) as caught:
        bring_in(file_of(contract(), bad))

    assert [error.field for error in caught.value.errors] == ["codeCPV", "montant", "id"]
    assert not Contract.objects.exists()


def test_what_is_kept_is_what_the_file_says() -> None:
    bring_in(VALID["a joint group of firms"])

    found = Contract.objects.get()
    assert (found.buyer_siret, found.reference) == (BUYER, "2026-042")
    assert found.purpose == "Développement de services numériques"
    assert (found.nature, found.procedure) == ("Marché", "Procédure adaptée")
    assert (found.ceiling, found.months, found.cpv) == (90_000, 24, "72000000")
    assert found.notified_on == date(2026, 1, 15)
    assert [h.identifier for h in found.holders.all()] == [OTHER_FIRM, FIRM]


def test_a_modification_counts_from_its_own_date() -> None:
    bring_in(VALID["modifications in any order"])
    key = Contract.objects.get().pk

    def on(day: str) -> tuple[Decimal, date]:
        found = positions([key], on=date.fromisoformat(day))[key]
        return found.ceiling, found.ends_on

    assert on("2026-05-31") == (108_000, date(2028, 1, 15))
    assert on("2026-06-01") == (144_000, date(2028, 1, 15))
    assert on("2026-09-01") == (180_000, date(2030, 1, 15))


@pytest.mark.parametrize(
    "name",
    [
        "a subsequent contract after its framework agreement",
        "a subsequent contract before its framework agreement",
        "a subsequent contract of a central purchasing body",
    ],
)
def test_a_subsequent_contract_comes_under_its_framework_agreement(name: str) -> None:
    bring_in(VALID[name])

    assert Contract.objects.get(reference="2026-042").framework.reference == "AC"


def test_a_framework_agreement_may_be_recorded_before_or_come_later() -> None:
    outcome = bring_in(file_of(contract(idAccordCadre="AC")))
    assert [note.path for note in outcome.notes] == ["marches.marche[0].idAccordCadre"]
    subsequent = Contract.objects.get()
    assert (subsequent.framework, subsequent.framework_reference) == (None, "AC")

    bring_in(file_of(contract(id="AC", techniques=FRAMEWORK)))
    bring_in(file_of(contract(id="2026-043", idAccordCadre="AC")))

    assert Contract.objects.filter(framework__reference="AC").count() == 2


def test_a_reference_that_two_other_buyers_have_is_not_guessed() -> None:
    for buyer in (OTHER_BUYER, "21310555400017"):
        make_contract(reference="AC", buyer_siret=buyer, technique="Accord-cadre")

    bring_in(file_of(contract(idAccordCadre="AC")))

    assert Contract.objects.get(reference="2026-042").framework is None


def test_contracts_recorded_at_two_times_never_come_under_each_other() -> None:
    bring_in(file_of(contract(id="A", idAccordCadre="B")))
    bring_in(file_of(contract(id="B", idAccordCadre="A")))

    above = dict(Contract.objects.values_list("reference", "framework__reference"))
    assert list(above.values()).count(None) == 1


def test_what_the_file_corrects_is_corrected_and_what_it_does_not_say_stays() -> None:
    startup = make_startup()
    bring_in(VALID["a contract"])
    found = Contract.objects.get()
    found.buyer_name, found.tax_rate = "DINUM", Decimal("8.5")
    found.save()
    holder = found.holders.get()
    holder.name = "Atelier du code"
    holder.save()
    use(found, startup)

    def change(content: Any) -> None:
        content["marches"]["marche"][0] |= {"objet": "Autre objet", "dureeMois": 36}
        content["marches"]["marche"][0]["titulaires"].append(firm(OTHER_FIRM))

    outcome = bring_in(changed("a contract", change))

    found.refresh_from_db()
    assert [c.pk for c in outcome.changed] == [found.pk]
    assert (found.purpose, found.months) == ("Autre objet", 36)
    assert (found.buyer_name, found.tax_rate) == ("DINUM", Decimal("8.5"))
    assert [h.name for h in found.holders.all()] == ["Atelier du code", ""]
    assert JournalEntry.objects.filter(startup=startup).count() == 1


def test_a_modification_that_is_recorded_otherwise_refuses_the_file() -> None:
    bring_in(VALID["a modification of the amount"])
    before = everything()
    other = contract(objet="Autre", modifications=[modification(montant=130000)])

    with pytest.raises(RefusedFile) as caught:
        bring_in(file_of(other, contract(id="NOUVEAU")))

    (error,) = caught.value.errors
    assert "1" in error.reason
    assert everything() == before


def test_a_later_modification_is_added_to_those_recorded() -> None:
    bring_in(VALID["a modification of the amount"])
    more = [modification(montant=120000), modification(2, "2026-09-01", dureeMois=48)]

    outcome = bring_in(file_of(contract(modifications=more)))

    assert outcome.modifications == 1
    assert ContractModification.objects.count() == ContractModification.history.count() == 2


def test_amounts_are_rounded_to_the_cent_and_techniques_chosen_aloud() -> None:
    outcome = bring_in(VALID["cents and more than cents"])
    assert set(Contract.objects.values_list("ceiling", flat=True)) == {
        Decimal("41666.67"),
        Decimal("1.50"),
    }
    assert [note.field for note in outcome.notes] == ["montant"]

    outcome = bring_in(VALID["several techniques"])
    assert Contract.objects.get(reference="2026-042").technique == "Accord-cadre"
    assert [note.field for note in outcome.notes] == ["techniques"]


def test_a_subcontract_is_as_its_modification_leaves_it() -> None:
    bring_in(VALID["a subcontract that was modified"])

    rows = Subcontract.objects.order_by("number").values_list("amount", "months")
    assert list(rows) == [(15_000, 9), (Decimal("12000.50"), 6)]


def test_concessions_are_said_not_to_be_kept() -> None:
    outcome = bring_in(VALID["concessions beside"])

    assert [note.path for note in outcome.notes] == ["marches.contrat-concession[0]"]
    assert Contract.objects.count() == 1


@pytest.mark.parametrize("number", [1, 40])
def test_new_contracts_take_the_same_queries_whatever_their_number(
    django_assert_num_queries: Any, number: int
) -> None:
    found = read_decp(written(file_of(*(contract(id=f"M{n}") for n in range(number)))))

    with django_assert_num_queries(9):
        import_decp(decp_file=found, on=ON, actor=None, reason="Import")

    assert Contract.objects.count() == number


# The command.


def run(path: Path, *options: str) -> str:
    from io import StringIO

    out = StringIO()
    call_command("import_contracts", str(path), *options, stdout=out, stderr=out)
    return out.getvalue()


def test_the_command_says_what_it_did(tmp_path: Path) -> None:
    path = tmp_path / "decp.json"
    path.write_bytes(b"\xef\xbb\xbf" + written(VALID["concessions beside"]))

    said = run(path)

    assert "decp.json" in said
    assert Contract.objects.count() == 1


def test_a_dry_run_says_all_and_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "decp.json"
    path.write_bytes(written(VALID["two contracts"]))
    before = everything()

    said = run(path, "--dry-run")

    assert "2" in said
    assert everything() == before


def test_the_command_names_file_line_field_and_reason(tmp_path: Path) -> None:
    from io import StringIO

    path = tmp_path / "decp.json"
    path.write_bytes(written(BROKEN["an amount of nothing"][0]))
    said = StringIO()

    with pytest.raises(CommandError):
        call_command("import_contracts", str(path), stderr=said)

    line = next(
        number
        for number, text in enumerate(path.read_text().splitlines(), start=1)
        if '"montant"' in text
    )
    assert f"decp.json, ligne {line}, marches.marche[0].montant" in said.getvalue() or (
        f"decp.json, line {line}, marches.marche[0].montant" in said.getvalue()
    )
    assert not Contract.objects.exists()


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"nowhere\.json"):
        call_command("import_contracts", str(tmp_path / "nowhere.json"))
