"""What halls report, and halls that are only a row: for tests of the county's figures."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from county.now import TIMEZONE
from county.registry.models import Hall
from county.rollup.models import DailyTally
from county.rollup.report import CaseReport

DAY = date(2026, 3, 4)


def report(n: int = 1, **fields: Any) -> CaseReport:
    """Case number n, received and accepted on 4 March 2026, due on the 18th; override what matters."""
    return CaseReport(
        **{
            "case_id": UUID(int=n),
            "sequence": 2,
            "matter_code": "M-10",
            "department": "civil_affairs",
            "kind": "",
            "term": "commitment",
            "route": "own",
            "status": "accepted",
            "received_on": DAY,
            "accepted_on": DAY,
            "due_at": datetime(2026, 3, 18, 17, 30, tzinfo=TIMEZONE),
            "due_soon_at": datetime(2026, 3, 16, 17, 30, tzinfo=TIMEZONE),
            "is_stopped": False,
            "urges": 0,
            "ended_on": None,
            "was_on_time": None,
            **fields,
        }
    )


def completed(n: int = 1, *, on: date = DAY, on_time: bool = True, **fields: Any) -> CaseReport:
    return report(
        n, **{"sequence": 3, "status": "completed", "ended_on": on, "was_on_time": on_time, **fields}
    )


def bare_hall(code: str, **fields: Any) -> Hall:
    """A hall without a schema: the county's figures never open one."""
    name = f"{code}便民服务中心"
    return Hall.objects.create(
        **{"code": code, "schema_name": code.replace("-", "_"), "name": name, "status": "active", **fields}
    )


def tally(hall: Hall, day: date = DAY, **counts: int) -> DailyTally:
    return DailyTally.objects.create(hall=hall, day=day, **counts)
