"""A bad rating is answered, once; and waits until it is."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from county.registry.permissions import NOBODY
from hall.feedback.follow_up import follow_up_rating, newest, to_follow_up
from hall.feedback.models import Rating
from hall.feedback.rate import rate_case
from hall.keys import uuid7
from rules.errors import RuleError

pytestmark = pytest.mark.django_db


@pytest.fixture
def rated(in_east, ana, now, finish):
    """Three ratings, one a minute: the first and the last are bad."""
    found = []
    for n, level in enumerate((2, 4, 1)):
        case = finish(ana, key=f"k{n}")
        found.append(
            rate_case(case.number, "8000", level=level, actor=NOBODY, now=now + timedelta(minutes=n))
        )
    return found


def refused(rating_id, cast, now, answer="已整改"):
    with pytest.raises(RuleError) as error:
        follow_up_rating(rating_id, answer=answer, actor=cast.bo, now=now)
    return error.value.code, error.value.field


def test_bad_ratings_wait_the_oldest_first_until_each_is_answered(rated, cast, now):
    first, good, last = rated
    assert list(to_follow_up(at_most=9)) == [first, last]
    assert list(newest(at_most=9)) == [good]

    follow_up_rating(first.pk, answer=" 已整改，并致歉 ", actor=cast.bo, now=now + timedelta(hours=1))

    first.refresh_from_db()
    assert (first.answer, first.followed_up_at) == ("已整改，并致歉", now + timedelta(hours=1))
    assert (first.followed_up_by, first.level, first.needs_follow_up) == ("Bo", 2, True)
    assert list(to_follow_up(at_most=9)) == [last]
    assert list(newest(at_most=9)) == [good, first]
    assert list(to_follow_up(at_most=0)) == []


def test_a_list_of_ratings_reads_nothing_sealed(rated):
    assert {"id_number_sealed", "phone_sealed", "collector_id_sealed"} <= to_follow_up(at_most=1)[
        0
    ].case.get_deferred_fields()


def test_a_second_answer_is_refused_and_the_first_stays(rated, cast, now):
    follow_up_rating(rated[0].pk, answer="已整改", actor=cast.bo, now=now)

    assert refused(rated[0].pk, cast, now, "另一个答复") == ("already_followed_up", "id")
    assert Rating.objects.get(pk=rated[0].pk).answer == "已整改"


def test_an_answer_says_something_and_only_to_a_bad_rating_of_this_hall(rated, cast, now):
    assert refused(rated[0].pk, cast, now, " \n ") == ("answer_missing", "answer")
    assert refused(rated[0].pk, cast, now, "字" * 501) == ("text_too_long", "answer")
    assert refused(rated[1].pk, cast, now) == ("rating_needs_none", "id")
    assert refused(uuid7(now), cast, now) == ("rating_unknown", "id")
    assert Rating.objects.filter(followed_up_at=None, answer="").count() == 3


def test_an_answer_is_never_changed_or_taken_back_not_even_by_sql(rated, cast, now):
    follow_up_rating(rated[0].pk, answer="已整改", actor=cast.bo, now=now)

    for change in ("answer = '好'", "followed_up_at = NULL, answer = ''"):
        with pytest.raises(IntegrityError, match="rows are only ever added"), transaction.atomic():
            connection.cursor().execute(f"UPDATE feedback_rating SET {change} WHERE id = %s", [rated[0].pk])
    with pytest.raises(IntegrityError, match="a_follow_up_has_an_answer"), transaction.atomic():
        connection.cursor().execute(
            "UPDATE feedback_rating SET followed_up_at = now() WHERE id = %s", [rated[2].pk]
        )

    assert list(Rating.objects.order_by("rated_at").values_list("answer", flat=True)) == ["已整改", "", ""]
