"""What the public is told of the hall, its staff, and its audit trail."""

import json
from typing import Any

from django.db.models import Model, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget

from county.registry.request import PlacedRequest
from hall.console.base import HallAdmin, RowForm
from hall.console.hall_site import site
from hall.office.models import AuditLine, Profile
from hall.people.models import Staff

# What the audit trail says of an action's code, or of the part of it behind the kind of row.
ACTIONS = {
    "person.unmask": _("personal data shown in full"),
    "ledger.export": _("ledger exported"),
    "closure.announce": _("closure announced"),
    "closure.cancel": _("closure cancelled"),
    "add": _("added"),
    "change": _("changed"),
    "delete": _("deleted"),
    "draft": _("drafted"),
    "check": _("checked"),
    "publish": _("published"),
    "discard": _("discarded"),
}


class ProfileAdmin(HallAdmin):
    """One row, so its list is the row itself."""

    can_add = can_change = True
    fields = ["address", ("phone", "office"), ("complaint_phone", "complaint_box"), "leader"]

    def has_add_permission(self, request: PlacedRequest, obj: Any = None) -> bool:
        return super().has_add_permission(request, obj) and not Profile.objects.exists()

    def changelist_view(self, request: PlacedRequest, extra_context: Any = None) -> HttpResponse:
        only = Profile.objects.first()
        if only is None or not self.has_view_permission(request):
            return super().changelist_view(request, extra_context)
        return redirect(f"{self.admin_site.name}:office_profile_change", only.pk)


class StaffForm(RowForm):
    class Meta:
        widgets = {"windows": UnfoldAdminCheckboxSelectMultipleWidget}


class StaffAdmin(HallAdmin):
    """Who sits where. A person's sign-in and roles are the county's: adding somebody begins there."""

    form = StaffForm
    can_change = True
    list_display = ["shown_name", "post", "shown_windows", "is_active"]
    list_filter = ["is_active", "windows"]
    search_fields = ["name", "post"]
    fields = ["shown_name", "post", "windows", "is_active"]
    readonly_fields = ["shown_name"]

    def subject(self, obj: Model) -> str:
        return f"user {obj.user_id}"  # type: ignore[attr-defined]

    def get_queryset(self, request: PlacedRequest) -> QuerySet:
        return super().get_queryset(request).prefetch_related("windows")

    @display(description=_("Name"), ordering="name")
    def shown_name(self, staff: Staff) -> str:
        return staff.name

    @display(description=_("windows"))
    def shown_windows(self, staff: Staff) -> str:
        return ", ".join(str(window) for window in staff.windows.all())


class AuditAdmin(HallAdmin):
    """Only ever read: lines are added where things happen, and the database refuses to change one."""

    list_display = ["happened_at", "shown_actor", "shown_action", "subject", "shown_detail"]
    list_display_links = None
    list_filter = ["action"]
    search_fields = ["actor_name", "subject", "action"]
    fields = ["happened_at", "actor_name", "action", "subject", "detail"]

    @display(description=_("Name"), ordering="actor_name")
    def shown_actor(self, line: AuditLine) -> str:
        return line.actor_name

    @display(description=_("action"), ordering="action")
    def shown_action(self, line: AuditLine) -> str:
        if line.action in ACTIONS:
            return str(ACTIONS[line.action])
        kind, _dot, verb = line.action.partition(".")
        kinds = {model._meta.model_name: model._meta.verbose_name for model in self.admin_site._registry}
        return f"{kinds.get(kind, kind)} {ACTIONS.get(verb, verb)}"

    @display(description=_("detail"))
    def shown_detail(self, line: AuditLine) -> str:
        detail: dict[str, Any] = line.detail
        if list(detail) == ["fields"]:
            return ", ".join(detail["fields"])
        return json.dumps(detail, ensure_ascii=False) if detail else ""


site.register(Profile, ProfileAdmin)
site.register(Staff, StaffAdmin)
site.register(AuditLine, AuditAdmin)
