"""Every model, for Django to find: nothing else imports this module."""

from .content_tree.models import *  # noqa: F403
from .core.models import *  # noqa: F403
from .documents.models import *  # noqa: F403
from .endings.models import *  # noqa: F403
from .figures.models import *  # noqa: F403
from .lifecycle.models import *  # noqa: F403
from .money.contracts.models import *  # noqa: F403
from .money.models import *  # noqa: F403
from .money.statements.models import *  # noqa: F403
from .people.models import *  # noqa: F403
from .portfolio.models import *  # noqa: F403
from .registry.models import *  # noqa: F403
from .reminders.models import *  # noqa: F403
from .reviews.models import *  # noqa: F403
from .reviews.sessions.models import *  # noqa: F403
