"""Surveys and joint reviews: when, where, who came, what was found; kept as they were written."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from support import build, joint

from hall.joint.meetings import record_joint_review, record_survey
from hall.joint.models import JointReview, SiteSurvey

pytestmark = pytest.mark.django_db
LATER = build.NOW + timedelta(days=1)
HELD = build.NOW + timedelta(hours=3)


def survey(case, actor, **fields):
    given = {"held_at": HELD, "place": "东街2号", "attendees": ["林一", "方二"], "opinion": "现场符合要求"}
    return record_survey(case.pk, **{**given, **fields}, actor=actor, now=LATER)


def test_a_survey_is_on_record_and_its_event_names_nobody(crew):
    case = joint.accepted(crew.ana)

    event = survey(case, crew.ana)

    row = SiteSurvey.objects.get()
    assert (row.held_at, row.place, row.attendees, row.opinion) == (
        HELD,
        "东街2号",
        ["林一", "方二"],
        "现场符合要求",
    )
    assert (row.recorded_at, row.recorded_by) == (LATER, "Ana")
    assert (event.action, event.data) == ("survey", {"held_at": "2026-03-04T13:00:00+08:00", "attendees": 2})


def test_a_joint_review_is_on_record_with_its_opinion(crew):
    case = joint.accepted(crew.ana)
    given = {"held_at": HELD, "attendees": ["林一"], "opinion": "同意办理", "actor": crew.ana, "now": LATER}

    event = record_joint_review(case.pk, **given)

    row = JointReview.objects.get()
    assert (row.attendees, row.opinion, row.recorded_by) == (["林一"], "同意办理", "Ana")
    assert event.action == "review_jointly"


def test_what_is_wrong_with_a_survey_is_refused(crew, refused):
    case = joint.accepted(crew.ana)

    assert refused(survey, case, crew.lin) == ("not_the_lead_window", "id")
    assert refused(survey, case, crew.ana, attendees=["", " "]) == ("no_attendees", "attendees")
    assert refused(survey, case, crew.ana, place="") == ("reason_missing", "place")
    assert refused(survey, case, crew.ana, opinion="") == ("reason_missing", "opinion")
    early, future = build.NOW - timedelta(minutes=1), LATER + timedelta(minutes=1)
    for moment in (early, future):
        assert refused(survey, case, crew.ana, held_at=moment) == ("moment_out_of_range", "heldAt")


def test_what_was_found_cannot_be_rewritten(crew):
    survey(joint.accepted(crew.ana), crew.ana)

    with pytest.raises(DatabaseError), transaction.atomic():
        SiteSurvey.objects.update(opinion="改了")
    assert SiteSurvey.objects.get().opinion == "现场符合要求"
