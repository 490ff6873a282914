"""manage.py replay: green over untouched halls; whatever was changed behind the law's back is listed."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from support import build

from county.halls import inside
from hall.cases.actions import accept_case, return_case
from hall.cases.models import Case

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(east, west, cast) -> Case:
    """An accepted case in each hall, and one more in east that was returned. The one of east is the fixture."""
    with inside(west):
        accept_case(build.case(cast.wei).pk, actor=cast.wei, now=build.NOW)
    with inside(east):
        returned = build.case(cast.ana, key="2", matter_code="M-0")
        return_case(returned.pk, reason="不属本厅", actor=cast.ana, now=build.NOW)
        taken = build.case(cast.ana)
        accept_case(taken.pk, actor=cast.ana, now=build.NOW)
        return Case.objects.get(pk=taken.pk)


def run(capsys: pytest.CaptureFixture[str], *codes: str) -> tuple[int, str, str]:
    """Exit code, what was printed, what was complained of."""
    try:
        call_command("replay", *codes)
        code = 0
    except CommandError as error:
        code = error.returncode
    said = capsys.readouterr()
    return code, said.out, said.err


def change(case: Case, sql: str) -> None:
    """Behind everybody's back, as no role of the application may: the triggers are off for one statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SET CONSTRAINTS ALL IMMEDIATE"
        )  # or the table has events pending and cannot be altered
        cursor.execute("ALTER TABLE east.decisions_decisionrecord DISABLE TRIGGER append_only")
        cursor.execute(sql, {"case": case.pk})
        assert cursor.rowcount == 1
        cursor.execute("ALTER TABLE east.decisions_decisionrecord ENABLE TRIGGER append_only")


def test_what_nobody_touched_is_decided_the_same_again(case, capsys):
    code, out, err = run(capsys)

    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "east: 4 decisions, 0 differ",
        "west: 2 decisions, 0 differ",
        "replay: 6 decisions of 2 halls, 0 differ",
    ]


def test_one_hall_can_be_replayed_alone(case, capsys):
    assert run(capsys, "west")[1].splitlines()[-1] == "replay: 2 decisions of 1 hall, 0 differ"


def test_a_hall_that_does_not_exist_is_refused(case):
    with pytest.raises(CommandError, match=r"There is no hall nowhere\."):
        call_command("replay", "nowhere")


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        (
            "UPDATE east.decisions_decisionrecord SET answer = jsonb_set(answer, '{due_at}',"
            " '\"2026-03-19T17:30:00+08:00\"') WHERE subject_id = %(case)s AND question = 'due_date'",
            "step 2 due_date: answer: on record due_at 2026-03-19T17:30:00+08:00, is_provisional False, "
            "is_stopped False, now due_at 2026-03-18T17:30:00+08:00, is_provisional False, is_stopped False",
        ),
        (
            "UPDATE east.decisions_decisionrecord SET facts = jsonb_set(facts, '{limit,amount}', '11')"
            " WHERE subject_id = %(case)s AND question = 'due_date'",
            "now due_at 2026-03-19T17:30:00+08:00",
        ),
        (
            "UPDATE east.decisions_decisionrecord SET trace = trace - 0"
            " WHERE subject_id = %(case)s AND question = 'due_date'",
            "step 2 due_date: the reasons on record are not those of the answer",
        ),
        (
            "UPDATE east.decisions_decisionrecord SET facts = '{}'"
            " WHERE subject_id = %(case)s AND question = 'kind'",
            "step 1 kind: cannot be decided again: KeyError: 'term'",
        ),
        (
            "UPDATE east.decisions_decisionrecord SET calendar_version = 99"
            " WHERE subject_id = %(case)s AND question = 'due_date'",
            "step 2 due_date: cannot be decided again: DoesNotExist:",
        ),
        (
            "UPDATE east.decisions_decisionrecord SET facts = facts || '{\"closures\": [1]}'"
            " WHERE subject_id = %(case)s AND question = 'due_date'",
            "step 2 due_date: cannot be decided again: AttributeError:",
        ),
        (
            "UPDATE east.decisions_decisionrecord SET facts = jsonb_set(facts, '{accepted_at}',"
            " '\"9999-12-30T10:00:00+08:00\"') WHERE subject_id = %(case)s AND question = 'due_date'",
            "step 2 due_date: cannot be decided again: OverflowError:",
        ),
        (
            "UPDATE east.decisions_decisionrecord SET question = 'nonsense'"
            " WHERE subject_id = %(case)s AND question = 'kind'",
            "step 1 nonsense: cannot be decided again: ValueError:",
        ),
        (
            "UPDATE east.decisions_decisionrecord SET answer = 'null'"
            " WHERE subject_id = %(case)s AND question = 'kind'",
            "its decisions cannot be read: TypeError:",
        ),
        (
            'UPDATE east.decisions_decisionrecord SET answer = \'{"due_at": "x"}\''
            " WHERE subject_id = %(case)s AND question = 'due_date'",
            "its decisions cannot be read: ValueError:",
        ),
        (
            "DELETE FROM east.decisions_decisionrecord WHERE subject_id = %(case)s AND question = 'kind'",
            "its kind is",
        ),
        (
            "DELETE FROM east.decisions_decisionrecord WHERE subject_id = %(case)s AND question = 'due_date'",
            "it is due at 2026-03-18 09:30:00+00:00, decided was None",
        ),
    ],
)
def test_a_record_that_was_changed_is_listed_with_what_differs(case, capsys, sql, expected):
    change(case, sql)

    code, out, err = run(capsys)

    assert code == 1
    assert case.number in err
    assert expected in err
    assert "west: 2 decisions, 0 differ" in out


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"due_at": build.NOW + timedelta(days=90)}, "it is due at 2026-06-02 02:00:00+00:00, decided was"),
        ({"due_is_provisional": True}, "its due date is provisional in one place and certain in the other"),
        ({"kind": "instant"}, "its kind is instant, decided was none"),
        ({"route": "joint"}, "its kind was decided for another term or route"),
        ({"promised_limit": 4}, "another limit is promised on it than its due date was counted with"),
        ({"promised_unit": "calendar_days"}, "another limit is promised on it"),
        (
            {"accepted_at": build.NOW + timedelta(minutes=1)},
            "it was accepted at 2026-03-04 02:01:00+00:00, its",
        ),
    ],
)
def test_a_case_changed_without_a_decision_is_listed(case, east, capsys, fields, expected):
    with inside(east):
        Case.objects.filter(pk=case.pk).update(**fields)

    code, _, err = run(capsys)

    assert code == 1
    (line,) = err.splitlines()
    assert line.startswith(f"east case {case.number}: {expected}")
