"""Bringing a table in: preview, errors by line, nothing written until it is agreed to."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from startups.money.models import Commitment, Payment
from startups.registry.models import JournalEntry

from .making import make_contract, make_funding, make_order

pytestmark = pytest.mark.django_db
HEAD = "Référence;Fournisseur;Montant;Activité;Ressource;Marché;Du mois;Au mois;Commandé le"


@pytest.fixture
def contract(cast: Any) -> Any:
    return make_contract(users=[cast.ours], reference="M-2026", ceiling=10_000)


@pytest.fixture
def team(sign_in: Any) -> Any:
    return sign_in("intrapreneur")


@pytest.fixture
def path(cast: Any) -> str:
    return reverse("team_money:import", args=(cast.ours.slug,))


def line(reference: str = "BC-1", amount: str = "1 200,00", contract: str = "M-2026") -> str:
    cells = (reference, "Atelier", amount, "Développement", "Prestations externes", contract)
    return ";".join((*cells, "03/2026", "05/2026", "02/03/2026"))


def table(*lines: str) -> str:
    return "\n".join((HEAD, *lines))


def sent(client: Any, path: str, text: str = "", kind: str = "orders", **options: Any) -> Any:
    return client.post(path, {"kind": kind, "text": text} | options)


def agreed(client: Any, path: str, preview: Any) -> Any:
    """Agrees to what was shown, as the form of the preview would."""
    form = preview.context["form"]
    return client.post(path, {name: form[name].value() for name in form.fields})


def test_a_table_is_shown_then_written(cast, contract, team, path) -> None:
    preview = sent(team, path, table(line(), "", line("BC-2", "300", "")))

    assert preview.status_code == 200
    assert [row.line for row in preview.context["table"].rows] == [2, 4]
    assert not Commitment.objects.exists()
    assert not JournalEntry.objects.filter(startup=cast.ours).exists()

    answer = agreed(team, path, preview)

    assert answer.status_code == 302
    orders = Commitment.objects.order_by("reference")
    assert [(o.reference, o.amount, o.contract) for o in orders] == [
        ("BC-1", 1_200, contract),
        ("BC-2", 300, None),
    ]
    first = orders[0]
    assert (first.covers_from, first.covers_until) == (date(2026, 3, 1), date(2026, 5, 31))
    assert {o.history.get().history_user for o in orders} == {cast.users["intrapreneur"]}
    assert JournalEntry.objects.filter(startup=cast.ours).count() == 1


def test_a_workbook_and_a_csv_file_are_brought_in(cast, contract, team, path) -> None:
    book = Workbook()
    book.active.append(HEAD.split(";"))
    cells = ["BC-9", "Atelier", 1234.5, "Développement", "Prestations externes", "M-2026"]
    book.active.append([*cells, date(2026, 3, 1), date(2026, 5, 31), date(2026, 3, 2)])
    out = BytesIO()
    book.save(out)
    files = {
        "commandes.xlsx": out.getvalue(),
        "commandes.csv": table(line("BC-8")).encode("cp1252"),
    }

    for name, content in files.items():
        preview = sent(team, path, file=SimpleUploadedFile(name, content))
        assert preview.status_code == 200, preview.context["form"].errors
        assert agreed(team, path, preview).status_code == 302

    amounts = dict(Commitment.objects.values_list("reference", "amount"))
    assert amounts == {"BC-9": 1_234.5, "BC-8": 1_200}


@pytest.mark.parametrize(
    ("text", "errors"),
    [
        (table(line(amount="x")), [(2, "x")]),
        (table(line(), line("BC-2", contract="INCONNU")), [(3, "INCONNU")]),
        (table(line(), line()), [(3, "BC-1")]),
        (table(line(amount="-5")), [(2, "-5.00")]),
        (table(line("A", "9 000"), line("B", "3 000,01")), [(3, "M-2026")]),
        (table(line().replace("02/03/2026", "21/08/2026")), [(2, "21/08/2026")]),
        (table(line().replace("Développement", "Jardinage")), [(2, "Jardinage")]),
        (table(line().replace("05/2026", "02/2026")), [(2, "28/02/2026")]),
        ("Montant\n5", None),
    ],
)
def test_errors_are_named_by_line_and_nothing_is_written(
    cast, contract, team, path, text, errors
) -> None:
    answer = sent(team, path, text)

    assert answer.status_code == 422
    found = [(error.line, error.read) for error in answer.context["errors"]]
    assert found == errors if errors else found
    assert not Commitment.objects.exists()
    # What was sent is there to be mended.
    assert answer.context["form"]["text"].value().splitlines()[0].startswith(("Réf", "Mon"))


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({}, "text"),
        ({"text": '"a;b'}, "text"),
        ({"file": SimpleUploadedFile("x.xlsx", b"PK\x03\x04x")}, "file"),
        ({"text": "a;b\n1;2", "kind": "nonsense"}, "kind"),
        ({"text": "x" * 500_001}, "text"),
    ],
)
def test_what_is_no_table_is_said_beside_its_field(team, path, values, field) -> None:
    answer = sent(team, path, **values)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]


def test_what_changed_since_the_preview_is_shown_again(cast, contract, team, path) -> None:
    preview = sent(team, path, table(line()))
    form = preview.context["form"]
    values = {name: form[name].value() for name in form.fields}
    values["text"] = values["text"].replace("BC-1", "BC-X")

    answer = team.post(path, values)

    assert answer.status_code == 200
    assert answer.context["changed"]
    assert not Commitment.objects.exists()


def test_what_was_taken_since_the_preview_is_refused(cast, contract, team, path) -> None:
    preview = sent(team, path, table(line(amount="9 000")))
    make_order(cast.theirs, 6_000, contract=contract)

    answer = agreed(team, path, preview)

    assert answer.status_code == 422
    assert [error.line for error in answer.context["errors"]] == [2]
    assert Commitment.objects.count() == 1


def test_agreeing_twice_writes_once(cast, contract, team, path) -> None:
    preview = sent(team, path, table(line()))
    agreed(team, path, preview)

    answer = agreed(team, path, preview)

    assert answer.status_code == 422
    assert Commitment.objects.count() == 1


def test_a_contract_and_a_funding_of_others_are_not_named(cast, team, path) -> None:
    make_contract(users=[cast.theirs], reference="M-2026")
    make_funding(cast.theirs, agreement="CONV")
    text = table(line()).replace("Commandé le", "Commandé le;Financement") + ";CONV"

    answer = sent(team, path, text)

    assert [(e.line, e.read) for e in answer.context["errors"]] == [(2, "M-2026"), (2, "CONV")]


def test_a_line_may_say_its_funding_and_its_whole_chain(cast, contract, team, path) -> None:
    funding = make_funding(cast.ours, agreement="CONV-1")
    head = "Financement;Devis;Service fait le;Facturé le;SIRET;Note"
    more = ";conv-1;01/03/2026;30/04/2026;05/05/2026;732 829 320 00074;Lot 2"
    text = f"{HEAD};{head}\n{line()}{more}"

    agreed(team, path, sent(team, path, text))

    order = Commitment.objects.get()
    assert (order.funding, order.note) == (funding, "Lot 2")
    assert (order.quoted_on, order.invoiced_on) == (date(2026, 3, 1), date(2026, 5, 5))
    assert order.supplier_siret == "73282932000074"


def test_payments_are_brought_in_too(cast, team, path) -> None:
    order, other = make_order(cast.ours, reference="BC-1"), make_order(cast.theirs, reference="X")
    head = "Référence\tMontant\tPayé le\tFacture\tMotif"

    wrong = sent(
        team,
        path,
        f"{head}\nBC-1\t600\t01/05/2026\nBC-1\t600\t02/05/2026\nX\t1\t01/05/2026",
        "payments",
    )
    assert [error.line for error in wrong.context["errors"]] == [4]
    wrong = sent(team, path, f"{head}\nBC-1\t600\t01/05/2026\nBC-1\t600\t02/05/2026", "payments")
    assert [error.line for error in wrong.context["errors"]] == [3]
    assert not Payment.objects.exists()

    text = f"{head}\nBC-1\t600\t01/05/2026\tF-1\nBC-1\t-100\t02/05/2026\t\tTrop-perçu"
    answer = agreed(team, path, sent(team, path, text, "payments"))

    assert answer.status_code == 302
    rows = Payment.objects.order_by("paid_on").values_list("amount", "reference", "reason")
    assert list(rows) == [(600, "F-1", ""), (-100, "", "Trop-perçu")]
    assert not other.payments.exists()
    assert order.payments.count() == 2


def test_late_lines_are_said_to_be_late(cast, contract, team, path, settings) -> None:
    settings.BUDGET_LAST_ORDER = "03-01"

    preview = sent(team, path, table(line(), line("BC-2")))

    assert len(preview.context["warnings"]) == 1
    assert agreed(team, path, preview).status_code == 302


@pytest.mark.parametrize("number", [2, 60])
def test_a_preview_takes_the_same_queries_whatever_its_length(
    cast, contract, team, path, django_assert_num_queries, number
) -> None:
    text = table(*(line(f"BC-{rank}", "10") for rank in range(number)))
    sent(team, path, text)

    with django_assert_num_queries(22):
        sent(team, path, text)


def test_what_is_pasted_is_shown_as_text(cast, contract, team, path) -> None:
    preview = sent(team, path, table(line("<script>1</script>")))
    refused = sent(team, path, table(line("A", "<img src=x>")))

    assert "<script>1" not in preview.text
    assert "<img src=x" not in refused.text
