"""Bo, administrator, brings a new version of east's regulation from draft to law."""

import re
from datetime import date

import pytest
from support import build, visits
from support.regulation_pages import LIST, at, everything, offered, page, said, statuses, text_of
from support.regulations import published, tables

from county.halls import inside
from hall.office.models import AuditLine
from hall.regulations.models import RegulationVersion

pytestmark = pytest.mark.django_db


def test_a_new_draft_comes_from_the_version_in_force(bo, east):
    assert "New draft from the version in force" in said(bo, LIST)

    answer = bo.post(f"{LIST}draft/")

    with inside(east):
        made = RegulationVersion.objects.get(number="2026-1")
        assert (made.status, made.effective_on, made.drafted_by) == ("draft", date(2026, 3, 5), "Bo")
        assert made.tables == tables("2026-1", "2026-03-05")
        assert AuditLine.objects.get().action == "regulationversion.draft"
    assert (answer.status_code, answer["Location"]) == (302, page(made))
    assert "Draft 2026-1 is there to be edited." in said(bo, page(made))


def test_two_clicks_make_one_draft_until_it_is_touched(bo, east):
    first, second = (bo.post(f"{LIST}draft/")["Location"] for _ in range(2))
    assert first == second
    with inside(east):
        made = RegulationVersion.objects.get(status="draft")
    bo.post(at(made, "text"), {"text": text_of(east, number="2026-1"), "revision": 1})

    assert bo.post(f"{LIST}draft/")["Location"] != first
    with inside(east):
        assert sorted(RegulationVersion.objects.filter(status="draft").values_list("number", flat=True)) == [
            "2026-1",
            "2026-2",
        ]


def test_a_draft_that_follows_another_version_is_not_the_one_two_clicks_ask_for(bo, east, verbs):
    bo.post(f"{LIST}draft/")
    with inside(east):
        older = RegulationVersion.objects.get(status="draft")
        published(verbs, "2026-9", "2026-06-01", title="新办法")

    bo.post(f"{LIST}draft/")

    with inside(east):
        newer = RegulationVersion.objects.exclude(pk=older.pk).get(status="draft")
        assert (newer.title, newer.effective_on) == ("新办法", date(2026, 6, 2))


def test_a_hall_without_a_regulation_begins_with_nothing(bo, east):
    build.no_regulation(east, gone=True)

    bo.post(f"{LIST}draft/")

    with inside(east):
        made = RegulationVersion.objects.get(status="draft")
        assert set(made.tables) == {"number", "title", "effective_on"}
        assert made.title == "New regulation"


def test_from_draft_to_law(bo, east, version):
    new = text_of(east, title="新办法")

    answer = bo.post(at(version, "text"), {"text": new, "revision": 1})
    assert (answer.status_code, answer["Location"]) == (302, page(version))
    assert "The draft was saved." in said(bo, page(version))
    bo.post(at(version, "check"), {"revision": 2})
    checked = said(bo, page(version))
    assert "The draft was checked and may be published." in checked
    assert "Version 2026-1 will apply to every case accepted from 2026-06-01 on." in checked
    assert "Publishing cannot be undone" in checked
    assert "&#x27;checked&#x27;" not in checked  # the word, not what Django makes of a label
    assert offered(checked, version) == ["text", "publish", "discard"]
    bo.post(at(version, "publish"), {"revision": 2})

    done = said(bo, page(version))
    assert "The version is published." in done
    assert offered(done, version) == []
    with inside(east):
        stands = RegulationVersion.objects.get(number="2026-1")
        assert (stands.status, stands.title, stands.published_by) == ("published", "新办法", "Bo")
        assert (
            list(AuditLine.objects.order_by("happened_at", "pk").values_list("action", flat=True)).count(
                "regulationversion.publish"
            )
            == 1
        )


def test_saved_and_checked_in_one_go(bo, east, version):
    bo.post(at(version, "text"), {"text": text_of(east), "revision": 1, "check": "yes"})

    assert statuses(east)["2026-1"] == "checked"


def test_the_list_says_from_when_to_when(bo, east, verbs, version):
    with inside(east):
        published(verbs, "2027-1", "2027-01-01")

    shown = said(bo, LIST)

    assert "2012-03-01 – 2026-12-31" in shown
    assert "2027-01-01 – today and on" in shown
    assert "planned from 2026-06-01" in shown
    assert re.findall(r">\s*(published, to come|in force|superseded|draft)\s*</span>", shown) == [
        "published, to come",
        "draft",
        "in force",
    ]


def test_a_version_that_is_over_says_so(bo, east, verbs):
    with inside(east):
        published(verbs, "2026-2", "2026-03-04")

    shown = said(bo, LIST)

    assert re.findall(r">\s*(in force|superseded)\s*</span>", shown) == ["in force", "superseded"]
    assert "2012-03-01 – 2026-03-03" in shown


def test_a_draft_that_was_not_checked_is_not_published(bo, east, version):
    before = everything(east)

    assert offered(said(bo, page(version)), version) == ["text", "check", "discard"]
    bo.post(at(version, "publish"), {"revision": 1})

    assert "Version 2026-1 was not checked since it was last changed." in said(bo, page(version))
    assert everything(east) == before


def test_a_draft_is_discarded(bo, east, version):
    answer = bo.post(at(version, "discard"), {"revision": 1})

    assert (answer.status_code, answer["Location"]) == (302, LIST)
    assert "The draft was discarded." in said(bo, LIST)
    assert statuses(east) == {"2012-1": "published"}
    again = bo.post(at(version, "discard"), {"revision": 1}, follow=True)
    assert "This version is not there; somebody may have discarded it." in again.content.decode()


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"revision": ""},
        {"revision": "-1"},
        {"revision": "1e3"},
        {"revision": "²"},
        {"revision": "1" * 5000},
    ],
)
@pytest.mark.parametrize("verb", ["check", "discard"])
def test_a_click_that_does_not_say_what_it_saw_does_nothing(bo, east, version, verb, sent):
    before = everything(east)

    assert bo.post(at(version, verb), sent).status_code == 302
    assert everything(east) == before


def test_the_pages_come_in_chinese(east, version):
    client = visits.at("east", "bo", **{"accept-language": "zh-hans"})

    shown = said(client, page(version)) + said(client, at(version, "text")) + said(client, LIST)

    for words in (
        "由现行版本起草新版本",
        "编辑",
        "审核",
        "草稿",
        "保存并审核",
        "作废此草稿",
        "拟自2026-06-01起施行",
    ):
        assert words in shown
