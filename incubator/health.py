"""``/healthz``: answers 200 when the database answers and every migration is applied."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """Status of the database and of the migrations; 503 as soon as one is not right."""
    state = {"database": "unreachable", "migrations": "unknown"}
    try:
        state["migrations"] = "pending" if pending_migrations() else "applied"
        state["database"] = "ok"
    except DatabaseError:
        pass
    healthy = state == {"database": "ok", "migrations": "applied"}
    return JsonResponse(state, status=200 if healthy else 503)


def pending_migrations() -> bool:
    """Whether a migration of the code is not yet applied to the database."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
