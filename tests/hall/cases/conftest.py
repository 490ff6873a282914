"""An accepted case of East, and rules that East can be given."""

from typing import Any

import pytest
from support import build

from hall.cases.actions import accept_case
from hall.cases.models import Case


@pytest.fixture
def ruled(in_east):
    """`ruled(extension={…})`: East's rules of the day with these tables."""

    def rule(**tables: Any) -> None:
        build.regulation("2026-1", build.NOW.date(), **tables)

    return rule


@pytest.fixture
def taken(in_east, ana):
    """`taken()`: a case of ten working days accepted on Wednesday, 4 March 2026, 10:00; due on the 18th, 17:30."""

    def take(key: str = "key-1", **fields: Any) -> Case:
        case = build.case(ana, key=key, **fields)
        accept_case(case.pk, actor=ana, now=build.NOW)
        return Case.objects.get(pk=case.pk)

    return take
