"""What Bo types into a draft: refused by table, row and field, or kept as it is; the typing is never lost."""

import pytest
from support import build
from support.regulation_pages import at, everything, page, said, text_of

pytestmark = pytest.mark.django_db


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

    assert answer.status_code == 422
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
    assert (answer.status_code, sentence in shown) == (422, True)
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
