"""The error of the law: a template and its values apart, so that the edge can translate before it fills in."""

import copy
import pickle

from rules.errors import RuleError


def test_the_message_stays_a_template_until_it_is_shown():
    error = RuleError("too_long", "At most %(most)s days.", "days", most=10)
    assert (error.code, error.field, error.values) == ("too_long", "days", {"most": 10})
    assert error.message == "At most %(most)s days."
    assert str(error) == "At most 10 days."


def test_an_error_survives_the_way_to_another_process():
    error = RuleError("too_long", "At most %(most)s days.", "days", most=10)
    for again in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert (again.code, again.field, str(again)) == ("too_long", "days", "At most 10 days.")
