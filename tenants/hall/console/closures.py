"""Days on which the hall is closed: read by all of the office, announced and cancelled by administrators."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from unfold.widgets import UnfoldAdminDateWidget, UnfoldAdminTextInputWidget

from county.registry.request import PlacedRequest
from hall.cases.recount_effects import count_left, moved_by_notice
from hall.console.base import HallAdmin
from hall.console.hall_site import site
from hall.console.refusals import said
from hall.office.close import LONGEST_NAME, announce_closure, cancel_closure, earliest_day
from hall.office.closures import closures
from hall.office.models import ClosureNotice
from rules.errors import RuleError

PAGE = "hall_console:office_closurenotice_changelist"


def _date_widget() -> UnfoldAdminDateWidget:
    return UnfoldAdminDateWidget(attrs={"type": "date"}, format="%Y-%m-%d")


class ClosureForm(forms.Form):
    first_on = forms.DateField(label=_("first day"), widget=_date_widget())
    last_on = forms.DateField(label=_("last day"), widget=_date_widget())
    name = forms.CharField(
        label=_("reason"),
        max_length=LONGEST_NAME,
        widget=UnfoldAdminTextInputWidget,
        help_text=_("Everybody reads it: on the public page, and in why a case is due when it is due."),
    )


@dataclass(frozen=True)
class Line:
    """A notice with what came of it."""

    notice: ClosureNotice
    moved: int
    cancelled_by: ClosureNotice | None
    may_be_cancelled: bool


class ClosureAdmin(HallAdmin):
    """The list is a page of ours; a notice is never edited, so there is nothing else."""

    fields = ["number", ("first_on", "last_on"), "name", ("announced_at", "announced_by")]

    def get_urls(self) -> list[URLPattern]:
        def button(route: str, view: Callable[..., HttpResponse], name: str) -> URLPattern:
            asked = self.admin_site.admin_view(require_POST(view))
            return path(route, asked, name=f"office_closurenotice_{name}")

        return [
            button("announce/", self.announce_view, "announce"),
            button("<uuid:key>/cancel/", self.cancel_view, "cancel"),
            *super().get_urls(),
        ]

    def changelist_view(self, request: PlacedRequest, extra_context: Any = None) -> HttpResponse:
        return self._page(request, ClosureForm())

    def announce_view(self, request: PlacedRequest) -> HttpResponse:
        """What is refused stays as typed."""
        self._for_administrators(request)
        form = ClosureForm(request.POST)
        if form.is_valid():
            try:
                announce_closure(**form.cleaned_data, actor=request.actor, now=request.now)
            except RuleError as error:
                form.add_error(error.field if error.field in form.fields else None, said(error))
            else:
                messages.success(
                    request, gettext("The closure is announced. Open cases are being counted again.")
                )
                return redirect(PAGE)
        return self._page(request, form, status=422)

    def cancel_view(self, request: PlacedRequest, key: UUID) -> HttpResponse:
        self._for_administrators(request)
        notice = ClosureNotice.objects.filter(pk=key).first()
        if notice is None:
            raise Http404
        try:
            cancel_closure(notice, actor=request.actor, now=request.now)
        except RuleError as error:
            messages.error(request, said(error))
        else:
            messages.success(
                request, gettext("The closure is cancelled. Open cases are being counted again.")
            )
        return redirect(PAGE)

    def _for_administrators(self, request: PlacedRequest) -> None:
        if not self._may_change(request):
            raise PermissionDenied

    def _page(self, request: PlacedRequest, form: ClosureForm, status: int = 200) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Closures"),
            "form": form if self._may_change(request) else None,
            "lines": _lines(request),
            "left": count_left(closures()),
        }
        request.current_app = self.admin_site.name  # type: ignore[attr-defined]
        return TemplateResponse(request, "hall_console/closures.html", context, status=status)


def _lines(request: PlacedRequest) -> list[Line]:
    """Announcements, newest first; cancellations stand beside what they cancel."""
    earliest, moved = earliest_day(request.now), moved_by_notice()
    notices = list(ClosureNotice.objects.order_by("-number"))
    cancelling = {notice.cancels_id: notice for notice in notices if notice.cancels_id}
    return [
        Line(
            notice,
            moved.get(notice.number, 0),
            cancelling.get(notice.pk),
            notice.pk not in cancelling and notice.last_on >= earliest,
        )
        for notice in notices
        if not notice.cancels_id
    ]


site.register(ClosureNotice, ClosureAdmin)
