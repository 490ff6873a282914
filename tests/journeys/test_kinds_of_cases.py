"""Each kind of case as a story, told in two halls with different rules, up to the county's board."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from support import build
from support.stories import board, press, story, take_in

from county.halls import HallRef, inside
from hall.cases.sweep import sweep
from hall.conduct.models import ConductLead
from hall.notices.models import Notice

pytestmark = pytest.mark.django_db
SUPPLEMENT_CASE = {
    "code": "supplement",
    "name": "补办件",
    "english": "supplement case",
    "article": "2",
    "when": {"has_awaited_supplement": True},
}
RETURNED_CASE = {
    "code": "returned",
    "name": "退回件",
    "english": "returned case",
    "article": "2",
    "when": {"was_returned": True},
}
Later = Callable[..., datetime]


@pytest.fixture
def strict(east: HallRef, west: HallRef, cast: build.Cast) -> None:
    """West is as strict as rules can be and names four kinds; East says nothing of papers or extensions."""
    with inside(west):
        build.regulation(
            "2026-1",
            date(2026, 3, 1),
            supplement=build.SUPPLEMENT,
            extension={"max_days": 5, "unit": "working_days", "article": "2", "notice": True},
            kinds=[RETURNED_CASE, SUPPLEMENT_CASE, build.INSTANT, build.COMMITMENT],
        )


def test_an_instant_case_is_done_the_same_day_or_late_by_rule(later: Later, strict, east, west, cast):
    for who, hall, actor in (("ana", east, cast.ana), ("wei", west, cast.wei)):
        take_in(actor, hall, matter_code="M-0")
        press(who, hall, "accept")
    now = later(hours=7)
    press("ana", east, "complete", result="granted")
    now = later(hours=8)  # 18:00, half an hour after closing
    for hall in (east, west):
        with inside(hall):
            sweep(now=now)
    press("wei", west, "complete", result="granted")

    assert story(east)[1] == ["intake", "accept", "complete"]
    assert story(west)[1] == ["intake", "accept", "mark_overdue", "complete"]
    assert board(now, east, west) == {
        "east": {"received": 1, "completed": 1},
        "west": {"received": 1, "completed": 1, "late": 1},
    }


def test_missing_papers_wait_in_both_halls_and_end_the_case_in_one(later: Later, strict, east, west, cast):
    for who, hall, actor in (("ana", east, cast.ana), ("wei", west, cast.wei)):
        take_in(actor, hall)
        press(who, hall, "request_supplement", items="户口簿\n照片")
    now = later(days=6)  # Tuesday the 10th: three working days ended on Monday
    for hall in (east, west):
        with inside(hall):
            sweep(now=now)

    waiting, _ = story(east)
    refused, steps = story(west)
    assert (waiting.status, waiting.kind) == ("awaiting_supplement", "")
    assert (refused.status, refused.reason_code, refused.kind) == (
        "declined",
        "not_supplied_in_time",
        "supplement",
    )
    assert steps == ["intake", "request_supplement", "lapse"]
    with inside(west):
        assert sorted(Notice.objects.values_list("kind", flat=True)) == ["one_time", "return"]
    press("ana", east, "receive_supplement")
    press("ana", east, "accept")
    press("ana", east, "complete", result="granted")
    assert board(now, east, west) == {
        "east": {"received": 1, "completed": 1},
        "west": {"received": 1, "declined": 1},
    }


def test_a_second_asking_is_a_lead_where_the_rules_want_one_notice(later: Later, strict, east, west, cast):
    for who, hall, actor in (("ana", east, cast.ana), ("wei", west, cast.wei)):
        take_in(actor, hall)
        for item in ("户口簿", "照片"):
            press(who, hall, "request_supplement", items=item)
            press(who, hall, "receive_supplement")
        story(hall)

    for hall, leads in ((east, []), (west, [("second_request", "Wei")])):
        with inside(hall):
            assert list(ConductLead.objects.values_list("code", "staff_name")) == leads


def test_a_hall_that_says_nothing_in_time_has_accepted_the_case(later: Later, strict, east, west, cast):
    for hall, actor in ((east, cast.ana), (west, cast.wei)):
        take_in(actor, hall)
    now = later(days=20)  # Tuesday the 24th
    for hall in (east, west):
        with inside(hall):
            while sweep(now=now).marked:
                pass

    assert story(east)[1] == ["intake"]
    case, steps = story(west)
    assert steps == ["intake", "deem_accepted", "mark_overdue"]
    assert (case.accepted_at, case.is_deemed_accepted) == (build.NOW, True)
    assert board(now, east, west) == {
        "east": {"received": 1},
        "west": {"received": 1, "openOverdue": 1},
    }


def test_a_commitment_is_stopped_extended_urged_and_kept(later: Later, strict, west, cast):
    take_in(cast.wei, west)
    press("wei", west, "accept")
    later(days=1)
    press("wei", west, "stop_clock", reason="public_notice", evidence="公示公告〔2026〕3号")
    later(days=2)
    press("wei", west, "resume_clock", reason="public_notice")
    press("wei", west, "request_extension", days=3, reason="等待上级批复")
    case, steps = story(west)

    assert steps == ["intake", "accept", "stop_clock", "resume_clock", "request_extension", "extend"]
    # Ten working days, one for the public notice from 10 to 10 o'clock, three of the extension: Tuesday the 24th.
    assert case.due_at == build.NOW.replace(day=24, hour=17, minute=30)
    with inside(west):
        assert list(Notice.objects.order_by("sequence").values_list("kind", flat=True)) == [
            "commitment",
            "extension",
        ]
    now = later(days=20)
    with inside(west):
        sweep(now=now)
    assert board(now, west)["west"] == {"received": 1, "openDueSoon": 1}


def test_a_returned_case_is_reviewed_by_somebody_else(later: Later, strict, east, cast):
    take_in(cast.ana, east)
    press("ana", east, "accept")
    press("ana", east, "return", reason="不属本厅")
    now = later(days=1)
    assert board(now, east)["east"] == {"received": 1, "returned": 1}
    press("ana", east, "request_review", words="应当由你们办理")
    press("bo", east, "lift", finding="退件理由不成立")

    case, steps = story(east)
    assert (case.status, steps[-1]) == ("accepted", "restore")
    assert board(now, east)["east"] == {"received": 1}
    press("bo", east, "urge", words="请尽快办结")
    assert board(now, east)["east"] == {"received": 1, "openUrged": 1}
