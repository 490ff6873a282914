"""Log lines as they are written: one per record, with request and hall, without personal data."""

import io
import json
import logging
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from celery import signals
from django.conf import settings
from support import nasty
from support.reports import written_down

from config import logs
from county import trail

LOGGERS = ("django", "django.server", "django.db.backends", "django.template", "django.request", "celery")


@pytest.fixture
def written(request: pytest.FixtureRequest) -> Iterator[io.StringIO]:
    """Logging set up as in production, or in development by parameter."""
    with written_down(production=getattr(request, "param", True)) as stream:
        trail.begin("4bf92f3577b34da6")
        trail.tag_hall("zengjia")
        yield stream


def lines(written: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


def write(message: str, *arguments: object) -> None:
    """Straight to our handler: pytest's own cannot take a line that goes wrong."""
    record = logging.LogRecord("tests.logs", logging.INFO, __file__, 1, message, arguments, None)
    next(h for h in logging.getLogger().handlers if isinstance(h, logs.DiscreetHandler)).handle(record)


def test_a_line_says_when_what_and_for_which_request_and_hall(written: io.StringIO) -> None:
    logging.getLogger("tests.logs").warning("case %s is overdue", "20260304-0042")
    [line] = lines(written)
    assert datetime.fromisoformat(line.pop("at")).utcoffset() is not None
    assert line == {
        "level": "WARNING",
        "logger": "tests.logs",
        "message": "case 20260304-0042 is overdue",
        "request": "4bf92f3577b34da6",
        "hall": "zengjia",
    }


@pytest.mark.parametrize("kind", nasty.TEXTS)
def test_nothing_personal_is_written_as_message_argument_or_error(written: io.StringIO, kind: str) -> None:
    text = nasty.TEXTS[kind]
    log = logging.getLogger("tests.logs")
    log.info(text)
    log.info("useful %s, %r", text, [text])
    log.info("useful %(applicant)s", {"applicant": nasty.NAME, "phone": text})
    try:
        raise ValueError(text)
    except ValueError:
        log.exception("useful", stack_info=True)
    assert len(lines(written)) == 4
    assert all(line["message"].startswith("useful") for line in lines(written))
    assert "ValueError: useful" in lines(written)[3]["exception"]
    assert nasty.leaks(written.getvalue()) == []


@pytest.mark.parametrize("written", [False], indirect=True)
def test_in_development_a_line_is_plain_and_as_discreet(written: io.StringIO) -> None:
    try:
        raise ValueError(nasty.ID_NUMBER)
    except ValueError:
        logging.getLogger("tests.logs").exception("no window for %s", nasty.MOBILE)
    first, *others = written.getvalue().splitlines()
    assert first.endswith(" ERROR   tests.logs: no window for [phone] [zengjia 4bf92f3577b34da6]")
    assert others[0] == "Traceback (most recent call last):"
    assert others[-1] == "ValueError: [id number]"


def test_the_text_of_an_error_left_by_another_formatter_is_not_used(written: io.StringIO) -> None:
    record = logging.LogRecord("tests.logs", logging.ERROR, __file__, 1, "useful", (), None)
    record.exc_text = f"ValueError: {nasty.ID_NUMBER}"
    logging.getLogger("tests.logs").handle(record)
    assert [line["message"] for line in lines(written)] == ["useful"]
    assert nasty.leaks(written.getvalue()) == []


def test_arguments_that_do_not_fit_cost_the_arguments_and_not_the_line(written: io.StringIO) -> None:
    write("useful %d", nasty.ID_NUMBER)
    write("useful", nasty.ID_NUMBER)
    assert [line["message"] for line in lines(written)] == [
        "useful %d [its arguments do not fit]",
        "useful [its arguments do not fit]",
    ]


def test_a_line_that_cannot_be_written_is_told_of_without_what_it_said(
    written: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    class Unspeakable:
        def __str__(self) -> str:
            raise RuntimeError(nasty.ID_NUMBER)

    write("%s of %s", Unspeakable(), nasty.ID_NUMBER)
    assert capsys.readouterr().err == "a log line of tests.logs was lost: RuntimeError\n"
    assert written.getvalue() == ""


@pytest.mark.parametrize("name", LOGGERS)
def test_every_logger_ends_in_the_one_handler(written: io.StringIO, name: str) -> None:
    logger: logging.Logger | None = logging.getLogger(name)
    reached: list[logging.Handler] = []
    while logger:
        reached += logger.handlers
        logger = logger.parent if logger.propagate else None
    handlers = [
        handler
        for handler in reached
        if not isinstance(handler, logging.NullHandler) and not type(handler).__module__.startswith("_pytest")
    ]
    assert [type(handler) for handler in handlers] == [logs.DiscreetHandler]
    assert isinstance(handlers[0].formatter, logs.ScrubbingFormatter)


def test_statements_with_their_values_and_what_a_page_was_made_of_are_never_logged(
    written: io.StringIO,
) -> None:
    assert not logging.getLogger("django.db.backends").isEnabledFor(logging.DEBUG)
    assert not logging.getLogger("django.template").isEnabledFor(logging.DEBUG)
    assert logging.getLogger("tests.logs").isEnabledFor(logging.DEBUG)


def test_celery_leaves_logging_as_it_is(written: io.StringIO) -> None:
    receivers = [receiver for receiver, _ in signals.setup_logging.send(sender=None)]
    assert logs.keep_this_logging in receivers


def test_the_settings_use_it() -> None:
    level = settings.LOGGING["root"]["level"]
    assert logs.config(production=settings.PRODUCTION, level=level) == settings.LOGGING
