"""Every model, for Django to find: nothing else imports this module."""

from .content_tree import models as content_tree
from .core import models as core
from .documents import models as documents
from .endings import models as endings
from .figures import models as figures
from .lifecycle import models as lifecycle
from .money import models as money
from .money.contracts import models as contracts
from .money.statements import models as statements
from .people import models as people
from .portfolio import models as portfolio
from .registry import models as registry
from .reminders import models as reminders
from .reviews import models as reviews
from .reviews.sessions import models as sessions

__all__ = [
    "content_tree",
    "contracts",
    "core",
    "documents",
    "endings",
    "figures",
    "lifecycle",
    "money",
    "people",
    "portfolio",
    "registry",
    "reminders",
    "reviews",
    "sessions",
    "statements",
]
