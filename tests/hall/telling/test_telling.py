"""Applicants are told: queued with the step, sent once, tried again when a channel fails, and nothing personal kept."""

import json
import stat
from datetime import timedelta
from unittest import mock

import pytest
from django.core import mail
from support import build

from hall.cases.actions import accept_case, decline_case
from hall.cases.completion import complete_case
from hall.cases.models import Case
from hall.cases.papers import request_supplement
from hall.telling.channels import channel
from hall.telling.drain import IN_A_ROW, TRIES, send_waiting
from hall.telling.models import Message
from rules.clock import Limit, LimitUnit
from rules.errors import RuleError

pytestmark = pytest.mark.django_db
LATER = build.NOW + timedelta(hours=1)


@pytest.fixture(autouse=True)
def outbox(settings, tmp_path):
    """The folder a text message is written to."""
    settings.VAR_DIR = tmp_path
    channel.cache_clear()
    yield tmp_path / "outbox" / "sms" / "east"
    channel.cache_clear()


class Broken:
    def send(self, to: str, subject: str, words: str) -> None:
        raise OSError(f"no line to {to}")


def told(outbox):
    return [json.loads(file.read_text(encoding="utf-8")) for file in sorted(outbox.glob("*.json"))]


def completed(ana, **fields):
    case = build.case(ana, matter_code="M-0", **fields)
    accept_case(case.pk, actor=ana, now=build.NOW)
    complete_case(case.pk, result="granted", actor=ana, now=build.NOW)
    return case


def test_a_completed_case_is_told_once_by_text_message(in_east, ana, outbox):
    case = completed(ana)

    assert send_waiting(now=LATER) == 1
    assert send_waiting(now=LATER) == 0

    assert told(outbox) == [
        {
            "to": "13800138000",
            "words": f"【east便民服务中心】办件{case.number}（高龄津贴）已办结，请带身份证到窗口领取结果。",
        }
    ]
    (file,) = outbox.glob("*.json")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    row = Message.objects.get()
    assert (row.sent_at, row.next_try_at, row.tries, row.failure) == (LATER, None, 1, "")
    assert "13800138000" not in str(list(Message.objects.values()))


def test_who_left_an_address_gets_an_e_mail_as_well(in_east, ana, outbox):
    case = completed(ana, email="li@example.com")
    assert (case.email_mask, "li@" in case.email_sealed) == ("l***@example.com", False)

    assert send_waiting(now=LATER) == 2

    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == (["li@example.com"], f"east便民服务中心 {case.number}")
    assert "已办结" in sent.body
    assert "李小明" not in sent.body + sent.subject


@pytest.mark.parametrize("address", ["li", "li@", "@x.cn", "li@x", "li @x.cn", "li@x.cn\nbcc:all@x.cn"])
def test_what_is_no_address_is_refused_at_intake(in_east, ana, address):
    with pytest.raises(RuleError) as refused:
        build.case(ana, email=address)

    assert (refused.value.code, refused.value.field) == ("email_malformed", "email")
    assert Case.objects.count() == 0


def test_missing_papers_name_the_last_day(in_east, ana, outbox):
    case = build.case(ana)
    within = Limit(3, LimitUnit.WORKING_DAYS)
    request_supplement(case.pk, items=["户口簿"], within=within, actor=ana, now=build.NOW)

    send_waiting(now=LATER)

    (message,) = told(outbox)
    assert message["words"].endswith("材料不齐，请凭一次性告知书补齐，期限至2026年3月9日 17:30。")


def test_a_channel_that_fails_is_tried_again_later_and_given_up_in_the_end(in_east, ana, outbox, caplog):
    case = build.case(ana)
    decline_case(case.pk, reason="不属本厅", actor=ana, now=build.NOW)
    now = LATER
    with mock.patch("hall.telling.drain.channel", return_value=Broken()):
        for tried in range(1, TRIES + 1):
            assert send_waiting(now=now) == 0
            row = Message.objects.get()
            assert (row.tries, row.sent_at, row.failure) == (tried, None, "OSError")
            if tried < TRIES:
                assert row.next_try_at == now + timedelta(minutes=2 ** (tried - 1))
                now = row.next_try_at
    assert Message.objects.get().next_try_at is None
    assert "13800138000" not in caplog.text


def test_a_message_that_fails_stops_no_other(in_east, ana, outbox):
    completed(ana, key="1")
    completed(ana, key="2")
    first = Message.objects.order_by("next_try_at", "pk")[0]
    Case.objects.filter(pk=first.case_id).update(phone_sealed="v1|damaged|AAAA")

    assert send_waiting(now=LATER) == 1

    assert Message.objects.get(pk=first.pk).failure == "CannotOpen"
    assert len(told(outbox)) == 1


class OfItsOwnKind:
    """A gateway's class that raises what no standard library knows, for one number."""

    def __init__(self, number: str) -> None:
        self.number, self.sent = number, []

    def send(self, to: str, subject: str, words: str) -> None:
        if to == self.number:
            raise LookupError(f"gateway code 17 for {to}")
        self.sent.append(to)


def test_whatever_a_gateway_raises_stops_no_other_and_names_nobody(in_east, ana, caplog):
    completed(ana, key="1", phone="13900139000")
    completed(ana, key="2")
    gateway = OfItsOwnKind("13900139000")

    with mock.patch("hall.telling.drain.channel", return_value=gateway):
        assert send_waiting(now=LATER) == 1

    assert gateway.sent == ["13800138000"]
    failed = Message.objects.get(sent_at=None)
    assert (failed.tries, failed.failure, failed.next_try_at) == (
        1,
        "LookupError",
        LATER + timedelta(minutes=1),
    )
    assert "13900139000" not in caplog.text


def test_a_channel_that_is_down_is_not_asked_for_every_message_and_stops_not_the_other(in_east, ana, outbox):
    for n in range(5):
        completed(ana, key=str(n), email="li@example.com")
    asked = []

    class Down:
        def send(self, to: str, subject: str, words: str) -> None:
            asked.append(to)
            raise TimeoutError

    def of(kind):
        return Down() if kind == "email" else channel(kind)

    with mock.patch("hall.telling.drain.channel", of):
        assert send_waiting(now=LATER) == 5

    assert len(told(outbox)) == 5
    assert asked == ["li@example.com"] * IN_A_ROW
    tries = Message.objects.filter(channel="email").order_by("pk").values_list("tries", flat=True)
    assert sorted(tries) == [0, 0, 1, 1, 1]
    assert send_waiting(now=LATER + timedelta(minutes=1)) == 5, "when it is back, all of them go"
