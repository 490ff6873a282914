"""Who was asked what and when: on record with a number of its own, and the visitor's phone sealed."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from support import build

from county.registry.permissions import Actor
from hall.people.models import Staff
from hall.people.sealed import unseal
from hall.reception.contacts import PHONE
from hall.reception.models import ContactStep, FirstContact
from hall.reception.record import record_contact
from rules.errors import RuleError

pytestmark = pytest.mark.django_db
DUTY = {"code": "first_contact", "name": "首问负责制", "english": "First contact", "article": "2"}


def test_the_first_contact_is_on_record_with_who_what_and_when(contact, ana, now):
    contact.refresh_from_db()

    assert (contact.number, contact.came_at, contact.asked) == ("F20260304-0001", now, "低保怎么办")
    assert (contact.responsible_id, contact.responsible_name) == (ana.id, "Ana")
    assert (contact.holder_id, contact.holder_name) == (ana.id, "Ana")
    assert (contact.visitor_name, contact.phone_mask) == ("李小明", "138****8000")
    assert "13800138000" not in contact.phone_sealed
    assert unseal(contact.phone_sealed, PHONE) == "13800138000"
    assert (contact.ended_at, contact.outcome, contact.article) == (None, "", "")
    assert list(contact.steps.values_list("what", "at", "by_id", "by_name")) == [
        ("recorded", now, ana.id, "Ana")
    ]


def test_four_working_hours_later_the_first_reminder_is_due_where_the_rules_are_silent(contact, now):
    # 10:00 to 12:00, then 14:30 to 16:30
    assert contact.remind_at == now + timedelta(hours=6, minutes=30)


def test_the_hall_says_how_often_it_reminds_and_which_article_makes_somebody_responsible(in_east, ana, now):
    supervision = {"article": "1", "remind_every": 1, "remind_every_unit": "working_days"}
    build.regulation("2026-1", date(2026, 3, 1), supervision=supervision, systems=[DUTY])

    contact = record_contact(asked="低保", actor=ana, now=now)

    assert contact.remind_at == now + timedelta(days=1, hours=7, minutes=30)  # closing time on Thursday
    assert contact.article == "2"


def test_matter_and_window_are_kept_and_numbers_count_by_day(contact, ana, now):
    second = record_contact(asked="问", matter_code="M-10", window_code="civil-affairs", actor=ana, now=now)
    next_day = record_contact(asked="问", actor=ana, now=now + timedelta(days=1))

    assert (second.number, second.matter.code, second.window.code) == (
        "F20260304-0002",
        "M-10",
        "civil-affairs",
    )
    assert (second.visitor_name, second.phone_sealed, second.phone_mask) == ("", "", "")
    assert next_day.number == "F20260305-0001"


def test_a_program_names_the_member_of_staff_who_was_asked(in_east, bo, now):
    queue_machine = Actor(client="queue-machine")

    contact = record_contact(asked="低保", responsible_id=bo.id, actor=queue_machine, now=now)

    assert (contact.responsible_id, contact.responsible_name) == (bo.id, "Bo")
    assert list(contact.steps.values_list("by_id", "by_name")) == [(None, "queue-machine")]


@pytest.mark.parametrize(
    ("said", "code", "field"),
    [
        ({"asked": " "}, "words_missing", "asked"),
        ({"asked": "问" * 501}, "text_too_long", "asked"),
        ({"asked": "问\x00"}, "text_control_characters", "asked"),
        ({"visitor_name": "123"}, "name_characters", "visitorName"),
        ({"phone": "12"}, "phone_malformed", "phone"),
        ({"matter_code": "M-99"}, "matter_unknown", "matterCode"),
        ({"matter_code": "\x00"}, "text_control_characters", "matterCode"),
        ({"window_code": "nowhere"}, "window_unknown", "windowCode"),
        ({"responsible_id": 10**9}, "staff_unknown", "responsibleId"),
    ],
)
def test_what_cannot_be_put_on_record_leaves_nothing_and_takes_no_number(
    in_east, ana, now, said, code, field
):
    with pytest.raises(RuleError) as error:
        record_contact(**{"asked": "低保", **said}, actor=ana, now=now)

    assert (error.value.code, error.value.field) == (code, field)
    assert (FirstContact.objects.count(), ContactStep.objects.count()) == (0, 0)
    assert record_contact(asked="低保", actor=ana, now=now).number == "F20260304-0001"


def test_staff_of_another_hall_and_those_who_left_are_nobody_here(in_east, cast, now):
    Staff.objects.filter(user_id=cast.bo.id).update(is_active=False)

    for user in (cast.wei.id, cast.bo.id, cast.inspector.id):
        with pytest.raises(RuleError) as error:
            record_contact(asked="低保", responsible_id=user, actor=cast.ana, now=now)
        assert error.value.code == "staff_unknown"


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE reception_firstcontact SET asked = 'x'",
        "UPDATE reception_firstcontact SET responsible_name = 'x'",
        "DELETE FROM reception_contactstep",
        "UPDATE reception_contactstep SET by_name = 'x'",
        "TRUNCATE reception_contactstep",
    ],
)
def test_the_database_itself_refuses_to_rewrite_it(contact, change):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)

    contact.refresh_from_db()
    assert (contact.asked, contact.responsible_name, contact.steps.count()) == ("低保怎么办", "Ana", 1)
