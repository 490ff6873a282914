"""How work is done in the background: every task says whether it belongs to a hall or to the county.

Every task may run twice and may be lost: what must happen stands in a table and is found again by the sweep.
"""

from contextlib import nullcontext
from datetime import timedelta
from typing import Any

from celery import Task
from celery.exceptions import Reject

from county import trail
from county.halls import PUBLIC, inside, leave
from county.registry.models import Hall


class CountyTask(Task):
    """Runs in public."""

    abstract = True

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        leave()
        trail.begin(self.request.id or trail.request_id.get())
        try:
            return self.run(*args, **kwargs)
        finally:
            leave()


class HallTask(CountyTask):
    """Runs inside one hall, which it gets as its first argument; `in_hall` is the only way to send it.

    A task without a hall, or for one that is gone or not active, is refused: it never runs in public. With
    `stays_outside=True` it is handed its hall but enters it itself (reporting up works on both sides).
    """

    abstract = True
    stays_outside = False

    def in_hall(self, schema: str, *args: Any, countdown: float = 0) -> None:
        """Send the task for this hall, named now and not when a worker picks it up."""
        # No second try: whoever sends must not wait for a broker, and what is lost the sweep finds again.
        self.apply_async((schema, *args), countdown=countdown, retry=False)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        schema = args[0] if args else None
        if not isinstance(schema, str) or schema == PUBLIC:
            raise Reject("a hall task without a hall", requeue=False)
        leave()
        trail.begin(self.request.id or trail.request_id.get())
        hall = Hall.objects.filter(schema_name=schema, status=Hall.Status.ACTIVE).first()
        if hall is None:
            raise Reject(f"no active hall {schema}", requeue=False)
        ref = hall.ref
        trail.tag_hall(ref.code)
        with nullcontext() if self.stays_outside else inside(ref):
            return self.run(ref, *args[1:], **kwargs)


def active_schemas() -> list[str]:
    """Schemas of all halls that work is done for."""
    return list(
        Hall.objects.filter(status=Hall.Status.ACTIVE).order_by("code").values_list("schema_name", flat=True)
    )


def staggered(task: HallTask, *, over: timedelta) -> int:
    """Send `task` for every active hall, spread over a length of time so that 500 halls are not one herd."""
    schemas = active_schemas()
    for position, schema in enumerate(schemas):
        task.in_hall(schema, countdown=over.total_seconds() * position / len(schemas))
    return len(schemas)
