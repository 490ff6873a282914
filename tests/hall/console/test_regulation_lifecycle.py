"""Bo, administrator, brings a new version of east's regulation from draft to law; Dan and Ana only look on or less."""

from datetime import date

import pytest
from django.test import Client
from support import build, visits
from support.regulations import published, stored, tables

from county.halls import inside
from hall.office.models import AuditLine
from hall.regulations.lifecycle import check, draft
from hall.regulations.models import RegulationVersion
from hall.regulations.text import write_text

pytestmark = pytest.mark.django_db

LIST = "/console/regulations/regulationversion/"
WAYS = ("text", "check", "publish", "discard")  # what the buttons of a page lead to


@pytest.fixture
def verbs(cast) -> dict:
    return {"actor": cast.bo, "now": build.NOW}


@pytest.fixture
def version(east, verbs) -> RegulationVersion:
    with inside(east):
        return draft(tables(), **verbs)


def page(version: RegulationVersion) -> str:
    return f"{LIST}{version.pk}/change/"


def at(version: RegulationVersion, what: str) -> str:
    return f"{LIST}{version.pk}/{what}/"


def text_of(hall, **changed: object) -> str:
    with inside(hall):
        return write_text(tables(**changed))


def offered(shown: str, version: RegulationVersion) -> list[str]:
    return [way for way in WAYS if at(version, way) in shown]


def everything(hall) -> tuple[object, ...]:
    with inside(hall):
        return stored()


def statuses(hall) -> dict[str, str]:
    with inside(hall):
        return dict(RegulationVersion.objects.values_list("number", "status"))


def said(client: Client, where: str) -> str:
    return client.get(where).content.decode()


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


def test_a_hall_without_a_regulation_begins_with_nothing(bo, east):
    build.no_regulation(east)

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
    assert "2027-01-01 –" in shown
    assert "planned from 2026-06-01" in shown


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (
            {"kinds": [build.INSTANT, {**build.COMMITMENT, "article": "9"}]},
            "kinds, row 2, article names article 9, which does not exist.",
        ),
        (
            {"kinds": [{**build.INSTANT, "colour": "red"}]},
            "kinds, row 1, colour is not a field of this table.",
        ),
        (
            {"kinds": [{**build.INSTANT, "code": "i" * 41}]},
            "kinds, row 1, code must be a code: at most 40 small letters, digits and underscores.",
        ),
        (
            {"kinds": [{**build.INSTANT, "name": "即" * 201}]},
            "kinds, row 1, name has more than 200 characters.",
        ),
        (
            {"kinds": [{**build.INSTANT, "name": "即办件\u202e"}]},
            "kinds, row 1, name has a line break or a character that nobody can see.",
        ),
        (
            {"penalties": [{"grave-amount": 1}]},
            "penalties, row 1, code is missing.",
        ),
        (
            {"hours": {"seasons": [{"from": "01-01", "to": "12-31", "spans": [["0９:0０", "12:00"]]}]}},
            "hours, seasons, row 1, spans must be a list of pairs of times (HH:MM).",
        ),
        (
            {"hours": {"seasons": [{"from": "W01-1", "to": "12-31", "spans": [["09:00", "12:00"]]}]}},
            "hours, seasons, row 1, from must be a month and a day (MM-DD).",
        ),
        (
            {"hours": {"seasons": [{"from": "01-01", "to": "12-31", "spans": [["09:00", "12:00"]] * 2}]}},
            "hours, seasons, row 1, spans: opening hours must not cross, touch or overlap.",
        ),
        (
            {"hours": {"seasons": [{"from": "02-01", "to": "12-31", "spans": [["09:00", "12:00"]]}]}},
            "hours, seasons: 01-01 (month-day) lies in 0 of them; every day must lie in exactly one.",
        ),
        (
            {"effective_on": "2012-03-01"},
            "effective_on: a published version already applies from 2012-03-01;",
        ),
        ({"effective_on": "2012-02-01"}, "effective_on: 2012-02-01 lies before 2012-03-01,"),
        ({"effective_on": "2026-03-03"}, "effective_on: 2026-03-03 is past;"),
        ({"effective_on": "2206-12-01"}, "effective_on: 2206-12-01 is more than a year away;"),
        ({"effective_on": "20260601"}, "effective_on must be a date (YYYY-MM-DD)."),
        ({"effective_on": "soon"}, "effective_on must be a date (YYYY-MM-DD)."),
        ({"number": "2012-1"}, "There is already a version 2012-1;"),
    ],
)
def test_what_is_refused_is_said_at_the_form_which_keeps_the_typing(bo, east, version, typed, sentence):
    text, before = text_of(east, **typed), everything(east)

    answer = bo.post(at(version, "text"), {"text": text, "revision": 1, "check": "yes"})

    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert answer.context["form"]["text"].value() == text
    assert "&quot;" in answer.content.decode()  # the text stands in the page, escaped
    assert everything(east) == before


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('number = "1', "The text ends where something is still missing,"),
        ('number = "1\n', "The text cannot be read from line 1, column 12 on."),
        ("[[kinds]\n", "The text cannot be read from line 1, column 8 on."),
        ("", "This field is required."),
        ("x" * 200_001, "Ensure this value has at most 200000 characters (it has 200001)."),
        ('a = "</textarea><script>alert(1)</script>"', "number is missing."),
    ],
)
def test_a_text_that_cannot_be_read_is_said_where_it_stops(bo, east, version, text, sentence):
    before = everything(east)

    answer = bo.post(at(version, "text"), {"text": text, "revision": 1})

    shown = answer.content.decode()
    assert (answer.status_code, sentence in shown) == (200, True)
    assert "<script>alert(1)" not in shown
    assert answer.context["form"]["text"].value() == text
    assert everything(east) == before


def test_work_in_progress_may_be_saved_and_the_page_says_what_is_missing(bo, east, version):
    bo.post(at(version, "text"), {"text": text_of(east, kinds=[{"code": "x"}]), "revision": 1})

    shown = said(bo, page(version))

    assert "kinds, row 1, name is missing." in shown
    assert 'data-field="kinds[0].name"' in shown
    before = everything(east)
    bo.post(at(version, "check"), {"revision": 2})
    assert "kinds, row 1, name is missing." in said(bo, page(version))
    assert everything(east) == before


def test_who_was_overtaken_is_told_and_keeps_the_typing(bo, east, version):
    bo.post(at(version, "text"), {"text": text_of(east, title="甲"), "revision": 1})
    before, mine = everything(east), text_of(east, title="乙")

    answer = bo.post(at(version, "text"), {"text": mine, "revision": 1})

    assert "Somebody changed version 2026-1 in the meantime." in answer.content.decode()
    assert answer.context["form"]["text"].value() == mine
    for verb in ("check", "publish", "discard"):
        bo.post(at(version, verb), {"revision": 1})
        assert "Somebody changed version 2026-1 in the meantime." in said(bo, page(version))
    assert everything(east) == before


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


def test_a_published_version_has_no_buttons_and_takes_no_text(bo, east):
    with inside(east):
        first = RegulationVersion.objects.get()
    before = everything(east)

    assert offered(said(bo, page(first)), first) == []
    assert bo.get(at(first, "text")).status_code == 302
    answer = bo.post(at(first, "text"), {"text": text_of(east), "revision": 1})
    assert "it is never changed, only superseded" in answer.content.decode()
    for verb in ("check", "publish", "discard"):
        bo.post(at(first, verb), {"revision": 1})
    assert everything(east) == before


@pytest.mark.parametrize("who", ["dan", "ana"])
def test_nobody_else_may_and_nothing_happens(who, east, verbs, version):
    with inside(east):
        check(version.pk, revision=1, **verbs)
    before, client = everything(east), visits.at("east", who)
    text = text_of(east, title="x")

    refused = [client.get(at(version, "text")), client.post(f"{LIST}draft/")]
    refused += [client.post(at(version, "text"), {"text": text, "revision": 1})]
    refused += [client.post(at(version, verb), {"revision": 1}) for verb in ("check", "publish", "discard")]

    assert [answer.status_code for answer in refused] == [403] * 6
    assert everything(east) == before


def test_who_may_only_look_sees_no_buttons(dan, version):
    shown, whole = said(dan, page(version)), said(dan, LIST)

    assert "按公布的时间对外服务。" in shown
    assert offered(shown, version) == []
    assert "New draft" not in whole


def test_strangers_and_people_of_another_hall_are_sent_to_sign_in(east, version):
    before = everything(east)
    wei = visits.at("west", "wei")
    for client in (visits.at("east"), wei):
        for where in (f"{LIST}draft/", at(version, "publish"), at(version, "text")):
            answer = client.post(where, {"revision": 1}, headers={"host": "east.localhost"})
            assert (answer.status_code, answer["Location"]) == (302, f"/login/?next={where}")
    assert everything(east) == before


def test_a_draft_of_another_hall_is_not_there(bo, east, west, cast):
    with inside(west):
        other = draft(tables(), actor=cast.wei, now=build.NOW)
    before = everything(west)

    bo.post(at(other, "discard"), {"revision": 1})
    answer = bo.post(at(other, "text"), {"text": text_of(west, title="x"), "revision": 1})

    assert "This version is not there" in answer.content.decode()
    assert everything(west) == before


@pytest.mark.parametrize("what", ["check", "publish", "discard", "draft"])
def test_a_link_changes_nothing(bo, east, version, what):
    before = everything(east)

    answer = bo.get(f"{LIST}draft/" if what == "draft" else at(version, what))

    assert answer.status_code == 405
    assert everything(east) == before


@pytest.mark.parametrize("what", ["check", "discard", "text", "draft"])
def test_a_form_of_another_site_changes_nothing(east, cast, version, what):
    client = visits.at("east", "bo")
    client.handler.enforce_csrf_checks = True
    before = everything(east)

    answer = client.post(
        f"{LIST}draft/" if what == "draft" else at(version, what), {"revision": 1, "text": text_of(east)}
    )

    assert answer.status_code == 403
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
