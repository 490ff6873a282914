"""Versions of the hall's regulation: read by all of the office, drafted, checked and published by administrators."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import DateField, QuerySet, Value
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods
from unfold.decorators import display

from county.now import TIMEZONE
from county.registry.request import PlacedRequest
from hall.console.base import HallAdmin
from hall.console.hall_site import site
from hall.console.refusals import said
from hall.console.regulation_text import RegulationText
from hall.console.tables import tables_of
from hall.regulations import lifecycle
from hall.regulations.models import RegulationVersion
from hall.regulations.next_draft import blank, successor
from hall.regulations.text import read_text, write_text
from hall.regulations.versions import listed, with_next
from rules.errors import RuleError
from rules.rulebook import Rulebook

Status = RegulationVersion.Status
PAGE = "hall_console:regulations_regulationversion"
VERBS: dict[str, tuple[Callable[..., Any], Promise]] = {  # what the page's buttons do, and what is said then
    "check": (lifecycle.check, _("The draft was checked and may be published.")),
    "publish": (lifecycle.publish, _("The version is published.")),
    "discard": (lifecycle.discard_draft, _("The draft was discarded.")),
}


class RegulationAdmin(HallAdmin):
    """A published version is never edited, only superseded. What changes a draft are buttons of its page, by POST."""

    list_display = ["number", "title", "shown_status", "shown_span", "published_at", "published_by"]
    list_display_links = ["number", "title"]
    list_before_template = "hall_console/regulation_new.html"
    fields = [
        ("number", "title"),
        ("status", "shown_span"),
        ("drafted_at", "drafted_by"),
        ("checked_at", "checked_by"),
        ("published_at", "published_by"),
    ]
    readonly_fields = ["shown_span"]
    change_form_outer_before_template = "hall_console/regulation_buttons.html"
    change_form_outer_after_template = "hall_console/regulation.html"

    @display(
        description=_("status"),
        label={
            "in_force": "success",
            "to_come": "info",
            "over": "default",
            "checked": "info",
            "draft": "warning",
        },
        ordering="status",
    )
    def shown_status(self, version: RegulationVersion) -> tuple[str, Any]:
        row, today = listed(version), version.today  # type: ignore[attr-defined]
        if row.first_on is None:
            return version.status, version.get_status_display()
        if row.first_on > today:
            return "to_come", _("published, to come")
        is_over = row.last_on is not None and row.last_on < today
        return ("over", _("superseded")) if is_over else ("in_force", _("in force"))

    @display(description=_("in force from – to"), ordering="effective_on")
    def shown_span(self, version: RegulationVersion) -> str:
        row = listed(version)
        if row.first_on is None:
            return gettext("planned from %(day)s") % {"day": version.effective_on}
        until = row.last_on or gettext("today and on")
        return f"{row.first_on} – {until}"

    def get_queryset(self, request: PlacedRequest) -> QuerySet:
        today = request.now.astimezone(TIMEZONE).date()
        return with_next(super().get_queryset(request)).annotate(today=Value(today, DateField()))

    def get_urls(self) -> list[URLPattern]:
        def page(route: str, view: Callable[..., HttpResponse], name: str, *methods: str) -> URLPattern:
            asked = self.admin_site.admin_view(require_http_methods(methods)(self._for_administrators(view)))
            return path(route, asked, name=f"regulations_regulationversion_{name}")

        return [
            page("draft/", self.draft_view, "draft", "POST"),
            page("<uuid:key>/text/", self.text_view, "text", "GET", "POST"),
            *(page(f"<uuid:key>/{verb}/", self._verb_view(verb), verb, "POST") for verb in VERBS),
            *super().get_urls(),
        ]

    def changelist_view(self, request: PlacedRequest, extra_context: Any = None) -> HttpResponse:
        shown = {**(extra_context or {}), "may_draft": self._may_change(request)}
        return super().changelist_view(request, shown)

    def changeform_view(
        self, request: PlacedRequest, object_id: Any = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        version = self.get_object(request, object_id) if object_id else None
        shown = {**(extra_context or {}), **(_readable(version) if version else {})}
        if version and version.status != Status.PUBLISHED:
            shown["draft"] = version if self._may_change(request) else None
        return super().changeform_view(request, object_id, form_url, shown)

    def draft_view(self, request: PlacedRequest) -> HttpResponse:
        """A new draft: of the version it follows, or of nothing where there is none. Two clicks make one."""
        try:
            tables = successor(now=request.now)
        except RuleError:  # no regulation in force yet
            tables = blank(gettext("New regulation"), now=request.now)
        try:
            version = lifecycle.draft_once(tables, actor=request.actor, now=request.now)
        except RuleError as error:
            messages.error(request, said(error))
            return redirect(f"{PAGE}_changelist")
        messages.success(
            request, gettext("Draft %(number)s is there to be edited.") % {"number": version.number}
        )
        return redirect(f"{PAGE}_change", version.pk)

    def text_view(self, request: PlacedRequest, key: UUID) -> HttpResponse:
        """The draft as text. What is refused stays in the form as it was typed; nothing of it is saved."""
        version = RegulationVersion.objects.filter(pk=key).first()
        if request.method == "POST":
            form = RegulationText(request.POST)
            if form.is_valid() and self._save_text(request, key, form):
                return redirect(f"{PAGE}_change", key)
        elif version is None or version.status == Status.PUBLISHED:
            return redirect(f"{PAGE}_change", key)
        else:
            form = RegulationText(initial={"text": write_text(version.tables), "revision": version.revision})
        context = {
            **self.admin_site.each_context(request),
            "title": str(version) if version else "",
            "version": version,
            "form": form,
        }
        request.current_app = self.admin_site.name  # type: ignore[attr-defined]
        status = 422 if form.errors else 200
        return TemplateResponse(request, "hall_console/regulation_text.html", context, status=status)

    def _save_text(self, request: PlacedRequest, key: UUID, form: RegulationText) -> bool:
        actor, now = request.actor, request.now
        try:
            with transaction.atomic():
                tables, revision = read_text(form.cleaned_data["text"]), form.cleaned_data["revision"]
                saved = lifecycle.change_draft(key, tables, revision=revision, actor=actor, now=now)
                if "check" in request.POST:
                    lifecycle.check(key, revision=saved.revision, actor=actor, now=now)
        except RuleError as error:
            form.add_error("text", said(error))
            return False
        done = VERBS["check"][1] if "check" in request.POST else _("The draft was saved.")
        messages.success(request, str(done))
        return True

    def _verb_view(self, name: str) -> Callable[..., HttpResponse]:
        verb, done = VERBS[name]

        def view(request: PlacedRequest, key: UUID) -> HttpResponseRedirect:
            try:
                verb(key, revision=_revision(request), actor=request.actor, now=request.now)
            except RuleError as error:
                messages.error(request, said(error))
            else:
                messages.success(request, str(done))
            is_there = RegulationVersion.objects.filter(pk=key).exists()
            return redirect(f"{PAGE}_change", key) if is_there else redirect(f"{PAGE}_changelist")

        return view

    def _for_administrators(self, view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        def asked(request: PlacedRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not self._may_change(request):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return asked


def _revision(request: PlacedRequest) -> int:
    """The revision the page was read at; 0, which no draft has, for what is no number."""
    seen = request.POST.get("revision", "")
    return int(seen) if seen.isdecimal() and len(seen) < 10 else 0


def _readable(version: RegulationVersion) -> dict[str, Any]:
    """Articles and tables; of a draft that cannot be parsed, what is wrong with it and where."""
    try:
        book = Rulebook.parse(version.tables)
    except RuleError as error:
        return {"problem": said(error), "problem_field": error.field}
    articles = [(article, article.path.count("/")) for article in book.articles]
    return {"articles": articles, "tables": tables_of(book)}


site.register(RegulationVersion, RegulationAdmin)
