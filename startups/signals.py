"""What the domain tells to whoever listens; it knows no listener.

``startup_opened``: a startup has just been opened by hand (an import makes its pages
itself). Sent by ``reviews.services.opening`` inside its transaction, with the keyword arguments
``startup``, ``on`` (a date), ``actor`` and ``reason``. An error in a listener refuses the
opening as a whole.

``notices_written``: mails wait to be sent. Sent after the commit, without arguments.
"""

from startups.core.services.notices import notices_written
from startups.reviews.services.opening import startup_opened

__all__ = ["notices_written", "startup_opened"]
