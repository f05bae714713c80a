"""The two tables of money that people send: orders, and payments of orders."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from startups.money.money_cells import read_amount, read_first_of_month, read_month
from startups.tables.cells import UnreadableError, read_day
from startups.tables.reading import ReadCell, TableColumn, word_in

type Words = Mapping[str, Sequence[Any]]


@dataclass(frozen=True)
class OrderWords:
    """By folded word, what a cell may name."""

    activities: Words
    resources: Words
    contracts: Words
    fundings: Words


def order_columns(words: OrderWords) -> tuple[TableColumn, ...]:
    """The columns of a table of orders. French headings first, then English ones."""
    activity = word_in(words.activities, _("No activity has this name."))
    resource = word_in(words.resources, _("No kind of resource has this name."))
    contract = word_in(words.contracts, _("The startup uses no contract of this reference."))
    funding = word_in(words.fundings, _("No funding has this agreement reference."))
    return (
        TableColumn("reference", ("Référence", "Reference", "N°"), text(100), required=True),
        TableColumn("supplier", ("Fournisseur", "Supplier"), text(300), required=True),
        TableColumn("supplier_siret", ("SIRET", "SIRET du fournisseur"), digits),
        TableColumn("amount", ("Montant", "Montant TTC", "Amount"), read_amount, required=True),
        TableColumn("activity", ("Activité", "Activity"), activity, required=True),
        TableColumn("resource", ("Ressource", "Resource"), resource, required=True),
        TableColumn("contract", ("Marché", "Contrat", "Contract"), contract),
        TableColumn("funding", ("Financement", "Convention", "Funding"), funding),
        TableColumn(
            "covers_from", ("Du mois", "Début", "From"), read_first_of_month, required=True
        ),
        TableColumn("covers_until", ("Au mois", "Fin", "Until"), read_month),
        TableColumn("quoted_on", ("Devis reçu le", "Devis", "Quote"), read_day),
        TableColumn("ordered_on", ("Commandé le", "Date", "Ordered on"), read_day),
        TableColumn("delivered_on", ("Service fait le", "Delivered on"), read_day),
        TableColumn("invoiced_on", ("Facturé le", "Invoiced on"), read_day),
        TableColumn("note", ("Note", "Commentaire"), text(2_000)),
    )


def payment_columns(orders: Words) -> tuple[TableColumn, ...]:
    """The columns of a table of payments; ``orders`` are known by their references."""
    order = word_in(orders, _("The startup has no order of this reference."))
    return (
        TableColumn(
            "commitment", ("Référence", "Commande", "Reference", "Order"), order, required=True
        ),
        TableColumn("amount", ("Montant", "Montant TTC", "Amount"), read_amount, required=True),
        TableColumn("paid_on", ("Payé le", "Date", "Paid on"), read_day, required=True),
        TableColumn("reference", ("Facture", "Invoice"), text(100)),
        TableColumn("reason", ("Motif", "Reason"), text(2_000)),
    )


def text(longest: int) -> ReadCell:
    """A text of at most ``longest`` characters."""

    def read(cell: str) -> str:
        if len(cell) > longest:
            raise UnreadableError(_("At most %(number)s characters.") % {"number": longest})
        return cell

    return read


def digits(cell: str) -> str:
    """A number that is no amount: spaces and points are taken away."""
    return cell.replace(" ", "").replace(".", "")
