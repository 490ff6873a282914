"""What the steps of one case have added to it, read together for its page and for the API."""

from dataclasses import dataclass

from hall.cases.clock_stops import BY_HAND
from hall.cases.models import (
    Case,
    ClockStop,
    Deadline,
    ExtensionRequest,
    Review,
    SupplementRequest,
    Urge,
)


@dataclass(frozen=True)
class Steps:
    """Everything, the oldest first."""

    stops: list[ClockStop]
    supplements: list[SupplementRequest]
    extensions: list[ExtensionRequest]
    urges: list[Urge]
    reviews: list[Review]
    deadlines: list[Deadline]

    @classmethod
    def of(cls, case: Case) -> "Steps":
        return cls(
            list(case.stops.all()),
            list(case.supplements.all()),
            list(case.extensions.all()),
            list(case.urges.all()),
            list(case.reviews.all()),
            list(case.deadlines.all()),
        )

    @property
    def running(self) -> list[ClockStop]:
        """Stops that have not ended and are ended by hand."""
        return [stop for stop in self.stops if stop.ended_at is None and stop.reason in BY_HAND]

    @property
    def awaited(self) -> SupplementRequest | None:
        """The papers that are waited for."""
        return next((each for each in self.supplements if each.received_at is None), None)

    @property
    def extension_waiting(self) -> ExtensionRequest | None:
        return next((each for each in self.extensions if each.is_granted is None), None)

    @property
    def review_waiting(self) -> Review | None:
        return next((each for each in self.reviews if each.is_lifted is None), None)
