"""The rules of the house that a script can check: files of a size, with a purpose, without drawers or clocks."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CODE = ("platform", "tenants", "graphql")
WRITTEN = (*CODE, "tests", "loadtests", "infra")
LONGEST = 400  # lines
LONG_ON_PURPOSE = "long because"  # in the first line, with the reason
DRAWER = re.compile(r"(util|utils|helper|helpers|common|misc|shared|stuff|tools)")

# Each with its reason. One that is no longer needed fails the test, so the lists stay exact.
ASKS_THE_TIME = {"platform/county/now.py": "the one place that asks"}
SWALLOWS: dict[str, str] = {}
DRAWERS = {
    "platform/county/console/templates/unfold/helpers": "django-unfold's name: a template there replaces its own",
}


def python_files(*roots: str) -> Iterator[Path]:
    """Every Python file a person wrote: not the generated migrations."""
    for root in roots:
        for path in sorted((ROOT / root).rglob("*.py")):
            if path.parent.name != "migrations":
                yield path


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tree_of(source: str) -> ast.Module:
    return ast.parse(source)


def asks_the_time(source: str) -> bool:
    """Whether it says datetime.now, date.today, timezone.now …, called or handed on, or imports such a `now`."""
    for node in ast.walk(tree_of(source)):
        if isinstance(node, ast.Attribute) and node.attr in {"now", "utcnow", "today", "localdate"}:
            owner = (
                node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
            )
            if owner in {"datetime", "date", "timezone", "dt"}:
                return True
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.timezone":
            imported = {name.name for name in node.names}
            if imported & {"now", "localdate"}:
                return True
    return False


def swallows(source: str) -> bool:
    """Whether it catches everything and goes on as if nothing had been."""
    return any(
        _passes_over_everything(node) or _suppresses_everything(node) for node in ast.walk(tree_of(source))
    )


def _passes_over_everything(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.ExceptHandler)
        and _is_everything(node.type)
        and all(isinstance(line, ast.Pass | ast.Continue) or _says_nothing(line) for line in node.body)
    )


def _suppresses_everything(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and getattr(node.func, "id", getattr(node.func, "attr", "")) == "suppress"
        and any(map(_is_everything, node.args))
    )


def _is_everything(caught: ast.expr | None) -> bool:
    names = caught.elts if isinstance(caught, ast.Tuple) else [caught]
    return any(name is None or getattr(name, "id", "") in {"Exception", "BaseException"} for name in names)


def _says_nothing(line: ast.stmt) -> bool:
    return isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant)


def says_what_it_is_for(source: str) -> bool:
    """A docstring in the first line (after #!), whose first sentence ends there or is wrapped once."""
    first = source.splitlines()[1 if source.startswith("#!") else 0]
    docstring = ast.get_docstring(tree_of(source))
    return first.startswith('"""') and docstring is not None and len(docstring.split()) > 2


def test_every_file_says_in_its_first_line_what_it_is_for() -> None:
    silent = [
        name_of(path)
        for path in python_files(*CODE, "tests", "loadtests")
        if (source := path.read_text(encoding="utf-8")) and not says_what_it_is_for(source)
    ]
    assert silent == []


def test_no_file_is_too_long_without_a_reason_in_its_first_line() -> None:
    wrong = [
        name_of(path)
        for root in WRITTEN
        for path in sorted((ROOT / root).rglob("*"))
        if path.suffix in {".py", ".html", ".css", ".js", ".sql", ".sh", ".typ"}
        and "migrations" not in path.parts
        and (lines := path.read_text(encoding="utf-8").splitlines())
        # Neither long without a reason, nor a reason without being long.
        and (len(lines) > LONGEST) != (LONG_ON_PURPOSE in lines[0])
    ]
    assert wrong == []


def test_the_typical_file_is_read_in_one_glance() -> None:
    lengths = sorted(
        length
        for path in python_files(*CODE)
        if (length := len(path.read_text(encoding="utf-8").splitlines()))
    )
    assert len(lengths) > 50
    assert lengths[len(lengths) // 2] <= 90


def test_there_is_no_drawer() -> None:
    drawers = {
        name_of(path)
        for root in (*WRITTEN, "docs")
        for path in (ROOT / root).rglob("*")
        if DRAWER.fullmatch(path.stem.lower()) and "__pycache__" not in path.parts
    }
    assert drawers == set(DRAWERS)


def test_only_one_place_asks_what_time_it_is() -> None:
    asking = {
        name_of(path) for path in python_files(*CODE) if asks_the_time(path.read_text(encoding="utf-8"))
    }
    assert asking == set(ASKS_THE_TIME)


def test_nobody_catches_everything_and_goes_on() -> None:
    swallowing = {
        name_of(path)
        for path in python_files(*CODE, "tests", "loadtests")
        if swallows(path.read_text(encoding="utf-8"))
    }
    assert swallowing == set(SWALLOWS)


@pytest.mark.parametrize(
    "source",
    [
        "x = datetime.now()",
        "x = datetime.datetime.now(UTC)",
        "x = datetime.utcnow()",
        "x = date.today()",
        "x = timezone.now()",
        "x = Field(default=timezone.now)",
        "from django.utils.timezone import now",
        "x = timezone.localdate()",
    ],
)
def test_the_check_for_clocks_sees_every_way_of_asking(source: str) -> None:
    assert asks_the_time(source)
    assert not asks_the_time("from county import now as moment\nx = moment.now(); y = datetime.now_ish")


@pytest.mark.parametrize(
    "source, does",
    [
        ("try: f()\nexcept: pass", True),
        ("try: f()\nexcept Exception: pass", True),
        ("try: f()\nexcept BaseException: ...", True),
        ("try: f()\nexcept (ValueError, Exception):\n    'never mind'", True),
        ("for x in y:\n    try: f()\n    except Exception: continue", True),
        ("with suppress(Exception): f()", True),
        ("with contextlib.suppress(BaseException): f()", True),
        ("try: f()\nexcept ValueError: pass", False),
        ("try: f()\nexcept Exception as error: log(error)", False),
        ("with suppress(FileNotFoundError): f()", False),
    ],
)
def test_the_check_for_swallowed_errors_sees_every_way_of_swallowing(source: str, does: bool) -> None:
    assert swallows(source) is does


@pytest.mark.parametrize(
    "source, does",
    [
        ('"""Says what it is for."""', True),
        ('#!/usr/bin/env python\n"""Says what it is for."""', True),
        ("import os", False),
        ('# A comment.\n"""Too late to be first."""', False),
        ('"""Word."""', False),
        ("x = 1", False),
    ],
)
def test_the_check_for_a_first_sentence_sees_one(source: str, does: bool) -> None:
    assert says_what_it_is_for(source) is does
