"""A version's way: drafted, changed, checked, published or discarded. Every refusal leaves everything as it was."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from support import build
from support.regulations import published, stored, tables

from hall.office.models import AuditLine
from hall.regulations import lifecycle
from hall.regulations.current import regulation_on
from hall.regulations.lifecycle import change_draft, check, discard_draft, draft, publish
from hall.regulations.models import RegulationVersion
from hall.regulations.next_draft import blank, successor
from rules.errors import RuleError
from rules.rulebook import Rulebook

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_east")]


def refusal(verb, *args, **kwargs) -> RuleError:
    """The error of a verb that changed nothing."""
    before = stored()
    with pytest.raises(RuleError) as refused:
        verb(*args, **kwargs)
    assert stored() == before
    return refused.value


def test_a_version_goes_from_draft_to_checked_to_published(verbs, now):
    version = draft(tables(), **verbs)
    assert (version.status, version.number, version.title, version.effective_on) == (
        "draft",
        "2026-1",
        "便民服务中心管理办法",
        date(2026, 6, 1),
    )
    assert (version.drafted_at, version.drafted_by, version.checked_at) == (now, "Bo", None)

    checked = check(version.pk, revision=1, actor=verbs["actor"], now=now + timedelta(hours=1))
    assert (checked.status, checked.checked_by, checked.published_at) == ("checked", "Bo", None)

    done = publish(version.pk, revision=1, actor=verbs["actor"], now=now + timedelta(hours=2))
    done.refresh_from_db()
    assert (done.status, done.published_at, done.published_by) == (
        "published",
        now + timedelta(hours=2),
        "Bo",
    )
    assert done.tables == tables()
    assert regulation_on(date(2026, 5, 31)).number == "2012-1"
    assert regulation_on(date(2026, 6, 1)).number == "2026-1"


def test_every_step_is_on_record(verbs, cast):
    version = draft(tables(), **verbs)
    change_draft(version.pk, tables(title="新办法"), revision=1, **verbs)
    check(version.pk, revision=2, **verbs)
    publish(version.pk, revision=2, **verbs)
    other = draft(tables("2026-2", "2026-07-01"), **verbs)
    discard_draft(other.pk, revision=1, **verbs)

    lines = AuditLine.objects.order_by("pk").values_list("action", "subject", "actor_id", "detail")

    assert sorted(lines, key=str) == sorted(
        [
            (f"regulationversion.{verb}", f"regulationversion {number}", cast.bo.id, detail)
            for verb, number, detail in [
                ("draft", "2026-1", {"effective_on": "2026-06-01", "revision": 1}),
                ("change", "2026-1", {"effective_on": "2026-06-01", "revision": 2}),
                ("check", "2026-1", {"effective_on": "2026-06-01", "revision": 2}),
                ("publish", "2026-1", {"effective_on": "2026-06-01", "revision": 2}),
                ("draft", "2026-2", {"effective_on": "2026-07-01", "revision": 1}),
                ("discard", "2026-2", {"effective_on": "2026-07-01", "revision": 1}),
            ]
        ],
        key=str,
    )


def test_what_is_asked_for_is_what_stands_in_the_tables(verbs):
    version = draft(tables(), **verbs)

    changed = change_draft(version.pk, tables("2026-9", "2026-07-02", title="新办法"), revision=1, **verbs)

    changed.refresh_from_db()
    assert (changed.number, changed.title, changed.effective_on) == ("2026-9", "新办法", date(2026, 7, 2))
    assert {key: changed.tables[key] for key in ("number", "title", "effective_on")} == {
        "number": "2026-9",
        "title": "新办法",
        "effective_on": "2026-07-02",
    }


def test_a_changed_version_has_to_be_checked_again(verbs):
    version = draft(tables(), **verbs)
    check(version.pk, revision=1, **verbs)

    changed = change_draft(version.pk, tables(title="新办法"), revision=1, **verbs)

    assert (changed.status, changed.revision, changed.checked_at, changed.checked_by) == (
        "draft",
        2,
        None,
        "",
    )
    error = refusal(publish, version.pk, revision=2, **verbs)
    assert (error.code, str(error)) == (
        "regulation_unchecked",
        "Version 2026-1 was not checked since it was last changed.",
    )


def test_a_draft_that_was_never_checked_is_not_published(verbs):
    version = draft(tables(), **verbs)

    assert refusal(publish, version.pk, revision=1, **verbs).code == "regulation_unchecked"


@pytest.mark.parametrize("verb", [check, publish, discard_draft])
def test_who_saw_an_older_draft_does_nothing_to_the_newer_one(verb, verbs):
    version = draft(tables(), **verbs)
    change_draft(version.pk, tables(title="新办法"), revision=1, **verbs)
    check(version.pk, revision=2, **verbs)

    error = refusal(verb, version.pk, revision=1, **verbs)
    assert error.code == "regulation_changed_since"
    error = refusal(change_draft, version.pk, tables(), revision=1, **verbs)
    assert str(error) == "Somebody changed version 2026-1 in the meantime. Look at it again first."


@pytest.mark.parametrize("verb", [check, publish, discard_draft])
def test_a_published_version_is_out_of_reach(verb, verbs):
    version = published(verbs)

    error = refusal(verb, version.pk, revision=1, **verbs)
    assert (error.code, str(error)) == (
        "regulation_published",
        "Version 2026-1 is published: it is never changed, only superseded by a later one.",
    )
    assert refusal(change_draft, version.pk, tables(), revision=1, **verbs).code == "regulation_published"


@pytest.mark.parametrize("verb", [check, publish, discard_draft])
def test_a_version_that_is_gone_is_named_as_such(verb, verbs):
    assert refusal(verb, uuid4(), revision=1, **verbs).code == "regulation_unknown"


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"number": None}, "number", "number is missing."),
        ({"number": ""}, "number", "number must be text."),
        (
            {"number": "2" * 41},
            "number",
            "number must have at most 40 characters and no space at either end.",
        ),
        (
            {"number": "2026-1 "},
            "number",
            "number must have at most 40 characters and no space at either end.",
        ),
        ({"title": 7}, "title", "title must be text."),
        ({"effective_on": "2026-02-30"}, "effective_on", "effective_on must be a date (YYYY-MM-DD)."),
    ],
)
def test_a_draft_without_a_proper_head_is_not_kept(changed, field, sentence, verbs):
    given = {key: value for key, value in {**tables(), **changed}.items() if value is not None}

    error = refusal(draft, given, **verbs)
    assert (error.code, error.field, str(error)) == ("bad_rulebook", field, sentence)

    version = draft(tables(), **verbs)
    assert refusal(change_draft, version.pk, given, revision=1, **verbs).field == field


def test_a_number_is_used_once(verbs):
    error = refusal(draft, tables("2012-1"), **verbs)

    assert (error.code, error.field) == ("regulation_number_taken", "number")
    assert str(error) == "There is already a version 2012-1; every version needs a number of its own."
    version = draft(tables(), **verbs)
    error = refusal(change_draft, version.pk, tables("2012-1"), revision=1, **verbs)
    assert error.code == "regulation_number_taken"


def test_a_discarded_draft_is_gone_and_frees_its_number(verbs):
    version = draft(tables(), **verbs)

    discard_draft(version.pk, revision=1, **verbs)

    assert list(RegulationVersion.objects.values_list("number", flat=True)) == ["2012-1"]
    assert draft(tables(), **verbs).number == "2026-1"


def test_rules_that_are_wrong_may_be_drafted_but_not_checked(verbs):
    wrong = tables(kinds=[build.INSTANT, {**build.COMMITMENT, "article": "9"}])
    version = draft(wrong, **verbs)

    error = refusal(check, version.pk, revision=1, **verbs)

    assert (error.code, error.field) == ("bad_rulebook", "kinds[1].article")
    assert str(error) == "kinds[1].article names article 9, which does not exist."


@pytest.mark.parametrize(
    ("effective_on", "code"),
    [
        ("2012-03-01", "regulation_day_taken"),
        ("2012-02-29", "regulation_overlap"),
        ("2026-03-03", "regulation_in_past"),
    ],
)
def test_a_day_on_which_no_version_may_begin_is_refused_by_the_check(effective_on, code, verbs):
    version = draft(tables("2026-1", effective_on), **verbs)

    error = refusal(check, version.pk, revision=1, **verbs)

    assert (error.code, error.field) == (code, "effective_on")


def test_a_day_that_passed_since_the_check_is_refused(verbs, now):
    version = draft(tables("2026-1", "2026-03-04"), **verbs)
    check(version.pk, revision=1, **verbs)
    late_evening = now.replace(hour=23, minute=59)

    error = refusal(
        publish, version.pk, revision=1, actor=verbs["actor"], now=late_evening + timedelta(minutes=1)
    )
    assert error.code == "regulation_in_past"

    assert publish(version.pk, revision=1, actor=verbs["actor"], now=late_evening).status == "published"


@pytest.mark.parametrize(
    ("effective_on", "code"),
    [("2026-06-01", "regulation_day_taken"), ("2026-05-31", "regulation_overlap")],
)
def test_a_version_published_since_the_check_is_seen(effective_on, code, verbs):
    version = draft(tables("2026-2", effective_on), **verbs)
    check(version.pk, revision=1, **verbs)
    published(verbs, "2026-1", "2026-06-01")

    assert refusal(publish, version.pk, revision=1, **verbs).code == code


def test_a_law_that_asks_more_since_the_check_is_heard(verbs, monkeypatch):
    version = draft(tables(), **verbs)
    check(version.pk, revision=1, **verbs)

    def stricter(data):
        raise RuleError("bad_rulebook", "%(where)s is missing.", "hours.days", where="hours.days")

    monkeypatch.setattr(Rulebook, "parse", stricter)

    assert refusal(publish, version.pk, revision=1, **verbs).field == "hours.days"


def test_the_database_alone_refuses_a_second_version_of_one_day_in_the_same_words(verbs, monkeypatch):
    published(verbs, "2026-1", "2026-06-01")
    version = draft(tables("2026-2", "2026-06-01"), **verbs)
    monkeypatch.setattr(lifecycle, "_judge", lambda *_: None)
    check(version.pk, revision=1, **verbs)

    error = refusal(publish, version.pk, revision=1, **verbs)

    assert (error.code, error.field) == ("regulation_day_taken", "effective_on")
    assert (
        str(error)
        == "effective_on: a published version already applies from 2026-06-01; two cannot begin on one day."
    )


def test_the_next_draft_takes_over_the_version_in_force(verbs, now):
    next_tables = successor(now=now)

    assert next_tables == tables("2026-1", "2026-03-05")
    version = draft(next_tables, **verbs)
    check(version.pk, revision=1, **verbs)
    publish(version.pk, revision=1, **verbs)
    again = successor(now=now)
    assert (again["number"], again["effective_on"]) == ("2026-2", "2026-03-06")


def test_the_next_draft_follows_a_version_that_is_published_but_has_not_begun(verbs, now):
    """Else publishing it would undo, unseen, what begins before it."""
    published(verbs, "2026-1", "2026-03-05", title="新办法")

    again = successor(now=now)

    assert (again["number"], again["effective_on"], again["title"]) == ("2026-2", "2026-03-06", "新办法")


def test_a_draft_may_begin_with_nothing(verbs, now):
    version = draft(blank("新办法", now=now), **verbs)

    assert version.tables == {"number": "2026-1", "title": "新办法", "effective_on": "2026-03-05"}
    assert check(version.pk, revision=1, **verbs).status == "checked"


def test_the_number_of_a_new_draft_is_free_even_after_gaps(verbs, now):
    for number in ("2026-2", "2026-x"):
        draft(tables(number), **verbs)

    assert blank("x", now=now)["number"] == "2026-1"
    draft(tables("2026-1"), **verbs)
    assert blank("x", now=now)["number"] == "2026-3"
