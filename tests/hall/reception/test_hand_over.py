"""The visitor is taken to the right window: to a named receiver, or with a promised time when nobody is there."""

from datetime import datetime, timedelta

import pytest
from support import build

from county.now import TIMEZONE
from hall.catalogue.models import Window
from hall.people.models import Staff
from hall.people.sealed import unseal
from hall.reception.contacts import PHONE
from hall.reception.hand_over import hand_over, promise_time
from hall.reception.models import ContactStep, FirstContact
from hall.reception.record import record_contact
from rules.errors import RuleError

pytestmark = pytest.mark.django_db
TOMORROW = build.NOW + timedelta(days=1)


def handed(contact, receiver, actor, window="civil-affairs", **more):
    return hand_over(contact.pk, window_code=window, receiver_id=receiver, actor=actor, now=build.NOW, **more)


def promised(contact, actor, **said):
    return promise_time(
        contact.pk,
        **{
            "window_code": "land",
            "contacted": "王土地",
            "promised_at": TOMORROW,
            "requirements": "带户口簿",
            **said,
        },
        actor=actor,
        now=build.NOW,
    )


def as_it_was(contact):
    return FirstContact.objects.values().get(pk=contact.pk), ContactStep.objects.count()


def test_it_is_in_the_hands_of_the_named_receiver_and_the_first_stays_responsible(
    contact, at_the_window, ana, bo
):
    handed(contact, bo.id, ana, note="已当面说明")

    contact.refresh_from_db()
    assert (contact.holder_id, contact.holder_name) == (bo.id, "Bo")
    assert (contact.responsible_id, contact.responsible_name) == (ana.id, "Ana")
    step = contact.steps.get(what="handed_over")
    assert (step.window.code, step.to_id, step.to_name) == ("civil-affairs", bo.id, "Bo")
    assert (step.by_name, step.at, step.words) == ("Ana", build.NOW, "已当面说明")


@pytest.mark.parametrize(
    ("window", "receiver", "code", "field"),
    [
        ("nowhere", "bo", "window_unknown", "windowCode"),
        ("land", "bo", "window_closed", "windowCode"),
        ("civil-affairs", "dan", "receiver_not_at_window", "receiverId"),
        ("civil-affairs", "wei", "staff_unknown", "receiverId"),
        ("civil-affairs", "left", "staff_unknown", "receiverId"),
    ],
)
def test_nobody_is_handed_over_to_where_nobody_receives(
    contact, at_the_window, cast, window, receiver, code, field
):
    if receiver == "left":
        Staff.objects.filter(user_id=cast.bo.id).update(is_active=False)
    before = as_it_was(contact)

    with pytest.raises(RuleError) as error:
        handed(contact, getattr(cast, receiver, cast.bo).id, cast.ana, window)

    assert (error.value.code, error.value.field) == (code, field)
    assert as_it_was(contact) == before


def test_twice_to_the_same_hands_is_said_once(contact, at_the_window, ana, bo):
    handed(contact, bo.id, ana)

    with pytest.raises(RuleError) as error:
        handed(contact, bo.id, ana)

    assert (error.value.code, error.value.values["name"]) == ("already_in_these_hands", "Bo")
    assert contact.steps.filter(what="handed_over").count() == 1


def test_an_absent_window_leaves_a_name_a_time_and_what_to_bring_and_is_reminded_of_then(contact, ana):
    promised(contact, ana)

    contact.refresh_from_db()
    step = contact.steps.get(what="window_absent")
    assert (step.window.code, step.to_name, step.to_id) == ("land", "王土地", None)
    assert (step.promised_at, step.words) == (TOMORROW, "带户口簿")
    assert (contact.remind_at, contact.holder_name) == (TOMORROW, "Ana")
    assert contact.phone_mask == "138****8000"


def test_another_phone_is_on_record_with_the_one_it_replaces(contact, ana):
    promised(contact, ana, phone="13900139000")

    contact.refresh_from_db()
    assert contact.phone_mask == "139****9000"
    assert contact.steps.get(what="window_absent").data == {
        "phone_was": "138****8000",
        "phone": "139****9000",
    }


def test_the_way_to_reach_the_visitor_is_asked_for_when_none_is_known(in_east, ana, now):
    contact = record_contact(asked="宅基地", actor=ana, now=now)
    before = as_it_was(contact)
    with pytest.raises(RuleError) as error:
        promised(contact, ana)
    assert (error.value.code, error.value.field) == ("contact_way_missing", "phone")
    assert as_it_was(contact) == before

    promised(contact, ana, phone="0839-5221234")

    contact.refresh_from_db()
    assert unseal(contact.phone_sealed, PHONE) == "0839-5221234"
    assert contact.phone_mask == "083****1234"


@pytest.mark.parametrize(
    ("said", "code", "field"),
    [
        ({"contacted": " "}, "name_length", "contacted"),
        ({"promised_at": build.NOW - timedelta(minutes=1)}, "moment_out_of_range", "promisedAt"),
        ({"promised_at": datetime(9999, 12, 31, tzinfo=TIMEZONE)}, "moment_out_of_range", "promisedAt"),
        ({"promised_at": datetime(1, 1, 2, tzinfo=TIMEZONE)}, "moment_out_of_range", "promisedAt"),
        ({"promised_at": build.NOW + timedelta(days=31)}, "moment_out_of_range", "promisedAt"),
        ({"requirements": ""}, "words_missing", "requirements"),
        ({"phone": "110"}, "phone_malformed", "phone"),
        ({"window_code": "nowhere"}, "window_unknown", "windowCode"),
    ],
)
def test_half_a_promise_is_none(contact, ana, said, code, field):
    before = as_it_was(contact)

    with pytest.raises(RuleError) as error:
        promised(contact, ana, **said)

    assert (error.value.code, error.value.field) == (code, field)
    assert as_it_was(contact) == before


def test_a_window_may_be_absent_though_it_is_open(contact, ana):
    assert Window.objects.get(code="civil-affairs").is_open

    promised(contact, ana, window_code="civil-affairs")

    assert contact.steps.filter(what="window_absent").count() == 1
