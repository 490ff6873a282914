"""What the hall shows everybody: its hours, windows and matters, the guide sheet of each, its regulation."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from county.now import TIMEZONE
from county.registry.request import PlacedRequest
from hall.catalogue.directory import directory
from hall.catalogue.models import Matter
from hall.office.closures import hall_calendar
from hall.office.models import Profile
from hall.public.caching import same_for_all
from hall.public.opening import Opening, opening_of
from hall.regulations.current import regulation_on
from rules.classification import CaseFacts, Route, Term, kind_of
from rules.errors import RuleError
from rules.rulebook import Rulebook

SHORT = 12  # windows: more need a list to jump from


@same_for_all
def show(request: PlacedRequest) -> HttpResponse:
    words = request.GET.get("words", "")[:60]
    rulebook = _rulebook(request)
    floors = directory(words)
    context = {
        "words": words,
        "profile": Profile.objects.first(),
        "opening": _opening(request, rulebook),
        "rulebook": rulebook,
        "floors": floors,
        "is_long": sum(len(floor.entries) for floor in floors) > SHORT,
    }
    return render(request, "public/home.html", context)


@same_for_all
def guide_sheet(request: PlacedRequest, code: str) -> HttpResponse:
    matters = Matter.objects.select_related("window", "service").prefetch_related("materials")
    matter = matters.filter(code=code, is_active=True).first()
    if matter is None:
        raise Http404
    rulebook = _rulebook(request)
    facts = CaseFacts(Term(matter.term), Route(matter.route))
    kind = kind_of(facts, rulebook.kinds) if rulebook else None
    return render(request, "public/guide_sheet.html", {"matter": matter, "kind": kind})


@same_for_all
def regulation(request: PlacedRequest) -> HttpResponse:
    rulebook = _rulebook(request)
    if rulebook is None:
        raise Http404
    articles = [(article, article.path.count("/")) for article in rulebook.articles]
    context = {
        "rulebook": rulebook,
        "articles": articles,
        "is_titles_only": not any(article.summary for article in rulebook.articles),
    }
    return render(request, "public/regulation.html", context)


def _rulebook(request: PlacedRequest) -> Rulebook | None:
    try:
        return regulation_on(request.now.astimezone(TIMEZONE).date()).rulebook
    except RuleError:
        return None  # a hall being set up: its page opens before its regulation is in force


def _opening(request: PlacedRequest, rulebook: Rulebook | None) -> Opening | None:
    if rulebook is None or rulebook.hours is None:
        return None
    return opening_of(rulebook.hours, hall_calendar(), request.now)
