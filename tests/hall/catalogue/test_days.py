"""Days of the month on which a window works: as typed, as kept, and what is said on another day."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from hall.catalogue import days
from hall.catalogue.models import Window
from rules.errors import RuleError

TWENTIETH, DAY_AFTER = date(2026, 3, 20), date(2026, 3, 21)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("", ""), ("20", "20"), ("20, 5", "5,20"), ("20，5、5", "5,20"), ("05", "5"), ("31,1", "1,31")],
)
def test_days_are_kept_in_order_and_once(typed: str, kept: str) -> None:
    assert days.written(days.read_days(typed)) == kept


@pytest.mark.parametrize("typed", ["0", "32", "5,", ",5", "5;6", "-1", "twenty", "1\n2"])
def test_what_is_no_list_of_days_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"^"):
        days.read_days(typed)


def test_a_window_without_days_works_on_every_day() -> None:
    assert days.works_on((), TWENTIETH)
    assert days.works_on((20,), TWENTIETH)
    assert not days.works_on((20,), DAY_AFTER)


def test_the_31st_moves_to_no_other_day_of_a_shorter_month() -> None:
    april = [date(2026, 4, day) for day in range(1, 31)]
    assert not any(days.works_on((31,), day) for day in april)


def test_on_another_day_a_window_says_when_it_works() -> None:
    window = Window(number=3, code="disability-card", days_of_month="5,20")
    window.check_works_on(TWENTIETH)

    with pytest.raises(RuleError) as refused:
        window.check_works_on(DAY_AFTER)

    assert (refused.value.code, refused.value.field) == ("window_not_working", "matterCode")
    assert str(refused.value) == "This window works only on day 5, 20 of each month."


@pytest.mark.parametrize(
    ("wrong", "promise"),
    [
        ({"number": 9, "days_of_month": "32"}, "window_days_are_days_of_a_month"),
        ({"number": 9, "provider": "ghost"}, "window_run_by_somebody_known"),
        ({}, "window_has_one_place"),
        ({"number": 9, "stands_after": 8}, "window_has_one_place"),
    ],
)
@pytest.mark.usefixtures("in_east")
def test_the_database_keeps_no_other_window(wrong: dict, promise: str) -> None:
    with pytest.raises(IntegrityError, match=promise), transaction.atomic():
        Window.objects.create(code="wrong", name="错", **wrong)
    assert not Window.objects.filter(code="wrong").exists()
