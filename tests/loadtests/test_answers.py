"""What counts as a failure although the status is 200."""

import pytest
from loadtests.answers import read


def test_a_good_answer_gives_its_data():
    said = '{"data": {"caseAccept": {"case": {"id": "a"}, "errors": []}}}'

    assert read(said) == ({"caseAccept": {"case": {"id": "a"}, "errors": []}}, None)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('{"data": null, "errors": [{"message": "no", "extensions": {"code": "denied"}}]}', "denied: no"),
        ('{"data": {"cases": null}, "errors": [{"message": "no"}]}', "error: no"),
        ('{"data": {"caseAccept": {"errors": [{"code": "gone", "message": "no"}]}}}', "gone: no"),
        ('{"data": null}', "no data"),
        ('{"detail": "no"}', "not a GraphQL answer"),
        ("[]", "not a GraphQL answer"),
        ("<html>", "not a GraphQL answer"),
        (None, "not a GraphQL answer"),
    ],
)
def test_anything_else_is_a_complaint_and_gives_no_data(text, complaint):
    assert read(text) == ({}, complaint)
