"""What a message says: the hall, the number, the matter, what to do; never who it is about."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from county.halls import switching
from hall.telling.models import Message
from rules.hours import LOCAL

# In Chinese, as a hall writes to its people. `when` is "" where there is no date.
WORDS: Mapping[str, str] = {
    Message.Subject.SUPPLEMENT: "办件{number}（{matter}）材料不齐，请凭一次性告知书补齐{when}。",
    Message.Subject.EXTENSION: "办件{number}（{matter}）已延期，新的办结期限为{when}。",
    Message.Subject.RETURNED: "办件{number}（{matter}）已退回或不予受理，理由见书面通知，可到窗口领取。",
    Message.Subject.COMPLETED: "办件{number}（{matter}）已办结，请带身份证到窗口领取结果。",
}
WHEN = {Message.Subject.SUPPLEMENT: "，期限至{at}", Message.Subject.EXTENSION: "{at}"}
DATE_OF = {Message.Subject.SUPPLEMENT: "supply_by", Message.Subject.EXTENSION: "due_at"}


def title_of(message: Message) -> str:
    return f"{switching.tenant.name} {message.case.number}"


def words_of(message: Message) -> str:
    """【曾家镇便民服务中心】办件20260304-0001（临时救助）已办结，…"""
    case, subject = message.case, Message.Subject(message.subject)
    at = _date(message.facts, DATE_OF.get(subject, ""))
    when = WHEN[subject].format(at=at) if at and subject in WHEN else ""
    said = WORDS[subject].format(number=case.number, matter=case.matter_name, when=when)
    return f"【{switching.tenant.name}】{said}"


def _date(facts: Mapping[str, Any], name: str) -> str:
    text = facts.get(name, "")
    if not text:
        return ""
    at = datetime.fromisoformat(text).astimezone(LOCAL)
    return f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}"
