"""The forms about accounts, in the State's design system."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, SetPasswordForm
from django.utils.translation import gettext_lazy as _

from .models import User


class DesignSystemForm(forms.Form):
    """Fields as the design system wants them, each error beside its field and tied to it."""

    template_name = "accounts/form.html"
    template_name_label = template_name

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if not isinstance(field.widget, forms.HiddenInput):
                field.widget.attrs["class"] = "fr-input"
            # The error says what is missing; the browser's own bubble is not read to everybody.
            field.widget.use_required_attribute = lambda initial: False


class SignInForm(DesignSystemForm, AuthenticationForm):
    """An address and a password. One message for all that can be wrong."""

    error_messages = {
        "invalid_login": _("The address or the password is wrong."),
        "inactive": _("The address or the password is wrong."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        username, password = self.fields["username"], self.fields["password"]
        username.label = _("E-mail address")
        username.widget = forms.EmailInput(
            attrs={"autocomplete": "username", "class": "fr-input", "maxlength": 254}
        )
        username.widget.use_required_attribute = lambda initial: False
        password.label = _("Password")
        password.widget.attrs["autocomplete"] = "current-password"


class AddressForm(DesignSystemForm):
    """An address to send a mail to."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("Expected format: name@domain.fr"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class NewPasswordForm(DesignSystemForm, SetPasswordForm):
    """A new password, twice; ``save`` is the service's business."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].label = _("New password")
        self.fields["new_password1"].help_text = PASSWORD_RULES
        self.fields["new_password2"].label = _("New password, again")
        self.fields["new_password2"].help_text = ""


class ChangePasswordForm(NewPasswordForm, PasswordChangeForm):
    """The same, for somebody who knows the old one."""

    field_order = ["old_password", "new_password1", "new_password2"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = _("Present password")


class NameForm(DesignSystemForm, forms.ModelForm):
    """How one is called."""

    class Meta:
        model = User
        fields = ["first_name", "last_name"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = {
            "first_name": (_("First name"), "given-name"),
            "last_name": (_("Last name"), "family-name"),
        }
        for name, (label, autocomplete) in names.items():
            self.fields[name].label = label
            self.fields[name].required = True
            self.fields[name].widget.attrs["autocomplete"] = autocomplete


class LanguageForm(DesignSystemForm):
    """The language that one reads; each is called by its own name."""

    language = forms.ChoiceField(
        label=_("Language"), choices=settings.WAGTAILADMIN_PERMITTED_LANGUAGES
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].widget.attrs["class"] = "fr-select"


class CodeForm(DesignSystemForm):
    """A code of the application, or of recovery where the page says so."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )

    def __init__(self, *args: Any, hint: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = hint


class NewAccountForm(NewPasswordForm):
    """What an invited person says of themselves."""

    first_name = forms.CharField(
        label=_("First name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    last_name = forms.CharField(
        label=_("Last name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    field_order = ["first_name", "last_name", "new_password1", "new_password2"]


PASSWORD_RULES = _(
    "At least 12 characters, not only digits, not a common password, nothing of your name "
    "or address. A sentence does well."
)
