"""A migration operation that creates many models for the price of one.

Whenever Django adds a model to a state that is rendered, it renders again every model that is
connected to it, however far. Ours are all connected (to the user, to the startup): creating
129 of them one by one rendered 14,000 models and took half of a ``migrate`` on an empty database.
"""

from collections.abc import Sequence
from typing import ClassVar

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import AddConstraint, AddField, AddIndex, CreateModel
from django.db.migrations.operations.base import Operation, OperationCategory
from django.db.migrations.state import ProjectState

ADDITIONS = (AddField, AddIndex, AddConstraint)


class CreateModels(Operation):
    """Creates models and their tables, the state being rendered once, when all are in it.

    ``operations`` are those that ``makemigrations`` writes for a new application: a
    ``CreateModel`` for each model and, where models refer to one another in a circle, what is
    added to them after. ``ValueError`` is raised for any other operation, and for an addition to a
    model that is not among them.

    The tables, indexes and constraints are the same as from the operations one by one. Only
    ``migrate --fake-initial`` does not see the models in here.
    """

    category = OperationCategory.ADDITION
    serialization_expand_args: ClassVar[list[str]] = ["operations"]

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = operations
        self.creations = [each for each in operations if isinstance(each, CreateModel)]
        self._refuse_what_is_no_creation()

    def _refuse_what_is_no_creation(self) -> None:
        created = {creation.name_lower for creation in self.creations}
        for each in self.operations:
            is_addition = isinstance(each, ADDITIONS) and each.model_name_lower in created
            if not (is_addition or isinstance(each, CreateModel)):
                raise ValueError(f"CreateModels does not create with: {each.describe()}")

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        self._forget_rendering(state)
        for each in self.operations:
            each.state_forwards(app_label, state)

    @staticmethod
    def _forget_rendering(state: ProjectState) -> None:
        """Has the state rendered anew, and whole, when somebody next asks for its models."""
        state.__dict__.pop("apps", None)  # a cached property: asking for it would render it
        state.is_delayed = False

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        # Each table is made from the last state: with all that is added to it.
        for creation in self.creations:
            creation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for creation in reversed(self.creations):
            creation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"Create {len(self.creations)} models"
