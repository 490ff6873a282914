"""The county's first page: its halls side by side, refreshed every few seconds."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from county.console import charts
from county.console.calendar_alarm import alarm_of
from county.console.county_site import site
from county.console.period import CHOICES, period_of
from county.console.site import turned_away
from county.registry.permissions import COUNTY_READ
from county.registry.request import PlacedRequest
from county.rollup.board import board, trend
from county.standards.calendars import newest_version

REFRESH = 5  # seconds


@never_cache
@require_GET
def board_page(request: PlacedRequest) -> HttpResponse:
    """The whole page, or (asked by htmx) just the part that changes."""
    if refused := turned_away(request, request.actor.id is not None and request.actor.may(COUNTY_READ)):
        return refused
    period, form = period_of(request.GET, now=request.now)
    shown = board(period.first_on, period.last_on, now=request.now)
    days = trend(period.first_on, period.last_on)
    context = {
        "board": shown,
        "period": period,
        "form": form,
        **{name: shown.total(name) for name in ("received", "completed", "declined", "returned")},
        "overdue": shown.total("open_overdue"),
        "trend": charts.trend_chart(days, period.first_on, period.last_on),
        "bars": charts.halls_chart(shown),
        "refresh": REFRESH,
    }
    status = 200 if form.is_valid() else 422
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "console/board_figures.html", context, status=status)
    request.current_app = site.name  # type: ignore[attr-defined]
    context |= {
        **site.each_context(request),
        "alarm": alarm_of(newest_version(), request.now),
        "choices": CHOICES,
        "trend_options": charts.TREND_OPTIONS,
        "bars_options": charts.HALLS_OPTIONS,
        "bars_height": 60 + 44 * max(len(shown.rows), 2),
    }
    return render(request, "console/board.html", context, status=status)
