"""How long an agency case may take inside the hall and until it is filed upward; both count from acceptance."""

from datetime import datetime

from django.db import models

from hall.cases import deadlines
from hall.cases.models import Case, Deadline
from hall.regulations.current import Regulation
from rules.agency import FILED_UPWARD, is_above, next_station
from rules.classification import Route
from rules.tables.named import NamedRule


def limits_begin(
    case: Case, accepted_at: datetime, rules: Regulation, *, now: datetime
) -> list[models.Model]:
    """The deadlines that the hall's rules set an agency case, with their reasons; inserted with its acceptance.

    They begin with it, whether anybody takes the case further or not: an agent who does nothing is late too.
    """
    agency = rules.rulebook.agency
    if case.route != Route.AGENCY or agency is None:
        return []
    set_by_rule = {Deadline.What.AGENCY_INSIDE: agency.inside, Deadline.What.AGENCY_UPWARD: agency.upward}
    rows: list[models.Model] = []
    for what, limit in set_by_rule.items():
        if limit:
            rows += deadlines.new_deadline(case, what, limit, begins=accepted_at, now=now, rules=rules)
    return rows


def limits_at(
    case: Case, station: NamedRule, along: tuple[NamedRule, ...], passed: tuple[str, ...], *, now: datetime
) -> list[models.Model]:
    """What passing the station does to the deadlines of the (locked) case; returns why they moved.

    Filed upward, the limit upward is met and the one inside stands still until the next station; at the last station
    the one inside is met.
    """
    inside, after = Deadline.What.AGENCY_INSIDE, (*passed, station.code)
    if station.code == FILED_UPWARD:
        deadlines.meet(case, Deadline.What.AGENCY_UPWARD, now=now)
    moved: list[models.Model] = []
    if is_above(along, after) or is_above(along, passed):
        moved = deadlines.stand_above(case, inside, is_above=is_above(along, after), now=now)
    if next_station(along, after) is None:
        deadlines.meet(case, inside, now=now)
    return moved
