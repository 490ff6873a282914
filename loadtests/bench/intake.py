"""Intake: our verb, against the same rows written by plain ORM saves, and against its SQL alone."""

import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from loadtests.bench.halls import MATTER
from loadtests.bench.rounds import Result, compare

from county.halls import HallRef, inside
from county.now import TIMEZONE
from county.registry.permissions import Actor
from hall.cases import numbers
from hall.cases.events import next_event
from hall.cases.intake import ADDRESS, ID_NUMBER, PHONE, Application, intake
from hall.cases.judge import decide_kind, kind_code
from hall.cases.models import Case, CaseEvent, DayCounter, IdempotencyKey
from hall.catalogue.models import Matter
from hall.decisions.keep import record_of
from hall.keys import uuid7
from hall.people import identity, sealed
from hall.regulations.current import regulation_on
from rules.transitions import Action, Status

CLERK = Actor(id=1, name="bench")
APPLICATION = Application(MATTER, "李小明", "13800138000", "11010519491231002X", "东街1号")


def measure(hall: HallRef, now: datetime) -> list[Result]:
    """All three inside one hall, in turns, each call committed."""
    with inside(hall):
        return compare(
            {
                "raw SQL": raw(now),
                "hall.cases.intake": lambda: intake(APPLICATION, key=new_key(), actor=CLERK, now=now),
                "plain ORM, a save per row": lambda: plain(now),
            },
            rounds=5,
            turn=1.0,
        )


def plain(now: datetime) -> Case:
    """What one writes first: read, lock the counter, save the case, its event, the kind and the key."""
    day = now.astimezone(TIMEZONE).date()
    with transaction.atomic():
        matter = Matter.objects.select_related("window").get(code=MATTER)
        kind = decide_kind(matter.term, matter.route, regulation_on(day))
        counter, _ = DayCounter.objects.select_for_update().get_or_create(day=day, defaults={"last": 0})
        counter.last += 1
        counter.save()
        case = Case(
            id=uuid7(now),
            number=numbers.written(day, counter.last),
            day=day,
            day_number=counter.last,
            status=Status.RECEIVED.value,
            matter=matter,
            matter_code=matter.code,
            matter_name=matter.name,
            department=matter.department,
            window=matter.window,
            channel=APPLICATION.channel,
            term=matter.term,
            route=matter.route,
            kind=kind_code(kind),
            applicant_name=APPLICATION.applicant_name,
            id_number_sealed=sealed.seal(APPLICATION.id_number, ID_NUMBER),
            id_number_index=sealed.blind_index(APPLICATION.id_number, ID_NUMBER),
            id_number_mask=identity.mask_id_number(APPLICATION.id_number),
            phone_sealed=sealed.seal(APPLICATION.phone, PHONE),
            phone_mask=identity.mask_phone(APPLICATION.phone),
            address_sealed=sealed.seal(APPLICATION.address, ADDRESS),
            regulation_id=kind.regulation_id,
            promised_limit=matter.promised_limit,
            promised_unit=matter.promised_unit,
            received_at=now,
            handler_id=CLERK.id,
            handler_name=CLERK.name,
        )
        event = next_event(case, Action.INTAKE, before="", actor=CLERK, now=now, data={"channel": "window"})
        case.save()
        event.save()
        record_of(kind, subject_id=case.id, sequence=1, now=now).save()
        IdempotencyKey(
            id=uuid7(now),
            caller="user:1",
            operation="intake",
            key=new_key(),
            request_hash="",
            case=case,
            created_at=now,
        ).save()
    return case


def raw(now: datetime) -> Callable[[], None]:
    """The verb's own statements, sent again by the driver with new keys: what the database alone takes."""
    said: list[tuple[str, Any]] = []

    def listen(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        said.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        intake(APPLICATION, key=new_key(), actor=CLERK, now=now)
    counter = next(n for n, (sql, _) in enumerate(said) if "cases_daycounter" in sql)
    before, (count, counted), (insert, values) = said[:counter], said[counter], said[counter + 1]
    places = _places()

    def call() -> None:
        case, event, answer = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
        with transaction.atomic(), connection.connection.cursor() as cursor:
            for sql, params in before:
                cursor.execute(sql, params)
                cursor.fetchall()
            cursor.execute(count, counted)
            number = cursor.fetchone()[0]
            new = {"number": f"raw-{number}", "day_number": number, "key": f"raw {case}"}
            new |= {"case": case, "event": event, "answer": answer}
            row = list(values)
            for place, name in places.items():
                row[place] = new[name]
            cursor.execute(insert, row)

    return call


def _places() -> dict[int, str]:
    """Where in the parameters of the one INSERT the values stand that must be new each time."""
    own = {Case: "case", CaseEvent: "event", IdempotencyKey: "answer"}
    changing = {"case_id": "case", "number": "number", "day_number": "day_number", "key": "key"}
    places: dict[int, str] = {}
    offset = 0
    for model, name in own.items():
        columns = [field.column for field in model._meta.concrete_fields]
        places |= {offset + n: changing[column] for n, column in enumerate(columns) if column in changing}
        places[offset + columns.index("id")] = name
        offset += len(columns)
    return places


def new_key() -> str:
    return f"bench {uuid.uuid4()}"
