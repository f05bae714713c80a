"""Reminders by mail: what is due is told to whoever has the ball, never twice.

``letters`` says what is to be written on a day, ``send_reminders`` writes it. The rhythm that
each chose (``MailPreference``) is theirs for reminders only: what an act says to somebody (a
dossier returned, a decision, an invitation) is written at once by the service of that act.
"""

from .letters import Mail, letters
from .sending import send_reminders

__all__ = ["Mail", "letters", "send_reminders"]
