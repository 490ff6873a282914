"""What was sent twice counts once: a contact or a report is found again by whose key it came with."""

from collections.abc import Callable
from typing import TypeVar

from django.db import IntegrityError, models, transaction

from county.registry.permissions import Actor
from hall.cases.intake import caller_of, mark_of
from rules.errors import RuleError

Row = TypeVar("Row", bound=models.Model)


def once(
    model: type[Row],
    key: str | None,
    make: Callable[[str | None], Row],
    *,
    same: dict[str, object],
    actor: Actor,
) -> Row:
    """The row `make` makes, given the mark to keep as its `request_key`; with a key that was used before, the first
    one. `same`: what both must say, by the names of the row. Without a key each call counts. Raises
    `idempotency_conflict` and `idempotency_key_malformed`.
    """
    mark = f"{caller_of(actor)}|{mark_of(key)}" if key is not None else None
    if mark and (first := _first(model, mark, same)):
        return first
    try:
        with transaction.atomic():
            return make(mark)
    except IntegrityError as error:  # two at once: the first one counts
        if mark is None or "request_key" not in str(error) or (first := _first(model, mark, same)) is None:
            raise
        return first


def _first(model: type[Row], mark: str, same: dict[str, object]) -> Row | None:
    first = model._default_manager.filter(request_key=mark).first()
    if first is not None and any(getattr(first, name) != said for name, said in same.items()):
        raise RuleError(
            "idempotency_conflict", "This key was already used for something else.", "idempotencyKey"
        )
    return first
