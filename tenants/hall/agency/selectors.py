"""Reading the course of agency cases, of one or of many at once."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from hall.agency.models import AgencyRecord, AgencyStation, Fee
from hall.cases.models import Case, Deadline
from rules.classification import Route

LIMITS = (Deadline.What.AGENCY_INSIDE.value, Deadline.What.AGENCY_UPWARD.value)


@dataclass
class Course:
    """What is on record of an agency case: the consent, the stations passed in order, its limits by what they are."""

    consent: AgencyRecord | None = None
    stations: list[AgencyStation] = field(default_factory=list)
    limits: dict[str, Deadline] = field(default_factory=dict)

    @property
    def consent_at(self) -> datetime | None:
        return self.consent.consent_at if self.consent else None

    @property
    def agent_name(self) -> str | None:
        return self.consent.agent_name if self.consent else None

    @property
    def inside(self) -> Deadline | None:
        return self.limits.get(Deadline.What.AGENCY_INSIDE.value)

    @property
    def upward(self) -> Deadline | None:
        return self.limits.get(Deadline.What.AGENCY_UPWARD.value)

    @property
    def inside_due_at(self) -> datetime | None:
        return self.inside.due_at if self.inside else None

    @property
    def upward_due_at(self) -> datetime | None:
        return self.upward.due_at if self.upward else None

    @property
    def passed(self) -> list[str]:
        return [station.code for station in self.stations]


def courses(cases: Iterable[Case]) -> dict[UUID, Course]:
    """Of each agency case its course, in three statements; cases of other routes have none."""
    found = {case.pk: Course() for case in cases if case.route == Route.AGENCY}
    if not found:
        return found
    for record in AgencyRecord.objects.filter(case__in=found):
        found[record.case_id].consent = record
    for station in AgencyStation.objects.filter(case__in=found).order_by("case", "number"):
        found[station.case_id].stations.append(station)
    for row in Deadline.objects.filter(case__in=found, what__in=LIMITS):
        found[row.case_id].limits[row.what] = row
    return found


def course_of(case: Case) -> Course | None:
    return courses([case]).get(case.pk)


def fees_by_case(cases: Iterable[Case]) -> dict[UUID, list[Fee]]:
    """The fees of each case, the oldest first."""
    found: dict[UUID, list[Fee]] = {case.pk: [] for case in cases}
    for fee in Fee.objects.filter(case__in=found).order_by("recorded_at", "id"):
        found[fee.case_id].append(fee)
    return found
