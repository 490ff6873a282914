"""What the hall shows everybody: its hours, windows and matters, the guide sheet of each, its regulation."""

from collections.abc import Iterable
from itertools import groupby

from django.http import Http404, HttpResponse
from django.shortcuts import render

from county.now import TIMEZONE
from county.registry.request import PlacedRequest
from county.standards.calendars import current_calendar
from hall.catalogue.models import Matter, Window
from hall.catalogue.search import matching, offered_matters
from hall.office.models import Profile
from hall.public.caching import same_for_all
from hall.public.opening import Opening, opening_of
from hall.regulations.current import regulation_on
from rules.errors import RuleError
from rules.rulebook import Rulebook


@same_for_all
def show(request: PlacedRequest) -> HttpResponse:
    words = request.GET.get("words", "")[:60]
    rulebook = _rulebook(request)
    context = {
        "words": words,
        "profile": Profile.objects.first(),
        "opening": _opening(request, rulebook),
        "rulebook": rulebook,
        "windows": _by_window(matching(offered_matters(), words)),
    }
    return render(request, "public/home.html", context)


@same_for_all
def guide_sheet(request: PlacedRequest, code: str) -> HttpResponse:
    matters = Matter.objects.select_related("window", "service").prefetch_related("materials")
    matter = matters.filter(code=code, is_active=True).first()
    if matter is None:
        raise Http404
    return render(request, "public/guide_sheet.html", {"matter": matter})


@same_for_all
def regulation(request: PlacedRequest) -> HttpResponse:
    rulebook = _rulebook(request)
    if rulebook is None:
        raise Http404
    articles = [(article, article.path.count("/")) for article in rulebook.articles]
    return render(request, "public/regulation.html", {"rulebook": rulebook, "articles": articles})


def _rulebook(request: PlacedRequest) -> Rulebook | None:
    try:
        return regulation_on(request.now.astimezone(TIMEZONE).date()).rulebook
    except RuleError:
        return None  # a hall being set up: its page opens before its regulation is in force


def _opening(request: PlacedRequest, rulebook: Rulebook | None) -> Opening | None:
    if rulebook is None or rulebook.hours is None:
        return None
    return opening_of(rulebook.hours, current_calendar(), request.now)


def _by_window(matters: Iterable[Matter]) -> list[tuple[Window, list[Matter]]]:
    by_number = sorted(matters, key=lambda matter: (matter.window.number, matter.window.code, matter.code))
    return [(window, list(group)) for window, group in groupby(by_number, key=lambda matter: matter.window)]
