"""What a hall gives in writing: frozen when it is issued, printed the same for ever."""

import hashlib
import io
import os
from datetime import timedelta
from unittest import mock

import pytest
import segno
from django.conf import settings
from django.db import DatabaseError, transaction
from pypdf import PdfReader
from support import build
from support.papers import read

from county.halls import inside
from county.registry.models import Hall
from hall.cases.actions import accept_case, decline_case
from hall.cases.completion import complete_case
from hall.cases.models import Case
from hall.cases.papers import request_supplement
from hall.notices.content import KINDS, SHORT
from hall.notices.issue import issue_receipt, notice
from hall.notices.models import Notice
from hall.notices.printing import PAPER, pdf

pytestmark = pytest.mark.django_db
A4 = (595.28, 841.89)  # points
FACTS = {
    "items": ["户口簿", "照片"],
    "supply_by": "2026-03-09T17:30:00+08:00",
    "due_at": "2026-03-18T17:30:00+08:00",
    "due_was": "2026-03-18T17:30:00+08:00",
    "promised_limit": 10,
    "promised_unit": "working_days",
    "decision": "returned",
    "reason": "收入超过标准",
    "reason_name": "不符合条件",
    "days": 5,
    "unit": "calendar_days",
    "approved_by": "高明",
    "result": "granted",
    "completed_at": "2026-03-17T10:00:00+08:00",
    "agent": "徐海波",
    "consent_at": "2026-03-04T09:30:00+08:00",
    "consent_how": "in_person",
    "reference": "曾代〔2026〕7号",
    "note": "附原件两份",
    "article": "第一条 服务时间",
}
TITLES = {
    "receipt": "收件回执",
    "one_time": "一次性告知书",
    "commitment": "承诺办理通知书",
    "return": "退回件通知书",
    "extension": "延期办结通知书",
    "forwarded": "上报件告知书",
    "handover": "代办件交接表",
    "agency": "代办事项登记表",
    "completion": "办结通知书",
}


def test_every_kind_has_a_title_and_a_character_for_its_number():
    assert KINDS.keys() == SHORT.keys() == TITLES.keys() == set(Notice.Kind.values)
    assert len(set(SHORT.values())) == len(SHORT)


@pytest.mark.parametrize("kind", list(Notice.Kind))
def test_each_kind_is_printed_on_a4_with_what_it_must_say(in_east, ana, now, kind):
    case = build.case(ana)
    issued = notice(case, kind, actor=ana, now=now, **FACTS)

    pages, text = read(pdf(issued))

    (width, height) = pages[0].mediabox.width, pages[0].mediabox.height
    assert (float(width), float(height)) == pytest.approx(A4, abs=0.1)
    for said in (TITLES[kind.value], "east便民服务中心", "（盖章）", case.number, "李小明", "第一条服务时间"):
        assert said in text
    assert issued.number == f"20260304-0001-{SHORT[kind.value]}2"
    assert "2026年3月4日" in text
    assert "11010519491231002X" not in text + str(issued.data)
    assert "13800138000" not in text + str(issued.data)
    assert issued.data["code_url"] == "http://east.localhost:8000/progress/?number=20260304-0001"


def test_the_figures_of_an_extension_and_the_list_of_a_one_time_notice_are_there(in_east, ana, now):
    case = build.case(ana)

    _, extension = read(pdf(notice(case, Notice.Kind.EXTENSION, actor=ana, now=now, **FACTS)))
    _, told = read(pdf(notice(case, Notice.Kind.ONE_TIME, actor=ana, now=now, **FACTS)))

    assert "延期5日" in extension
    assert "新办结期限2026年3月18日17:30" in extension
    assert "1.户口簿2.照片" in told
    assert "请于2026年3月9日17:30前补齐" in told


def test_papers_of_an_agency_case_say_who_agreed_to_what_and_who_signs(in_east, ana, now):
    case = build.case(ana)

    _, handed = read(pdf(notice(case, Notice.Kind.HANDOVER, actor=ana, now=now, **FACTS)))
    _, registered = read(
        pdf(notice(case, Notice.Kind.AGENCY, actor=ana, now=now, **{**FACTS, "reference": ""}))
    )

    for said in ("代办员徐海波", "委托时间2026年3月4日09:30", "委托方式当面"):
        assert said in handed
        assert said in registered
    assert "上报文号曾代〔2026〕7号" in handed
    assert "文号" not in registered  # what is empty has no row
    assert "备注附原件两份" in handed
    assert "备注" not in registered  # what clerks note for each other is not for the applicant
    assert "移交人接收人日期" in handed
    assert "申请人代办员日期" in registered


def test_the_templates_that_notices_were_printed_with_are_never_edited():
    """Another layout is another file and another `TEMPLATE`: old notices keep naming theirs."""
    kept = {"v1": "bbaa5a17f110ae1e"}

    assert kept == {
        path.stem: hashlib.sha256(path.read_bytes()).hexdigest()[:16] for path in PAPER.glob("*.typ")
    }


def test_the_code_on_the_paper_is_the_frozen_address(in_east, ana, now, settings):
    issued = notice(build.case(ana), Notice.Kind.RECEIPT, actor=ana, now=now)
    settings.HALL_URL = "https://moved.example"

    with mock.patch("hall.notices.printing.segno.make", wraps=segno.make) as made:
        pdf(issued)

    made.assert_called_once_with("http://east.localhost:8000/progress/?number=20260304-0001", error="m")


def test_the_code_leads_to_the_hall_s_own_host(now, east, ana, db):
    Hall.objects.filter(code="east").update(host="bmfw.east.example")
    with inside(Hall.objects.get(code="east").ref):
        issued = notice(build.case(ana), Notice.Kind.RECEIPT, actor=ana, now=now)

    assert issued.data["code_url"] == "http://bmfw.east.example:8000/progress/?number=20260304-0001"


def test_a_reprint_is_the_same_to_the_byte_whatever_became_of_the_case(in_east, ana, now):
    case = build.case(ana)
    accept_case(case.pk, actor=ana, now=now)
    first = pdf(Notice.objects.get(kind="commitment"))
    Case.objects.update(applicant_name="别人", matter_name="别的事")
    complete_case(case.pk, result="granted", actor=ana, now=now + timedelta(days=1))

    assert pdf(Notice.objects.get(kind="commitment")) == first
    made = PdfReader(io.BytesIO(first)).metadata
    assert made is not None
    assert made.creation_date == now  # when it was issued, not when it was printed


def test_what_was_issued_is_never_changed(in_east, ana, now):
    case = build.case(ana)
    decline_case(case.pk, reason="不属本厅", actor=ana, now=now)
    kept = Notice.objects.values_list("data", flat=True).get()

    for change in (lambda: Notice.objects.update(data={}), lambda: Notice.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert Notice.objects.values_list("data", flat=True).get() == kept


@pytest.mark.parametrize("wicked", ['#panic("x")', "*粗* _斜_ $a$ [b] \\ // <c>", "`raw` @ref ~ ---"])
def test_what_people_type_is_printed_and_never_run(in_east, ana, now, wicked):
    case = build.case(ana)
    issued = notice(case, Notice.Kind.RETURN, actor=ana, now=now, **{**FACTS, "reason": wicked})

    assert "".join(wicked.split()) in read(pdf(issued))[1]


def test_rare_characters_of_names_are_set_in_a_font_that_has_them(in_east, ana, now):
    name = "𠮷㛃䶮𬭎"
    case = build.case(ana, applicant_name=name)

    pages, text = read(pdf(notice(case, Notice.Kind.RECEIPT, actor=ana, now=now)))

    assert name in text
    fonts = {str(font.get_object()["/BaseFont"]) for font in pages[0]["/Resources"]["/Font"].values()}
    assert all("NotoSans" in font for font in fonts), fonts


@pytest.mark.skipif(
    not settings.RARE_FONTS.is_dir() and not os.environ.get("CI"), reason="fonts-hanazono is not installed"
)
@pytest.mark.parametrize("rare", "𠀀𪚥𤭢𡿖𫞡𩽹𬒍")
def test_what_the_packaged_fonts_lack_is_set_in_those_for_rare_characters(in_east, ana, now, rare):
    case = build.case(ana, applicant_name=f"王{rare}")

    pages, text = read(pdf(notice(case, Notice.Kind.RECEIPT, actor=ana, now=now)))

    assert f"王{rare}" in text
    fonts = {str(font.get_object()["/BaseFont"]) for font in pages[0]["/Resources"]["/Font"].values()}
    assert any("HanaMin" in font for font in fonts)


def test_without_fonts_for_rare_characters_the_notice_is_printed_all_the_same(
    in_east, ana, now, settings, tmp_path
):
    settings.RARE_FONTS = tmp_path / "none"
    case = build.case(ana, applicant_name="王𪚥")

    _, text = read(pdf(notice(case, Notice.Kind.RECEIPT, actor=ana, now=now)))

    assert "王" in text
    assert "𪚥" not in text


def test_a_character_that_no_font_has_would_be_missed_in_the_text(in_east, ana, now):
    """What the test above rests on: the box that stands for U+323AF, younger than the fonts, reads as nothing."""
    case = build.case(ana, applicant_name="王\U000323af")

    _, text = read(pdf(notice(case, Notice.Kind.RECEIPT, actor=ana, now=now)))

    assert "王" in text
    assert "\U000323af" not in text


def test_a_reason_of_five_hundred_characters_goes_on_on_a_second_page(in_east, ana, now):
    case = build.case(ana)
    issued = notice(case, Notice.Kind.RETURN, actor=ana, now=now, **{**FACTS, "reason": "收入超标" * 125})

    pages, text = read(pdf(issued))

    assert len(pages) == 2
    assert text.count("收入超标") == 125
    last = "".join(pages[1].extract_text().split())
    assert "如有异议，可向本中心申请复核。" in last  # the seal never stands on a sheet of its own
    assert "（盖章）" in last


def test_the_receipt_is_issued_once(in_east, ana, cast, now):
    case = build.case(ana)

    first = issue_receipt(case.pk, actor=ana, now=now)
    again = issue_receipt(case.pk, actor=cast.bo, now=now + timedelta(days=1))

    assert again.pk == first.pk
    assert (Notice.objects.count(), first.sequence, first.issued_by) == (1, 1, "Ana")
    assert Case.objects.get().version == 1


def test_the_steps_issue_their_notices_with_them_or_not_at_all(in_east, ana, now):
    case = build.case(ana)
    request_supplement(case.pk, items=["户口簿"], actor=ana, now=now)
    instant = build.case(ana, key="2", matter_code="M-0")
    accept_case(instant.pk, actor=ana, now=now)
    complete_case(instant.pk, result="granted", actor=ana, now=now)

    issued = Notice.objects.order_by("issued_at", "number").values_list("case_id", "kind", "sequence")
    assert sorted(issued, key=lambda row: row[2]) == [(case.pk, "one_time", 2), (instant.pk, "completion", 3)]
