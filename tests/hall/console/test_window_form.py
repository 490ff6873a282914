"""A window's form: one place, the days it works, who runs it; what is wrong is said and nothing is saved."""

import pytest
from support.visits import inline

from county.halls import inside
from hall.catalogue.models import Window

pytestmark = pytest.mark.django_db

ADD = "/console/catalogue/window/add/"


def typed(**changed) -> dict:
    return {
        "number": 3,
        "code": "disability-card",
        "name": "残疾人证窗口",
        "provider": "department",
        "departments": "disabled_persons",
        **inline("services"),
        **changed,
    }


def test_days_are_typed_as_one_likes_and_kept_in_order(bo, east):
    assert bo.post(ADD, typed(days_of_month="20，5", floor=1)).status_code == 302

    with inside(east):
        window = Window.objects.get(code="disability-card")
    assert (window.days_of_month, window.working_days, window.floor) == ("5,20", (5, 20), 1)


def test_a_window_without_a_number_stands_after_another(bo, east):
    assert bo.post(ADD, typed(number="", stands_after=1)).status_code == 302

    with inside(east):
        assert list(Window.objects.values_list("code", flat=True)) == [
            "civil-affairs",
            "disability-card",
            "land",
        ]
        assert str(Window.objects.get(code="disability-card")) == "残疾人证窗口"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"days_of_month": "32"}, "Type days from 1 to 31, with commas between them."),
        ({"number": ""}, "Give the window a number, or the number it stands after."),
        ({"stands_after": 2}, "Give the window a number, or the number it stands after."),
        ({"number": 2**31 - 1}, "Ensure this value is less than or equal to 9999."),
        ({"provider": "ghost"}, "Select a valid choice."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_saved(bo, east, wrong, said):
    answer = bo.post(ADD, typed(**wrong))

    assert answer.status_code == 200
    assert said in answer.content.decode()
    with inside(east):
        assert Window.objects.count() == 2
