"""The tables of the cases: the case with its events, and what its steps add to it."""

from hall.cases.models.case import STATUSES, Case, CaseEvent, DayCounter, IdempotencyKey
from hall.cases.models.steps import ClockStop, Deadline, ExtensionRequest, Review, SupplementRequest, Urge

__all__ = [
    "STATUSES",
    "Case",
    "CaseEvent",
    "ClockStop",
    "DayCounter",
    "Deadline",
    "ExtensionRequest",
    "IdempotencyKey",
    "Review",
    "SupplementRequest",
    "Urge",
]
