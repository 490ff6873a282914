"""What crosses the border holds no citizen: every column that the county keeps is on this list."""

from dataclasses import fields

from django.apps import apps

from county.rollup.report import CaseReport

KEPT = {
    "CaseFact": {
        "id", "hall", "case_id", "sequence", "matter_code", "department", "kind", "term", "route", "status",
        "received_on", "accepted_on", "due_at", "due_soon_at", "is_stopped", "urges",
        "ended_on", "was_on_time",
    },
    "DailyTally": {"id", "hall", "day", "received", "completed", "on_time", "late", "declined", "returned"},
    "HallProgress": {"hall", "reported_at"},
}  # fmt: skip


def test_the_rollup_keeps_these_columns_and_no_others():
    models = apps.get_app_config("rollup").get_models()

    assert {model.__name__: {field.name for field in model._meta.get_fields()} for model in models} == KEPT


def test_a_report_carries_nothing_the_rollup_does_not_keep():
    assert {field.name for field in fields(CaseReport)} <= KEPT["CaseFact"]


def test_no_text_of_the_rollup_is_long_enough_for_a_story():
    for model in apps.get_app_config("rollup").get_models():
        for field in model._meta.get_fields():
            assert field.get_internal_type() != "TextField", field
            assert (getattr(field, "max_length", None) or 0) <= 40, field
