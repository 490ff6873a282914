"""The board's two charts as Chart.js reads them: data, and options that unfold's defaults do not fit."""

import json
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext

from county.registry.templatetags.wording import named
from county.rollup.board import Board, Day

RECEIVED, ON_TIME, LATE = "#5b8fd6", "#3d9b65", "#d9483d"
GREY = "#64748b"
LEGEND = {"display": True, "position": "top", "align": "end", "labels": {"boxWidth": 10, "boxHeight": 10}}
COUNTS = {"beginAtZero": True, "ticks": {"precision": 0, "color": GREY}, "border": {"display": False}}


def halls_chart(board: Board) -> str:
    """On time and late, one bar a hall, in the order of the table."""
    judged = [row for row in board.rows if row.rate.whole]
    return json.dumps(
        {
            "labels": [named(row) for row in judged],
            "datasets": [
                _bars(gettext("On time"), [row.on_time for row in judged], ON_TIME),
                _bars(gettext("Late"), [row.late for row in judged], LATE),
            ],
        }
    )


def trend_chart(days: list[Day], first_on: date, last_on: date) -> str:
    """Every day of the period, also those on which nothing happened."""
    known = {day.on: day for day in days}
    span = [first_on + timedelta(days=n) for n in range((last_on - first_on).days + 1)]
    nothing = Day(first_on, 0, 0, 0)
    shown = [known.get(day, nothing) for day in span]
    return json.dumps(
        {
            "labels": [f"{day:%m-%d}" for day in span],
            "datasets": [
                _line(gettext("Received"), [day.received for day in shown], RECEIVED),
                _line(gettext("Completed on time"), [day.on_time for day in shown], ON_TIME),
                _line(gettext("Completed late"), [day.late for day in shown], LATE),
            ],
        }
    )


def _bars(label: str, data: list[int], colour: str) -> dict[str, Any]:
    return {"label": label, "data": data, "backgroundColor": colour, "maxBarThickness": 26}


def _line(label: str, data: list[int], colour: str) -> dict[str, Any]:
    return {
        "label": label,
        "data": data,
        "borderColor": colour,
        "backgroundColor": colour,
        "borderWidth": 2,
        "pointRadius": 0,
    }


_COMMON = {
    "animation": False,
    "maintainAspectRatio": False,
    "interaction": {"mode": "index", "intersect": False},
    "plugins": {"legend": LEGEND},
}
HALLS_OPTIONS = json.dumps(
    {
        **_COMMON,
        "indexAxis": "y",
        "scales": {
            "x": {**COUNTS, "stacked": True},
            "y": {"stacked": True, "grid": {"display": False}, "ticks": {"color": GREY}},
        },
    }
)
TREND_OPTIONS = json.dumps(
    {
        **_COMMON,
        "scales": {
            "x": {
                "grid": {"display": False},
                "ticks": {"color": GREY, "maxTicksLimit": 12, "maxRotation": 0},
            },
            "y": COUNTS,
        },
    }
)
