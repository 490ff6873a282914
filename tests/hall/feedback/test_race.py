"""Two at once, really committed: a case has one rating, and a rating one answer."""

import pytest
from support import build
from support.race import held_after, threads, wait_for_a_lock

from county.halls import inside
from county.registry.permissions import NOBODY
from hall.feedback.follow_up import follow_up_rating
from hall.feedback.models import Rating
from hall.feedback.rate import rate_case
from rules.errors import RuleError


def test_of_two_ratings_at_once_one_counts_and_the_other_is_told(own_hall, finish):
    ana = build.actor("ana")
    with inside(own_hall):
        number = finish(ana).number

    def rate(level):
        return lambda: rate_case(number, "8000", level=level, actor=NOBODY, now=build.NOW)

    # Both have seen that there is no rating yet; only the constraint tells them apart.
    with held_after("hall.feedback.rate.uuid7", "first") as held, threads(own_hall) as start:
        first = start("first", rate(1))
        held.wait_until_there()
        assert start("second", rate(5)).result(10).level == 5
        held.go_on.set()
        with pytest.raises(RuleError) as error:
            first.result(10)

    assert error.value.code == "already_rated"
    with inside(own_hall):
        assert list(Rating.objects.values_list("level", flat=True)) == [5]


def test_of_two_answers_at_once_one_counts_and_the_other_is_told(own_hall, finish):
    ana, bo = build.actor("ana"), build.actor("bo")
    with inside(own_hall):
        case = finish(ana)
        rating = rate_case(case.number, "8000", level=1, actor=NOBODY, now=build.NOW)

    def answer(words):
        return lambda: follow_up_rating(rating.pk, answer=words, actor=bo, now=build.NOW)

    with held_after("hall.feedback.follow_up._waiting", "first") as held, threads(own_hall) as start:
        first = start("first", answer("第一"))
        held.wait_until_there()
        second = start("second", answer("第二"))
        wait_for_a_lock()
        held.go_on.set()
        assert first.result(10).answer == "第一"
        with pytest.raises(RuleError) as error:
            second.result(10)

    assert error.value.code == "already_followed_up"
    with inside(own_hall):
        assert Rating.objects.get().answer == "第一"
