"""What reaches Sentry, read from the envelopes as they would be sent: no citizen, and what helps to repair."""

import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import sentry_sdk
from celery import Celery
from django.core.exceptions import ImproperlyConfigured
from django.core.handlers.wsgi import WSGIHandler
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory, override_settings
from django.urls import path
from sentry_sdk.data_collection import _resolve_data_collection
from sentry_sdk.integrations.graphene import GrapheneIntegration
from support import nasty
from support.reports import DSN, Kept, keeping

from config import sentry
from county import trail

Texts = list[str]


@pytest.fixture
def kept() -> Iterator[Kept]:
    with keeping() as transport:
        yield transport


def raise_with(text: str) -> None:
    personal_local = text  # a frame variable, as in any real error
    raise ValueError(personal_local)


def in_a_message(text: str) -> None:
    sentry_sdk.capture_message(text)


def in_an_error_and_its_frames(text: str) -> None:
    try:
        raise_with(text)
    except ValueError as error:
        sentry_sdk.capture_exception(error)


def in_the_cause_of_an_error(text: str) -> None:
    try:
        try:
            raise_with(text)
        except ValueError as error:
            raise RuntimeError("useful") from error
    except RuntimeError as error:
        sentry_sdk.capture_exception(error)


def in_the_notes_of_an_error(text: str) -> None:
    error = ValueError("useful")
    error.add_note(text)
    sentry_sdk.capture_exception(error)


def in_an_error_of_the_database(text: str) -> None:
    sentry_sdk.capture_exception(IntegrityError(text))


def in_a_breadcrumb(text: str) -> None:
    sentry_sdk.add_breadcrumb(category="useful", message=text, data={"query": text, "list": [text]})
    sentry_sdk.capture_message("useful")


def in_a_tag(text: str) -> None:
    sentry_sdk.set_tag("useful", text)
    sentry_sdk.capture_message("useful")


def in_extra_and_context(text: str) -> None:
    scope = sentry_sdk.get_isolation_scope()
    scope.set_extra("useful", {"deep": [text.encode(), (text,)]})
    scope.set_context("useful", {text: text})
    sentry_sdk.capture_message("useful")


def in_the_user(text: str) -> None:
    sentry_sdk.set_user({"id": text, "username": text, "email": nasty.EMAIL})
    sentry_sdk.capture_message("useful")


def in_the_request(text: str) -> None:
    request: dict[str, object] = {
        "url": f"http://zengjia.localhost/{text}",
        "query_string": text,
        "headers": {"Referer": text, "Authorization": text, "X-Real-Ip": text},
        "cookies": {"anything": text},
        "data": {"query": "mutation { useful }", "variables": {"input": {"x": text, "applicantName": text}}},
        "env": {"REMOTE_ADDR": text},
    }
    sentry_sdk.capture_event({"message": "useful", "request": request})


def in_a_logged_error(text: str) -> None:
    logging.getLogger("tests.useful").error("useful %s", text, extra={"more": {"x": text}, "applicant": text})


def in_a_logged_exception(text: str) -> None:
    try:
        raise_with(text)
    except ValueError:
        logging.getLogger("tests.useful").exception("useful %r", [text])


def in_a_line_of_the_log(text: str) -> None:
    sentry_sdk.logger.warning("useful {words}", words=text)
    logging.getLogger("tests.useful").warning("useful %(words)s", {"words": text}, extra={"more": text})


def in_a_metric(text: str) -> None:
    sentry_sdk.metrics.count("useful", 1, attributes={"words": text})


def in_a_transaction(text: str) -> None:
    with sentry_sdk.start_transaction(name=text, op="useful", source="custom") as transaction:
        transaction.set_data("words", text)
        transaction.set_tag("words", text)
        with sentry_sdk.start_span(op="db", name=text) as span:
            span.set_data("db.params", [text])
            sentry_sdk.capture_message("useful")  # carries the transaction's name in the envelope's header


def in_a_graphql_error(text: str) -> None:
    trail.capture(ValueError(text))


def in_a_celery_task(text: str) -> None:
    app = Celery("tests", set_as_current=False)

    @app.task(name="tests.useful")
    def useful(words: str, applicant_name: str) -> None:
        raise_with(words)

    useful.apply(args=(text,), kwargs={"applicant_name": text}, throw=False)


PLACES: list[Callable[[str], None]] = [
    in_a_message,
    in_an_error_and_its_frames,
    in_the_cause_of_an_error,
    in_the_notes_of_an_error,
    in_an_error_of_the_database,
    in_a_breadcrumb,
    in_a_tag,
    in_extra_and_context,
    in_the_user,
    in_the_request,
    in_a_logged_error,
    in_a_logged_exception,
    in_a_line_of_the_log,
    in_a_metric,
    in_a_transaction,
    in_a_graphql_error,
    in_a_celery_task,
]


@pytest.mark.parametrize("place", PLACES)
def test_nothing_personal_leaves_in_any_form_from_any_place(kept: Kept, place: Callable[[str], None]) -> None:
    for kind, text in nasty.TEXTS.items():
        kept.envelopes.clear()
        sentry_sdk.get_isolation_scope().clear_breadcrumbs()
        place(text)
        sent = kept.sent()
        assert "useful" in sent, f"nothing useful arrived of {kind}"
        assert nasty.leaks(sent) == [], f"{kind} leaked"
        assert DSN not in sent


def test_the_corpus_is_not_harmless(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without our scrubber the same places leak: the test above is not green for want of anything to find."""
    monkeypatch.setattr(sentry, "scrub", lambda report: report)
    harmless = []
    for place in PLACES:
        kept.envelopes.clear()
        place(nasty.TEXTS["an ID number"])
        if nasty.ID_NUMBER not in nasty.leaks(kept.sent()):
            harmless.append(place.__name__)
    assert harmless == []


def test_an_error_of_a_hall_carries_its_hall_its_request_and_its_place_in_the_code(kept: Kept) -> None:
    trail.begin("4bf92f3577b34da6")
    trail.tag_hall("zengjia")
    in_an_error_and_its_frames(f"no window for {nasty.ID_NUMBER}")
    [event] = kept.events()
    assert event["tags"]["hall"] == "zengjia"
    assert event["tags"]["request"] == "4bf92f3577b34da6"
    [error] = event["exception"]["values"]
    assert (error["type"], error["value"]) == ("ValueError", "no window for [id number]")
    last = error["stacktrace"]["frames"][-1]
    assert (last["function"], last["context_line"].strip()) == (
        "raise_with",
        "raise ValueError(personal_local)",
    )
    assert "vars" not in last
    assert event["level"] == "error"
    assert (event["environment"], event["release"]) == ("test", "1")


def test_a_new_request_carries_nothing_of_the_hall_before(kept: Kept) -> None:
    trail.begin("first")
    trail.tag_hall("zengjia")
    trail.begin("second")
    sentry_sdk.capture_message("useful")
    [event] = kept.events()
    assert (event["tags"]["hall"], event["tags"]["request"]) == ("county", "second")
    assert (trail.hall_code.get(), trail.request_id.get()) == ("", "second")


def test_the_ids_of_a_report_stay_what_they_are(kept: Kept) -> None:
    in_a_transaction(nasty.ID_NUMBER)
    [transaction] = kept.events("transaction")
    [event] = kept.events()
    assert event["contexts"]["trace"]["trace_id"] == transaction["contexts"]["trace"]["trace_id"]
    assert len(transaction["contexts"]["trace"]["trace_id"]) == 32
    assert transaction["spans"][0]["trace_id"] == transaction["contexts"]["trace"]["trace_id"]
    assert transaction["transaction"] == "[id number]"
    headers = [envelope.headers for envelope in kept.envelopes]
    assert {header["event_id"] for header in headers} == {event["event_id"], transaction["event_id"]}


def test_a_captured_error_is_sent_once_and_its_id_is_on_a_log_line_without_its_text(
    kept: Kept, caplog: pytest.LogCaptureFixture
) -> None:
    try:
        raise_with(nasty.NAME)
    except ValueError as error:
        event_id = trail.capture(error)
    [event] = kept.events()
    assert event["event_id"] == event_id
    [line] = caplog.messages
    assert line.startswith(f"internal error {event_id}: ValueError at raise_with:")
    assert nasty.NAME not in caplog.text


def test_without_sentry_a_captured_error_goes_by_the_id_of_its_request(
    caplog: pytest.LogCaptureFixture,
) -> None:
    assert not sentry_sdk.get_client().is_active()
    trail.begin("4bf92f3577b34da6")
    assert trail.capture(ValueError("useful")) == "4bf92f3577b34da6"
    trail.begin("")
    assert len(trail.capture(ValueError("useful"))) == 32
    assert caplog.messages[0] == "internal error 4bf92f3577b34da6: ValueError at unknown"


def test_a_task_that_fails_is_reported_with_its_name_and_without_its_arguments(kept: Kept) -> None:
    in_a_celery_task(nasty.NAME)
    [event] = kept.events()
    assert event["transaction"] == "tests.useful"
    assert "celery" in event["sdk"]["integrations"]
    assert "applicant_name" not in kept.sent().split('"exception"')[0]


def fails(request: HttpRequest, number: str) -> HttpResponse:
    raise ValueError(f"no case {number} of {nasty.MOBILE}")


urlpatterns = [path("cases/<str:number>/", fails)]


@pytest.mark.django_db  # a request looks at its connection
@override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=[], DEBUG=False)
def test_a_failing_page_is_reported_with_its_route_and_without_the_request(kept: Kept) -> None:
    request = RequestFactory(HTTP_X_FORWARDED_FOR="10.1.2.3", HTTP_COOKIE=f"x={nasty.PASSWORD}").post(
        f"/cases/{nasty.ID_NUMBER}/?tail=5678&q={nasty.MOBILE}", {"applicant_name": nasty.NAME}
    )
    statuses: list[str] = []

    def start_response(status: str, *_: object) -> Callable[[bytes], object]:
        statuses.append(status)
        return len

    WSGIHandler()(request.environ, start_response)
    assert statuses == ["500 Internal Server Error"]
    events = kept.events()
    assert [event["transaction"] for event in events] == ["/cases/{number}/"]
    assert events[0]["request"]["url"].endswith("/cases/[id number]/")
    assert events[0]["request"]["method"] == "POST"
    assert events[0]["exception"]["values"][0]["value"] == "no case [id number] of [phone]"
    sent = kept.sent()
    assert nasty.leaks(sent) == []
    for trace in ("10.1.2.3", "tail=5678", "127.0.0.1"):
        assert trace not in sent


def test_nothing_that_the_sdk_could_collect_is_left_to_its_default() -> None:
    resolved = dict(_resolve_data_collection({"data_collection": sentry.NOTHING_PERSONAL}))
    assert set(sentry.NOTHING_PERSONAL) == set(resolved) - {"provided_by_user"}
    collected = {name: value for name, value in resolved.items() if value is True}
    assert collected == {"provided_by_user": True}


def test_what_the_sdk_collects_by_itself_is_off(kept: Kept) -> None:
    options = sentry_sdk.get_client().options
    assert options["include_local_variables"] is False
    assert options["max_request_body_size"] == "never"
    assert options["auto_session_tracking"] is False
    assert not sentry_sdk.get_client().should_send_default_pii()
    assert sentry_sdk.get_client().get_integration(GrapheneIntegration) is None
    assert sentry_sdk.get_client().get_integration("django") is not None
    assert sentry_sdk.get_client().get_integration("celery") is not None


def test_a_report_that_cannot_be_scrubbed_is_not_sent(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(report: Any) -> Any:
        raise RuntimeError

    monkeypatch.setattr(sentry, "scrub", broken)
    for place in PLACES:
        place(nasty.ID_NUMBER)
    assert kept.events() == kept.events("transaction") == kept.events("log") == []
    assert nasty.leaks(kept.sent()) == []


def test_without_an_address_nothing_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sentry_sdk, "init", lambda **_: pytest.fail("Sentry was started"))
    sentry.start("", environment="production", release="1")


def test_a_wrong_address_is_told_without_repeating_it() -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        sentry.start("https://secret-without-project", environment="test", release="1", transport=Kept())
    assert str(refused.value) == "SENTRY_DSN is not the address of a Sentry project."
