"""Agency cases of the demo: the citizen agrees, and the case passes the hall's stations until it is finished."""

from datetime import datetime

from county.registry.permissions import Actor
from hall.agency.check import stations_of
from hall.agency.course import advance_agency, record_consent
from hall.cases.models import Case
from hall.demo.opening import Opening
from rules.agency import FILED_UPWARD
from rules.classification import Route

FILED_AFTER = 0.12  # of the whole course: most of the time a case is with the authority above
BACK_AFTER = 0.92


def agree(case: Case, clerk: Actor, *, now: datetime) -> None:
    """The citizen signs a mandate at the window, where the case is one of agency."""
    if case.route == Route.AGENCY:
        record_consent(case.id, how="written", words="代办委托书", actor=clerk, now=now)


def carry(
    case: Case, clerk: Actor, opening: Opening, *, since: datetime, until: datetime, now: datetime
) -> None:
    """Pass every station that was reached between acceptance and now, in opening hours; all of them by `until`."""
    if case.route != Route.AGENCY:
        return
    along = stations_of(case)
    codes = [station.code for station in along]
    filed = codes.index(FILED_UPWARD) + 1 if FILED_UPWARD in codes else 0
    for nth, code in enumerate(codes, start=1):
        if nth <= filed:
            share = FILED_AFTER * nth / filed
        else:
            share = BACK_AFTER + (1 - BACK_AFTER) * (nth - filed) / (len(codes) - filed)
        at = max(since, opening.at_or_before(since + (until - since) * share))
        if at > now:
            return
        advance_agency(case.id, station=code, actor=clerk, now=at)
