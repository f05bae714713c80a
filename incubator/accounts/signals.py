"""What the rest of the project may hear."""

from django.dispatch import Signal

# Sent with ``invitation`` and ``user``, in the transaction that accepts the invitation: what a
# receiver raises undoes it all.
invitation_accepted = Signal()
