"""What the script of the form says: its words are here, in both languages."""

from django.utils.translation import gettext as _


def words() -> dict[str, str]:
    """By the names that ``static/js/autosave.js`` knows; ``{}`` stands for what it fills in."""
    return {
        "saved": _("Everything is saved."),
        "offline": _(
            "No connection: what you type is kept in this browser, and recorded as soon as it is "
            "back."
        ),
        "signed_out": _(
            "Your session has ended: what you type is kept in this browser. Sign in again and "
            "come back to this page."
        ),
        "sign_in": _("Sign in"),
        "refused": _("Some parts are not recorded: see what is said beside them."),
        "trouble": _("The server did not answer as it should: trying again shortly."),
        "restored": _("What you had typed in this browser and was not recorded is back."),
        "others": _("{} has just changed this part."),
        "somebody": _("Somebody else"),
        "conflict": _("{} recorded this meanwhile. Your text is kept: choose."),
        "keep_mine": _("Save mine"),
        "take_theirs": _("Take theirs"),
        "gone": _("The text is taken away."),
        "put_back": _("Put it back"),
        "closed": _("Nothing can be recorded any more: copy what you typed."),
        "unsaved": _("Not saved yet"),
    }
