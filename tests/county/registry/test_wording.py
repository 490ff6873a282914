"""How lengths of working time are said: in minutes below an hour, in hours above."""

import pytest
from django.utils.translation import override

from county.registry.templatetags.wording import working_time


@pytest.mark.parametrize(
    ("minutes", "english", "chinese"),
    [
        (0, "0 working minutes", "0个工作分钟"),
        (1, "1 working minute", "1个工作分钟"),
        (-59, "59 working minutes", "59个工作分钟"),
        (60, "1 working hour", "1个工作小时"),
        (-4_620, "77 working hours", "77个工作小时"),
        (125, "2 working hours 5 working minutes", "2个工作小时5个工作分钟"),
    ],
)
def test_a_length_is_said_whichever_way_it_runs(minutes, english, chinese):
    with override("en"):
        assert working_time(minutes) == english
    with override("zh-hans"):
        assert working_time(minutes) == chinese
