"""Forms that confirm an act on a statement."""

from startups.team.money.forms.orders import reason_field
from startups.web.forms.base import DesignForm


class StatementReplaceForm(DesignForm):
    """Why a validated statement is replaced."""

    reason = reason_field()
