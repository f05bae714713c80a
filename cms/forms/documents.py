"""The upload form of Wagtail's library of documents."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm


class LibraryDocumentForm(BaseDocumentForm):
    """Says, wherever a file is asked for, that whatever is in the library is public."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        file = self.fields.get("file")
        if file:
            warning = _(
                "This library is public: whoever has the address of a document can read it. "
                "The private documents of a startup belong in its space."
            )
            file.help_text = " ".join(filter(None, (warning, str(file.help_text))))
