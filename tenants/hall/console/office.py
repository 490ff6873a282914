"""Staff of the hall and its audit trail."""

import json
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display
from unfold.widgets import UnfoldAdminCheckboxSelectMultiple

from county.registry.request import PlacedRequest
from hall.console.base import HallAdmin, RowForm
from hall.console.hall_site import site
from hall.office.models import AuditLine
from hall.people.models import Staff


class StaffForm(RowForm):
    class Meta:
        widgets = {"windows": UnfoldAdminCheckboxSelectMultiple}


class StaffAdmin(HallAdmin):
    """Who sits where. A person's sign-in and roles are the county's: adding somebody begins there."""

    form = StaffForm
    can_change = True
    list_display = ["name", "post", "shown_windows", "is_active"]
    list_filter = ["is_active", "windows"]
    search_fields = ["name", "post"]
    fields = ["name", "post", "windows", "is_active"]
    readonly_fields = ["name"]

    def subject(self, obj: Model) -> str:
        return f"user {obj.user_id}"  # type: ignore[attr-defined]

    def get_queryset(self, request: PlacedRequest) -> QuerySet:
        return super().get_queryset(request).prefetch_related("windows")

    @display(description=_("windows"))
    def shown_windows(self, staff: Staff) -> str:
        return ", ".join(str(window) for window in staff.windows.all())


class AuditAdmin(HallAdmin):
    """Only ever read: lines are added where things happen, and the database refuses to change one."""

    list_display = ["happened_at", "actor_name", "action", "subject", "shown_detail"]
    list_display_links = None
    list_filter = ["action"]
    search_fields = ["actor_name", "subject", "action"]
    fields = ["happened_at", "actor_name", "action", "subject", "detail"]

    @display(description=_("detail"))
    def shown_detail(self, line: AuditLine) -> str:
        detail: dict[str, Any] = line.detail
        if list(detail) == ["fields"]:
            return ", ".join(detail["fields"])
        return json.dumps(detail, ensure_ascii=False) if detail else ""


site.register(Staff, StaffAdmin)
site.register(AuditLine, AuditAdmin)
