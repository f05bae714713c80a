"""Reminders by mail: what is due is told to whoever has the ball, never twice.

``mails_of`` says what is to be written on a day, ``send_reminders`` writes it. The rhythm that
each chose (``MailPreference``) is theirs for reminders only: what an act says to somebody (a
dossier returned, a decision, an invitation) is written at once by the service of that act.
"""

from .mails import Mail, mails_of
from .sending import send_reminders

__all__ = ["Mail", "mails_of", "send_reminders"]
