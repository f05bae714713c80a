"""The form fields of facts, with the widgets of the back office."""

from typing import Any

from django.db import models
from wagtail.admin.widgets import AdminAutoHeightTextInput

from startups.web.forms.fields import LinkField, MailField, RawTextField, TickedFirst, day_input


class TextField(RawTextField):
    """A long text, in a box that grows with it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "widget": AdminAutoHeightTextInput()})


class CheckList(TickedFirst):
    """Boxes to tick in a list that scrolls."""

    template_name = "backoffice/widgets/check_list.html"


def form_field(db_field: Any, **options: Any) -> Any:
    """The form field of a fact, for ``Meta.formfield_callback``."""
    if isinstance(db_field, models.URLField):
        return db_field.formfield(**{**options, "form_class": LinkField})
    if isinstance(db_field, models.TextField):
        return db_field.formfield(**{**options, "form_class": TextField})
    if isinstance(db_field, models.DateField):
        return db_field.formfield(**{**options, "widget": day_input()})
    if db_field.name == "contact":
        return db_field.formfield(**{**options, "form_class": MailField})
    return db_field.formfield(**options)
