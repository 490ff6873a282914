"""The published calendars as pages of the console: what each says, how far the halls have come, and the next one."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from county.console.calendar_alarm import alarm_of
from county.console.calendar_form import CalendarForm
from county.console.calendar_grid import named_runs, years_of
from county.console.county_site import site
from county.console.registered import CountyAdmin
from county.registry.request import PlacedRequest
from county.standards.calendars import calendar_version, current_calendar, newest_version, publish
from county.standards.models import CalendarVersion
from county.standards.recounts import progress
from rules.errors import RuleError
from rules.succession import changes, check_succession
from rules.workdays import WorkCalendar

PAGE = "county_console:standards_calendarversion"
REFRESH = 2  # seconds


class CalendarAdmin(CountyAdmin):
    """Published versions, never edited: what differs from plain weekdays, year by year."""

    list_display = ["number", "first_on", "last_on", "reason", "published_at", "published_by"]
    list_before_template = "console/calendar_new.html"
    fields = [("number", "first_on", "last_on"), ("reason", "published_at", "published_by")]
    change_form_outer_after_template = "console/calendar.html"

    def get_urls(self) -> list[URLPattern]:
        def page(route: str, view: Callable[..., HttpResponse], name: str) -> URLPattern:
            return path(route, self.admin_site.admin_view(view), name=f"standards_calendarversion_{name}")

        return [
            page("publish/", require_http_methods(["GET", "POST"])(self.publish_view), "publish"),
            page("<int:number>/recount/", require_safe(self.recount_view), "recount"),
            *super().get_urls(),
        ]

    def changelist_view(self, request: PlacedRequest, extra_context: Any = None) -> HttpResponse:
        shown = {
            **(extra_context or {}),
            "may_publish": self._may_change(request),
            "alarm": alarm_of(newest_version(), request.now),
        }
        return super().changelist_view(request, shown)

    def changeform_view(
        self, request: PlacedRequest, object_id: Any = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        version = self.get_object(request, object_id) if object_id else None
        shown = {"years": years_of(calendar_version(version.number)), **_recount(version)} if version else {}
        return super().changeform_view(request, object_id, form_url, {**(extra_context or {}), **shown})

    def recount_view(self, request: PlacedRequest, number: int) -> HttpResponse:
        """The part of a version's page that asks for itself again while halls are counting."""
        version = CalendarVersion.objects.defer("days").filter(number=number).first()
        if version is None:
            raise Http404
        return render(request, "console/calendar_recount.html", _recount(version))

    def publish_view(self, request: PlacedRequest) -> HttpResponse:
        """The next version: typed, looked at beside the one in force, published. What is refused stays as typed."""
        if not self._may_change(request):
            raise PermissionDenied
        old = current_calendar()
        form = CalendarForm(request.POST) if request.method == "POST" else CalendarForm.after(old)
        new = form.calendar(old) if form.is_bound else None
        is_good = new is not None and _is_good(form, new, old)
        if new and is_good and "publish" in request.POST and self._published(request, form, new):
            return redirect(f"{PAGE}_change", new.version)
        told = changes(new, old) if new and not form.errors else None
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Publish a calendar"),
            "form": form,
            "old": old,
            "changes": told,
            "added": named_runs(told.added) if told else (),
            "removed": named_runs(told.removed) if told else (),
        }
        request.current_app = self.admin_site.name  # type: ignore[attr-defined]
        return TemplateResponse(
            request, "console/calendar_publish.html", context, status=422 if form.errors else 200
        )

    def _published(self, request: PlacedRequest, form: CalendarForm, new: WorkCalendar) -> bool:
        try:
            with transaction.atomic():
                reason = form.cleaned_data["reason"]
                version = publish(new, reason=reason, by=request.actor.name, now=request.now)
                self.note_change(request, version, "add", [])
        except RuleError as error:
            form.refuse(error)
            return False
        done = gettext("Version %(number)s is published. The halls are counting their open cases again.")
        messages.success(request, done % {"number": version.number})
        return True


def _is_good(form: CalendarForm, new: WorkCalendar, old: WorkCalendar) -> bool:
    try:
        check_succession(new, old)
    except RuleError as error:
        form.refuse(error)
        return False
    if changes(new, old).is_nothing:
        form.add_error(None, gettext("Nothing differs from the version in force."))
        return False
    return True


def _recount(version: CalendarVersion) -> dict[str, Any]:
    newest = newest_version()
    shown = progress(version.number, newest=newest.number if newest else version.number)
    return {
        "version": version,
        "progress": shown,
        **{name: shown.total(name) for name in ("total", "moved", "confirmed", "failed")},
        "refresh": REFRESH,
    }


site.register(CalendarVersion, CalendarAdmin)
