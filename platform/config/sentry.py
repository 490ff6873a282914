"""Reports errors to Sentry when SENTRY_DSN says where; nothing personal leaves, and nothing at all without it."""

from typing import Any, cast

import sentry_sdk
from django.core.exceptions import ImproperlyConfigured
from sentry_sdk.integrations import Integration
from sentry_sdk.integrations.celery import CeleryIntegration
from sentry_sdk.integrations.django import DjangoIntegration
from sentry_sdk.integrations.graphene import GrapheneIntegration
from sentry_sdk.integrations.logging import ignore_logger
from sentry_sdk.transport import Transport
from sentry_sdk.utils import BadDsn, Dsn

from config.scrub import scrub
from county import trail

# Not collected in the first place. With these set the SDK takes neither `send_default_pii` nor an
# EventScrubber (it drops both with a warning), so `scrub` also knows every key of the SDK's own list.
NOTHING_PERSONAL: dict[str, Any] = {
    "user_info": False,
    "cookies": {"mode": "off"},
    "http_headers": {"request": {"mode": "off"}},
    "http_bodies": [],
    "url_query_params": {"mode": "off"},
    "graphql": {"document": False, "variables": False},
    "gen_ai": {"inputs": False, "outputs": False},
    "database_query_data": False,
    "queues": False,
    "stack_frame_variables": False,
    "frame_context_lines": 5,  # lines of our own source around the error
}


def start(
    dsn: str,
    *,
    environment: str,
    release: str,
    transport: Transport | None = None,
    traces_sample_rate: float = 0.0,
    enable_logs: bool = False,
) -> None:
    """Start reporting. `transport` takes the place of the network in tests."""
    if not dsn:
        return
    try:
        Dsn(dsn)
    except BadDsn:
        raise ImproperlyConfigured("SENTRY_DSN is not the address of a Sentry project.") from None
    # Our GraphQL view reports by itself (county.trail.capture); the integration hooks what it doesn't call.
    disabled: list[Integration] = [GrapheneIntegration()]
    sentry_sdk.init(
        dsn=dsn,
        environment=environment,
        release=release,
        transport=transport,
        integrations=[
            DjangoIntegration(transaction_style="url", middleware_spans=False, cache_spans=False),
            CeleryIntegration(propagate_traces=False),
        ],
        disabled_integrations=disabled,
        data_collection=cast(Any, NOTHING_PERSONAL),
        include_local_variables=False,
        max_request_body_size="never",
        auto_session_tracking=False,
        traces_sample_rate=traces_sample_rate,
        enable_logs=enable_logs,
        before_send=_without_personal_data,
        before_send_transaction=_without_personal_data,
        before_send_log=_without_personal_data,
        before_send_metric=_without_personal_data,
        before_breadcrumb=_without_personal_data,
    )
    ignore_logger(trail.__name__)  # writes down what it has reported already


def _without_personal_data(report: Any, _hint: Any) -> Any:
    """An event, transaction, log line, metric or breadcrumb on its way out. An error here drops the report."""
    return scrub(report)
