"""Forms of the private documents: one is added, one is withdrawn."""

from typing import Any

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from startups.core.file_kinds import KINDS
from startups.web.forms.base import DesignForm


class DocumentForm(DesignForm):
    """A file and what it is. What may be kept is the service's to say."""

    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=200,
        help_text=gettext_lazy("What the document is, for example “Agreement signed in 2026”."),
    )
    file = forms.FileField(
        label=gettext_lazy("File"),
        widget=forms.FileInput(attrs={"accept": ",".join(f".{name}" for name in KINDS)}),
    )
    note = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = _("At most %(size)s. Kinds: %(kinds)s.") % {
            "size": filesizeformat(settings.PRIVATE_DOCUMENT_MAX_SIZE),
            "kinds": ", ".join(KINDS),
        }


class WithdrawalForm(DesignForm):
    """Why a document goes."""

    reason = forms.CharField(
        label=gettext_lazy("Why is it withdrawn?"),
        max_length=500,
        help_text=gettext_lazy("Kept with the title, for those who read the private record."),
    )
