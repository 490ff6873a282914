"""Who may do what to a version of the regulation: Bo alone, and nobody to one that is published."""

import pytest
from support import build, visits
from support.regulation_pages import LIST, at, everything, offered, page, said, text_of
from support.regulations import tables

from county.halls import inside
from hall.regulations.lifecycle import check, draft
from hall.regulations.models import RegulationVersion

pytestmark = pytest.mark.django_db


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
