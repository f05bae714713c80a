"""The addresses of the money, below a startup's own."""

from django.urls import path

from .views import chain, corrections, entering, fundings, listing, payments, tables

app_name = "team_money"
ORDER = "commandes/<int:order>/"
FUNDING = "financements/<int:funding>/"

urlpatterns = [
    path("", listing.index, name="index"),
    path("commandes/nouvelle/", entering.add, name="order_add"),
    path("importer/", tables.bring, name="import"),
    path(ORDER, listing.order_page, name="order"),
    path(f"{ORDER}etape/", chain.advance, name="order_step"),
    path(f"{ORDER}abandonner/", chain.drop, name="order_drop"),
    path(f"{ORDER}corriger/", corrections.correct, name="order_correct"),
    path(f"{ORDER}avoir/", corrections.credit, name="order_credit"),
    path(f"{ORDER}paiement/", payments.pay, name="order_pay"),
    path(f"{ORDER}remboursement/", payments.refund, name="order_refund"),
    path("financements/", fundings.index, name="fundings"),
    path("financements/nouveau/", fundings.add, name="funding_add"),
    path(f"{FUNDING}corriger/", fundings.correct, name="funding_correct"),
    path(f"{FUNDING}annuler/", fundings.cancel, name="funding_cancel"),
]
