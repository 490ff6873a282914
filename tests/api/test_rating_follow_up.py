"""ratingFollowUp: a bad rating is answered, once."""

import pytest
from support import gql

from county.halls import inside
from hall.feedback.models import Rating

pytestmark = pytest.mark.django_db

FOLLOW_UP = """
mutation ($id: ID!, $answer: String = "已整改") {
  ratingFollowUp(id: $id, answer: $answer) {
    rating { level words needsFollowUp answer followedUpAt followedUpBy case { number } }
    errors { code field values { name value } }
  }
}
"""


@pytest.fixture
def bad(east, cast, rated):
    return rated(east, cast.ana, 2, words="等了很久")


def follow_up(key, *, hall="east", kind="Rating", by="bo", **said):
    return gql.ask(FOLLOW_UP, {"id": gql.global_id(hall, key, kind), **said}, by=by)


def stored(hall):
    with inside(hall):
        return list(Rating.objects.order_by("pk").values_list())


def test_a_bad_rating_is_answered(east, bad):
    shown = follow_up(bad.pk, answer=" 已整改 ").data["ratingFollowUp"]

    assert shown == {
        "rating": {
            "level": "DISSATISFIED",
            "words": "等了很久",
            "needsFollowUp": True,
            "answer": "已整改",
            "followedUpAt": "2026-03-04T10:00:00+08:00",
            "followedUpBy": "Bo",
            "case": {"number": "20260304-0001"},
        },
        "errors": [],
    }
    with inside(east):
        row = Rating.objects.get()
    assert (row.answer, row.followed_up_by) == ("已整改", "Bo")


def test_who_comes_second_is_told_by_whom_it_was_answered(east, bad):
    follow_up(bad.pk)
    kept = stored(east)

    second = follow_up(bad.pk, answer="另一个")

    assert second.data["ratingFollowUp"] == {
        "rating": None,
        "errors": [
            {"code": "already_followed_up", "field": "id", "values": [{"name": "who", "value": "Bo"}]}
        ],
    }
    assert stored(east) == kept


def test_a_good_rating_needs_no_answer(east, cast, rated):
    good = rated(east, cast.ana, 3)
    kept = stored(east)

    assert follow_up(good.pk).payload_codes("ratingFollowUp") == [("rating_needs_none", "id")]
    assert stored(east) == kept


@pytest.mark.parametrize(
    ("answer", "code"), [("", "answer_missing"), (" \n", "answer_missing"), ("改" * 501, "text_too_long")]
)
def test_words_that_are_missing_or_too_long_answer_nothing(east, bad, answer, code):
    kept = stored(east)

    assert follow_up(bad.pk, answer=answer).payload_codes("ratingFollowUp") == [(code, "answer")]
    assert stored(east) == kept


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"hall": "west"}, "id_of_another_hall"),
        ({"hall": "east"}, "rating_unknown"),  # west's key, passed off as one of east
        ({"hall": "east", "kind": "Case"}, "id_of_another_kind"),
    ],
)
def test_a_rating_of_another_hall_is_not_answered_from_here(east, west, cast, bad, rated, asked, code):
    theirs = rated(west, cast.wei, 1)
    kept = stored(east), stored(west)

    answer = follow_up(theirs.pk, **asked)

    assert answer.payload_codes("ratingFollowUp") == [(code, "id")]
    assert answer.data["ratingFollowUp"]["rating"] is None
    assert (stored(east), stored(west)) == kept


@pytest.mark.parametrize("who", ["ana", "dan", "program"])
def test_who_may_not_follow_up_answers_nothing_and_reads_nothing(east, bad, who):
    kept = stored(east)
    caller = {"token": gql.token("rating.follow_up", "case.rate")} if who == "program" else {"by": who}

    answer = gql.ask(FOLLOW_UP, {"id": gql.global_id("east", bad.pk, "Rating")}, **caller)

    assert (answer.data, answer.codes) == ({"ratingFollowUp": None}, ["not_permitted"])
    assert stored(east) == kept
