"""The views of the table that one keeps for oneself."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from startups.permissions import Permission
from startups.portfolio.models import SavedView
from startups.portfolio.services.saved_views import delete_view, rename_view, save_view
from startups.staff.decorators import for_staff
from startups.staff.home.forms import PortfolioTableForm, ViewNameForm
from startups.staff.home.pages import show, show_form
from startups.web.pages import attempt, done
from startups.web.requests import rights

FORM = require_http_methods(["GET", "HEAD", "POST"])


@for_staff
@require_safe
def views(request: HttpRequest) -> HttpResponse:
    saved = SavedView.objects.filter(user=request.user.pk)
    return show(request, "views", _("Your views"), steps=_steps(), views=saved)


@for_staff
@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Keeps the filters that are in force: what of them is understood, written the same way."""
    form = ViewNameForm(request.POST)
    if form.is_valid():
        name, query = form.cleaned_data["name"], _understood(request, form.cleaned_data["query"])
        view = attempt(form, lambda: save_view(user=request.user, name=name, query=query))
        if view:
            message = _("The view “%(name)s” is saved.") % {"name": view.name}
            messages.success(request, message)
            return redirect(f"{reverse('staff:table')}?{view.query}")
    return show_form(request, "view_name", _("Save this view"), form, steps=_steps())


@for_staff
@FORM
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    view = _own(request, pk)
    posted = request.POST if request.method == "POST" else None
    form = ViewNameForm(posted, initial={"name": view.name})
    if form.is_valid():
        name = form.cleaned_data["name"]
        if attempt(form, lambda: rename_view(view=view, name=name)):
            return done(request, _("The view is renamed."), "staff:views")
    steps = [*_steps(), (_("Your views"), reverse("staff:views"))]
    return show_form(request, "view_name", _("Rename the view"), form, steps=steps)


@for_staff
@FORM
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    view = _own(request, pk)
    if request.method == "POST":
        delete_view(view=view)
        return done(request, _("The view is deleted."), "staff:views")
    steps = [*_steps(), (_("Your views"), reverse("staff:views"))]
    title = _("Delete the view “%(name)s”?") % {"name": view.name}
    return show(request, "view_delete", title, steps=steps)


def _understood(request: HttpRequest, query: str) -> str:
    incubators = rights(request).incubators(Permission.READ_RECORD)
    return PortfolioTableForm(QueryDict(query), incubators=incubators).query


def _own(request: HttpRequest, pk: int) -> SavedView:
    """A view of whoever asks; that of somebody else is not found."""
    view = SavedView.objects.filter(user=request.user.pk, pk=pk).first()
    if view is None:
        raise Http404
    return view


def _steps() -> list[tuple[str, str]]:
    return [(_("Table"), reverse("staff:table"))]
