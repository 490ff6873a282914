"""Whoever is responsible is reminded in working time, again and again, until it ends."""

from datetime import datetime, timedelta

import pytest

from county.now import TIMEZONE
from hall.reception import remind as reminders
from hall.reception.end import end_contact
from hall.reception.hand_over import hand_over, promise_time
from hall.reception.record import record_contact
from hall.reception.remind import remind

pytestmark = pytest.mark.django_db


def reminded(contact):
    return list(contact.steps.filter(what="reminded").values_list("at", "to_name"))


def test_every_half_day_until_it_ends(contact, ana, now):
    first, second = now + timedelta(hours=6, minutes=30), datetime(2026, 3, 5, 11, 0, tzinfo=TIMEZONE)

    assert remind(now=first - timedelta(minutes=1)) == 0
    assert remind(now=first) == 1
    assert remind(now=first) == 0  # not again the next minute
    contact.refresh_from_db()
    assert contact.remind_at == datetime(2026, 3, 5, 11, 0, tzinfo=TIMEZONE)  # 16:30 to 17:30, 8:00 to 11:00
    assert remind(now=second) == 1
    end_contact(contact.pk, outcome="answered", actor=ana, now=second)

    assert remind(now=second + timedelta(days=30)) == 0
    assert reminded(contact) == [(first, "Ana"), (second, "Ana")]


def test_the_first_contact_person_is_reminded_also_of_what_is_in_other_hands(
    contact, at_the_window, ana, bo, now
):
    hand_over(contact.pk, window_code="civil-affairs", receiver_id=bo.id, actor=ana, now=now)

    assert remind(now=now + timedelta(days=1)) == 1
    assert reminded(contact) == [(now + timedelta(days=1), "Ana")]


def test_a_promised_time_is_when_one_is_reminded(contact, ana, now):
    at = now + timedelta(days=5)
    promise_time(
        contact.pk,
        window_code="land",
        contacted="王土地",
        promised_at=at,
        requirements="带证件",
        actor=ana,
        now=now,
    )

    assert remind(now=at - timedelta(minutes=1)) == 0
    assert remind(now=at) == 1


def test_one_bad_row_never_stops_the_others(contact, ana, now, monkeypatch):
    other = record_contact(asked="养老", actor=ana, now=now)
    real, broken = reminders.rules_of, [contact.pk]

    def breaks_once(due):
        if due.pk in broken:
            raise RuntimeError(broken.pop())
        return real(due)

    monkeypatch.setattr(reminders, "rules_of", breaks_once)

    assert remind(now=now + timedelta(days=1)) == 1
    assert (reminded(contact), len(reminded(other))) == ([], 1)
    assert remind(now=now + timedelta(days=1)) == 1  # the next run finds it again
    assert len(reminded(contact)) == 1
