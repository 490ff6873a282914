"""Open cases by the thousand: one a day by the verbs, then copied by the database itself."""

from datetime import datetime

from django.db import connection
from loadtests.bench.halls import MATTER, furnish

from county.halls import HallRef, inside
from county.now import TIMEZONE
from county.registry.permissions import Actor
from hall.cases.actions import accept_case
from hall.cases.intake import Application, intake
from hall.cases.models import Case, CaseEvent
from hall.decisions.models import DecisionRecord
from hall.keys import uuid7

CLERK = Actor(id=1, name="bench")
# Ten working days from these days: until 25 December, until 30 December, into 2027.
DAYS = [datetime(2026, 12, day, 10, 0, tzinfo=TIMEZONE) for day in (11, 16, 22)]


def fill(hall: HallRef, cases: int) -> None:
    """So many accepted cases in the hall, each with its events and decisions."""
    with inside(hall):
        furnish(DAYS[0])
        for day in DAYS:
            case = intake(Application(MATTER, "李小明", "13800138000"), key=str(day), actor=CLERK, now=day)
            accept_case(case.pk, actor=CLERK, now=day)
        for n, case in enumerate(list(Case.objects.all())):
            _copy(case, cases // len(DAYS) + (n < cases % len(DAYS)))


def _copy(case: Case, times: int) -> None:
    twins = [uuid7(DAYS[-1]) for _ in range(times - 1)]
    own = {
        "cases_case": {
            "id": "twin.id",
            "number": "old.number || '-' || twin.n",
            "day_number": "old.day_number + 10 * twin.n",
        },
        "cases_caseevent": {"id": "uuidv7()", "case_id": "twin.id", "reported_at": "now()"},
        "decisions_decisionrecord": {"id": "uuidv7()", "subject_id": "twin.id"},
    }
    keys = {"cases_case": "id", "cases_caseevent": "case_id", "decisions_decisionrecord": "subject_id"}
    for model in (Case, CaseEvent, DecisionRecord):
        table = model._meta.db_table
        columns = [str(field.column) for field in model._meta.concrete_fields]
        values = ", ".join(own[table].get(column, f"old.{column}") for column in columns)
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM {table} old, "  # noqa: S608 - our own names
                f"unnest(%s::uuid[]) WITH ORDINALITY AS twin(id, n) WHERE old.{keys[table]} = %s",
                [twins, case.pk],
            )
