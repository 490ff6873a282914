"""What stands on a notice, in Chinese as a hall writes it: title, table, sentences. Made once, when it is issued."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from rules.hours import LOCAL

Facts = Mapping[str, Any]
UNITS = {"working_days": "个工作日", "calendar_days": "日", "working_minutes": "个工作分钟"}
# One character for each kind, as halls number their papers: 20260304-0001-告2.
SHORT = {
    "receipt": "收",
    "one_time": "告",
    "commitment": "诺",
    "return": "退",
    "extension": "延",
    "forwarded": "上",
    "handover": "交",
    "agency": "代",
    "completion": "结",
}
# Who signs a paper; one not named here is signed by who takes it.
SIGNERS = {"handover": ["移交人", "接收人"], "agency": ["申请人", "代办员"]}
# What stands next to the QR code: where it leads.
PROGRESS = "扫码或登录本中心网站查询办理进度\n凭编号和预留手机号后四位"
GUIDE = "扫码查看办事指南和申报材料"
HOW = {"in_person": "当面", "written": "书面", "phone": "电话"}
RESULTS = {"granted": "准予（已办结）", "refused": "不予办理", "other": "其他（见办理说明）"}


def paper_of(kind: str, facts: Facts) -> dict[str, Any]:
    """Everything the template of a notice prints. `facts` are those the notice was issued with."""
    content = KINDS[kind](facts)
    return _paper(facts, _case(facts), content, signers=SIGNERS.get(kind, ["签收人"]), code_leads_to=PROGRESS)


def contact_paper(facts: Facts) -> dict[str, Any]:
    """The one-time notice to a visitor who has no case yet."""
    visit = [
        ("接待编号", facts["number"]),
        ("咨询事项", facts["matter"]),
        ("来访人", facts["visitor"]),
        ("联系电话", facts["phone"]),
        ("来访时间", instant(facts["came_at"])),
        ("首问责任人", facts["responsible"]),
    ]
    content = _one_time({**facts, "supply_by": ""})
    return _paper(facts, visit, content, signers=["签收人"], code_leads_to=GUIDE)


def _paper(
    facts: Facts, about: list[tuple[str, str]], content: "Content", *, signers: list[str], code_leads_to: str
) -> dict[str, Any]:
    title, rows, words, items, after = content
    basis = [("依据", facts["article"])] if facts.get("article") else []
    return {
        "title": title,
        "hall": facts["hall"],
        "number": facts["notice_number"],
        "rows": [[label, said] for label, said in [*about, *rows, *basis] if said],
        "words": words,
        "items": items,
        "after": after,
        "signers": signers,
        "by": facts["issued_by"],
        "on": day(facts["issued_at"]),
        "code_leads_to": code_leads_to,
    }


Content = tuple[str, list[tuple[str, str]], list[str], list[str], str]


def _case(facts: Facts) -> list[tuple[str, str]]:
    return [
        ("受理编号", facts["number"]),
        ("申请事项", facts["matter"]),
        ("申请人", facts["applicant"]),
        ("身份证号", facts["id_number"]),
        ("联系电话", facts["phone"]),
        ("收件时间", instant(facts["received_at"])),
    ]


def _receipt(facts: Facts) -> Content:
    words = ["你提交的申请材料已收到并登记。请妥善保存本回执，凭编号查询办理进度。"]
    return "收件回执", [], words, [], ""


def _one_time(facts: Facts) -> Content:
    after = "材料补齐后继续办理。"
    if facts.get("supply_by"):
        after = f"请于{instant(facts['supply_by'])}前补齐；逾期未补齐的，按规定书面答复处理。"
    return (
        "一次性告知书",
        [],
        ["你申请办理的事项尚缺以下材料，现一次性全部告知："],
        list(facts["items"]),
        after,
    )


def _commitment(facts: Facts) -> Content:
    promised = f"{facts['promised_limit']}{UNITS[facts['promised_unit']]}"
    words = [f"你的申请已受理，承诺于{instant(facts['due_at'])}前办结。请届时凭本通知书领取办理结果。"]
    return "承诺办理通知书", [("承诺时限", promised)], words, [], ""


def _return(facts: Facts) -> Content:
    is_declined = facts["decision"] == "declined"
    title = "不予受理通知书" if is_declined else "退回件通知书"
    reason = "：".join(filter(None, [facts.get("reason_name"), facts["reason"]]))
    what = "不予受理" if is_declined else "予以退回"
    after = "如有异议，可向本中心申请复核。"
    return title, [("理由", reason)], [f"你申请办理的事项，因上列理由{what}，材料一并退还。"], [], after


def _extension(facts: Facts) -> Content:
    days = f"{facts['days']}{UNITS[facts['unit']]}"
    rows = [
        ("延期原因", facts["reason"]),
        ("原办结期限", instant(facts["due_was"])),
        ("延期", days),
        ("新办结期限", instant(facts["due_at"])),
        ("批准人", facts.get("approved_by", "")),
    ]
    return "延期办结通知书", rows, ["因特殊原因不能按期办结，现予延期，延期后按新的期限办结。"], [], ""


def _completion(facts: Facts) -> Content:
    rows = [("办理结果", RESULTS[facts["result"]]), ("办结时间", instant(facts["completed_at"]))]
    return "办结通知书", rows, ["你申请办理的事项已办结，请持本人有效身份证件领取办理结果。"], [], ""


def _agency(title: str, words: str, *, has_note: bool = False) -> Callable[[Facts], Content]:
    def content(facts: Facts) -> Content:
        rows = [
            ("代办员", facts["agent"]),
            ("委托时间", instant(facts["consent_at"])),
            ("委托方式", HOW[facts["consent_how"]]),
            ("上报文号", facts["reference"]),
            ("备注", facts["note"] if has_note else ""),  # written by a clerk for colleagues
        ]
        return title, rows, [words], [], ""

    return content


KINDS: dict[str, Callable[[Facts], Content]] = {
    "receipt": _receipt,
    "one_time": _one_time,
    "commitment": _commitment,
    "return": _return,
    "extension": _extension,
    "forwarded": _agency(
        "上报件告知书", "你申请办理的事项须报上级办理，由本中心全程代办，不收取任何代办费用。"
    ),
    "handover": _agency("代办件交接表", "上列代办件及其材料已清点移交，交接双方签字确认。", has_note=True),
    "agency": _agency("代办事项登记表", "申请人自愿委托本中心代办上列事项，代办员帮助备齐材料并全程跟办。"),
    "completion": _completion,
}


def instant(text: str) -> str:
    """2026年3月4日 10:00"""
    at = datetime.fromisoformat(text).astimezone(LOCAL)
    return f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}"


def day(text: str) -> str:
    """2026年3月4日"""
    return instant(text).partition(" ")[0]
