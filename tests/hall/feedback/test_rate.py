"""A finished case is rated once, by whoever holds its receipt; what was said stays."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from support import build

from county.registry.permissions import NOBODY, Actor
from hall.cases.actions import accept_case, decline_case
from hall.cases.completion import collect_case
from hall.cases.models import CaseEvent
from hall.feedback.models import Rating
from hall.feedback.rate import rate_case
from rules.errors import RuleError

pytestmark = pytest.mark.django_db
RECEIPT = ("20260304-0001", "8000")


def refused(*receipt, **said):
    with pytest.raises(RuleError) as error:
        rate_case(*(receipt or RECEIPT), **{"level": 4, "actor": NOBODY, "now": build.NOW, **said})
    assert Rating.objects.count() == 0
    return error.value.code, error.value.field


@pytest.mark.parametrize(
    ("level", "name", "is_bad"),
    [
        (5, "非常满意", False),
        (4, "满意", False),
        (3, "基本满意", False),
        (2, "不满意", True),
        (1, "非常不满意", True),
    ],
)
def test_there_are_five_levels_and_the_lower_two_are_followed_up(finished, now, level, name, is_bad):
    later = now + timedelta(days=1)

    rate_case(*RECEIPT, level=level, words=" 等了很久 ", actor=NOBODY, now=later)

    rating = Rating.objects.get()
    assert (rating.case_id, rating.level, rating.get_level_display()) == (finished.pk, level, name)
    assert (rating.words, rating.rated_at, rating.passed_on_by) == ("等了很久", later, "")
    assert (rating.needs_follow_up, rating.followed_up_at, rating.answer) == (is_bad, None, "")


def test_a_rating_is_no_step_of_the_case(finished):
    events = CaseEvent.objects.count()

    rate_case(*RECEIPT, level=1, actor=NOBODY, now=build.NOW)

    finished.refresh_from_db()
    assert (finished.status, finished.version, CaseEvent.objects.count()) == ("completed", 3, events)


def test_also_after_the_result_was_collected(finished, ana, now):
    collect_case(
        finished.pk, collector_name="李小明", collector_id_number=build.ID_NUMBER, actor=ana, now=now
    )

    assert rate_case(*RECEIPT, level=3, actor=NOBODY, now=now).level == 3


def test_a_program_that_passes_it_on_is_named(finished, now):
    rate_case(*RECEIPT, level=5, actor=Actor(client="kiosk"), now=now)

    assert Rating.objects.get().passed_on_by == "kiosk"


def test_a_second_rating_is_refused_and_the_first_stays(finished, now):
    rate_case(*RECEIPT, level=1, words="差", actor=NOBODY, now=now)

    with pytest.raises(RuleError) as error:
        rate_case(*RECEIPT, level=5, words="好", actor=NOBODY, now=now)

    assert (error.value.code, error.value.field) == ("already_rated", "number")
    assert Rating.objects.values_list("level", "words").get() == (1, "差")


def test_only_a_finished_case_is_rated(in_east, ana, now):
    case = build.case(ana)
    assert refused() == ("case_not_finished", "number")
    accept_case(case.pk, actor=ana, now=now)
    assert refused() == ("case_not_finished", "number")

    other = build.case(ana, key="2")
    decline_case(other.pk, reason="不属本中心", actor=ana, now=now)
    assert refused("20260304-0002", "8000") == ("case_not_finished", "number")


@pytest.mark.parametrize(
    "receipt", [("20260304-0001", "8001"), ("20260304-0002", "8000"), ("", ""), ("x", "８０００")]
)
def test_without_the_receipt_nobody_rates_and_nobody_learns_what_is_wrong(finished, receipt):
    assert refused(*receipt) == ("receipt_unknown", "number")


@pytest.mark.parametrize("level", [0, 6, -1])
def test_there_is_no_sixth_level(finished, level):
    assert refused(level=level) == ("level_unknown", "level")


def test_words_end_somewhere_and_can_be_printed(finished, now):
    assert refused(words="字" * 501) == ("text_too_long", "words")
    assert refused(words="a\x00") == ("text_control_characters", "words")

    rate_case(*RECEIPT, level=4, words="字" * 500, actor=NOBODY, now=now)
    assert len(Rating.objects.get().words) == 500


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE feedback_rating SET level = 5, needs_follow_up = false",
        "UPDATE feedback_rating SET words = ''",
        "UPDATE feedback_rating SET rated_at = now()",
        "DELETE FROM feedback_rating",
    ],
)
def test_what_was_said_is_never_changed_not_even_by_sql(finished, now, sql):
    rate_case(*RECEIPT, level=1, words="差", actor=NOBODY, now=now)

    with pytest.raises(IntegrityError, match="rows are only ever added"), transaction.atomic():
        connection.cursor().execute(sql)

    assert Rating.objects.values_list("level", "words", "rated_at").get() == (1, "差", now)


def test_the_database_itself_knows_which_levels_are_bad(finished, now):
    with pytest.raises(IntegrityError, match="a_bad_rating_is_followed_up"), transaction.atomic():
        Rating.objects.create(case=finished, level=2, rated_at=now)
    with pytest.raises(IntegrityError, match="a_rating_has_five_levels"), transaction.atomic():
        Rating.objects.create(case=finished, level=6, rated_at=now)
    assert Rating.objects.count() == 0
