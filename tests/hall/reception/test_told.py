"""What is missing is told once, before there is a case, with a notice to take along."""

import pytest
from support import build
from support.papers import read

from hall.cases.papers import MOST_ITEMS
from hall.notices.printing import printed
from hall.reception.models import ContactStep
from hall.reception.record import record_contact
from hall.reception.told import tell_papers
from rules.errors import RuleError

pytestmark = pytest.mark.django_db


def told(contact, actor, items=("户口簿", "照片"), now=build.NOW):
    return tell_papers(contact.pk, items=items, actor=actor, now=now)


def test_the_notice_lists_everything_and_names_who_is_responsible(contact, ana):
    told(contact, ana, ["户口簿", " 照片 ", "户口簿", ""])

    step = contact.steps.get(what="told_papers")
    assert step.data["items"] == ["户口簿", "照片"]
    pages, text = read(printed(step.data, step.at))
    assert len(pages) == 1
    for said in (
        "一次性告知书",
        "F20260304-0001-告",
        "低保怎么办",
        "李小明",
        "138****8000",
        "首问责任人Ana",
        "1.户口簿",
        "2.照片",
    ):
        assert said in text
    assert "13800138000" not in str(step.data) + text
    assert step.data["code_url"] == "http://east.localhost:8000/"


def test_of_a_known_matter_the_code_leads_to_its_guide_sheet(in_east, ana, now):
    contact = record_contact(asked="救助", matter_code="M-10", actor=ana, now=now)

    told(contact, ana)

    data = contact.steps.get(what="told_papers").data
    assert data["code_url"] == "http://east.localhost:8000/matters/M-10/"
    assert "临时救助" in str(data["paper"]["rows"])
    assert "扫码查看办事指南" in data["paper"]["code_leads_to"]


def test_a_second_list_is_refused_and_the_first_stays(contact, ana):
    told(contact, ana)

    with pytest.raises(RuleError) as error:
        told(contact, ana, ["身份证"])

    assert (error.value.code, error.value.field) == ("papers_told", "items")
    assert ContactStep.objects.get(what="told_papers").data["items"] == ["户口簿", "照片"]


@pytest.mark.parametrize(
    ("items", "code"),
    [
        ([], "items_missing"),
        (["", " "], "items_missing"),
        ([f"{n}" for n in range(MOST_ITEMS + 1)], "too_many_items"),
        (["纸" * 201], "text_too_long"),
        (["\u202e"], "text_control_characters"),
    ],
)
def test_no_list_or_an_endless_one_tells_nothing(contact, ana, items, code):
    with pytest.raises(RuleError) as error:
        told(contact, ana, items)

    assert (error.value.code, error.value.field) == (code, "items")
    assert not ContactStep.objects.filter(what="told_papers").exists()
