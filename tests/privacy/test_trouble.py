"""What Sentry and the log are told when taking in or handing out fails in the middle, and when nothing fails at all."""

import logging
from collections.abc import Callable, Iterator

import pytest
import sentry_sdk
from django.db import connection
from django.test.utils import CaptureQueriesContext
from support import build, gql, lives, nasty
from support.reports import Kept, keeping, written_down

from county.halls import HallRef, inside
from hall.cases.actions import accept_case
from hall.cases.completion import complete_case
from hall.cases.models import Case
from hall.people import sealed

pytestmark = pytest.mark.django_db
Step = Callable[[HallRef], tuple[int, str]]  # status and words of the answer
Break = Callable[[pytest.MonkeyPatch], None]


@pytest.fixture
def kept() -> Iterator[Kept]:
    with keeping() as transport:
        yield transport


@pytest.fixture
def completed(east: HallRef, cast: build.Cast) -> Case:
    """A case that waits to be collected."""
    with inside(east):
        case = build.case(cast.ana, **lives.APPLICANT)
        accept_case(case.pk, actor=cast.ana, now=build.NOW)
        complete_case(case.pk, result="granted", actor=cast.ana, now=build.NOW)
        return Case.objects.get()


def taken_in_at_the_desk(hall: HallRef) -> tuple[int, str]:
    browser = gql.signed_in("ana", hall.code, raise_request_exception=False)
    answer = browser.post("/desk/intake/", {**lives.AT_THE_DESK, "key": "again"})
    return answer.status_code, answer.content.decode()


def taken_in_by_a_program(hall: HallRef) -> tuple[int, str]:
    token = gql.token("case.intake", "case.read", at=hall.code)
    answer = gql.ask(lives.INTAKE, {"input": lives.BY_A_PROGRAM}, at=hall.code, token=token)
    return answer.status, str(answer.body)


def collected_at_the_desk(hall: HallRef) -> tuple[int, str]:
    browser = gql.signed_in("ana", hall.code, raise_request_exception=False)
    with inside(hall):
        case = Case.objects.get()
    answer = lives.press(browser, hall, case, "collect", **lives.COLLECTOR)
    return answer.status_code, answer.content.decode()


def collected_by_the_api(hall: HallRef) -> tuple[int, str]:
    with inside(hall):
        case = Case.objects.get()
    given = {"id": gql.global_id(hall.code, case.pk), "version": case.version}
    given |= {"name": nasty.COLLECTOR, "number": nasty.PERMIT_HOLDER}
    answer = gql.ask(lives.COLLECT, given, at=hall.code, by="ana")
    return answer.status, str(answer.body)


def the_sealing(monkeypatch: pytest.MonkeyPatch) -> None:
    """It says all it was given; an error that quotes it is its cause."""

    def fails(text: str, purpose: str) -> str:
        try:
            raise KeyError({purpose: text, "phone": nasty.MOBILE, "email": nasty.EMAIL})
        except KeyError as error:
            raise ValueError(f"cannot seal {purpose}={text}, email={nasty.EMAIL}") from error

    monkeypatch.setattr(sealed, "seal", fails)


def the_writing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The row as it stands in memory is in the words of the error."""

    def fails(case: Case, *rows: object, **more: object) -> None:
        note = {**vars(case), **lives.APPLICANT, **lives.COLLECTOR}
        raise RuntimeError(f"cannot write {note}", rows)

    monkeypatch.setattr("hall.cases.intake.insert_numbered", fails)
    monkeypatch.setattr(Case, "save", fails)


def the_database(_: pytest.MonkeyPatch) -> None:
    """It refuses the row and repeats it: `Failing row contains (…)`."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            "ALTER TABLE east.cases_case ADD CONSTRAINT nobody CHECK (status IN ('accepted')) NOT VALID"
        )
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


STEPS = [taken_in_at_the_desk, taken_in_by_a_program, collected_at_the_desk, collected_by_the_api]
BREAKS = {the_sealing: "ValueError", the_writing: "RuntimeError", the_database: "CheckViolation"}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("breaks", BREAKS)
def test_a_step_that_breaks_in_the_middle_tells_nobody_about_the_citizen(
    kept: Kept, completed: Case, east: HallRef, monkeypatch, step: Step, breaks: Break
) -> None:
    breaks(monkeypatch)
    with (
        written_down() as log,
        sentry_sdk.start_transaction(name=step.__name__, op="http.server"),
    ):
        status, words = step(east)

    assert status == (500 if "desk" in step.__name__ else 200)
    assert nasty.leaks(words) == []
    assert nasty.leaks(log.getvalue()) == []
    sent = kept.sent()
    assert nasty.leaks(sent) == []
    # It was told of all the same: the kind of error, where, in which hall, and what led to it.
    [event] = kept.events()
    [transaction] = kept.events("transaction")
    assert BREAKS[breaks] in [each["type"] for each in event["exception"]["values"]]
    assert event["tags"]["hall"] == "east"
    assert [crumb for crumb in event["breadcrumbs"]["values"] if crumb["category"] == "query"]
    assert [span for span in transaction["spans"] if span["op"].startswith("db")]
    with inside(east):
        assert list(Case.objects.values_list("status", "collector_name")) == [("completed", "")]


def test_nothing_that_goes_well_writes_a_line_with_a_citizen_in_it_not_even_before_it_is_scrubbed(
    east: HallRef, cast: build.Cast, kept: Kept
) -> None:
    """At DEBUG, with Django noting down every statement; what a handler would see that scrubs nothing."""
    raw: list[str] = []

    class Raw(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            raw.append(f"{record.name} {record.getMessage()} {record.args} {record.exc_info}")

    with (
        written_down() as log,
        CaptureQueriesContext(connection) as asked,
        sentry_sdk.start_transaction(name="a life", op="http.server"),
    ):
        logging.getLogger().addHandler(Raw())
        lives.live(east, cast)

    assert [line for line in raw if nasty.leaks(line)] == []
    assert nasty.leaks(log.getvalue()) == []
    assert nasty.leaks(kept.sent()) == []
    assert nasty.leaks(str(asked.captured_queries))  # there was something to write down
    assert len(log.getvalue().splitlines()) == len(raw)
    assert "a message was not sent: OSError" in log.getvalue()
    assert kept.events("transaction") != []
