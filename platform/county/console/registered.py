"""What the county keeps: halls, hosts, departments and the record of changes, each a page of its console."""

import json
from typing import Any, cast

from django import forms
from django.conf import settings
from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.core.exceptions import ValidationError
from django.core.validators import validate_domain_name
from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from county.console.base import ConsoleAdmin
from county.console.county_site import site
from county.registry.hosts import forget_hosts, normal_host, settle_host
from county.registry.models import Department, Domain, Hall
from county.registry.request import PlacedRequest
from county.registry.templatetags.wording import named

FLAGS = {"add": ADDITION, "change": CHANGE, "delete": DELETION}
HALL_COLOURS = {"active": "success", "maintenance": "warning", "closed": "danger", "provisioning": "info"}


class CountyAdmin(ConsoleAdmin):
    """A page whose changes are kept in Django's own log, which the county (and no hall) may read."""

    def note_change(self, request: PlacedRequest, obj: Model, action: str, fields: list[str]) -> None:
        said = [{"changed": {"fields": fields}}] if action == "change" else []
        who = cast(int, request.actor.id)  # consoles are for people: see ConsoleSite.has_permission
        LogEntry.objects.log_actions(who, [obj], FLAGS[action], json.dumps(said), single_object=True)


class HallForm(forms.ModelForm):
    """A hall that is still being set up is opened by finishing its provisioning, not by hand."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if status := self.fields.get("status"):
            status.choices = [  # type: ignore[attr-defined]
                choice for choice in Hall.Status.choices if choice[0] != Hall.Status.PROVISIONING
            ]


class HallAdmin(CountyAdmin):
    """Halls are made by `manage.py provision_hall`; here they are named, paused and closed."""

    form = HallForm
    can_change = True
    list_display = ["code", "name", "english", "kind", "shown_status"]
    list_filter = ["status", "kind"]
    search_fields = ["code", "name", "english"]
    fields = ["code", "name", "english", "kind", "status", "shown_schema"]

    @display(description=_("Schema of the database"))
    def shown_schema(self, hall: Hall) -> str:
        return hall.schema_name

    @display(description=_("status"), ordering="status", label=HALL_COLOURS)
    def shown_status(self, hall: Hall) -> tuple[str, str]:
        return hall.status, hall.get_status_display()

    def get_readonly_fields(self, request: PlacedRequest, obj: Any = None) -> list[str]:
        fixed = ["code", "shown_schema"]
        return [*fixed, "status"] if obj and obj.status == Hall.Status.PROVISIONING else fixed

    def save_model(self, request: PlacedRequest, obj: Any, form: Any, change: Any) -> None:
        obj.save(update_fields=form.changed_data)
        transaction.on_commit(forget_hosts)


class HostForm(forms.ModelForm):
    class Meta:
        labels = {"domain": _("host"), "tenant": _("hall"), "is_primary": _("main host of the hall")}

    def clean_domain(self) -> str:
        host = normal_host(self.cleaned_data["domain"])
        validate_domain_name(host)
        if host == settings.COUNTY_HOST:
            raise ValidationError(_("This host is the county's own."), code="host_of_the_county")
        return host


class HostAdmin(CountyAdmin):
    form = HostForm
    can_add = can_change = can_delete_rows = True
    list_display = ["domain", "shown_hall", "shown_primary"]
    list_select_related = ["tenant"]
    search_fields = ["domain", "tenant__name", "tenant__code"]
    fields = ["domain", "tenant", "is_primary"]

    @display(description=_("hall"), ordering="tenant__code")
    def shown_hall(self, host: Domain) -> str:
        return named(host.tenant)

    @display(description=_("main host of the hall"), boolean=True)
    def shown_primary(self, host: Domain) -> bool:
        return bool(host.is_primary)

    def save_model(self, request: PlacedRequest, obj: Any, form: Any, change: Any) -> None:
        before = Domain.objects.filter(pk=obj.pk).values_list("tenant_id", flat=True).first()
        super().save_model(request, obj, form, change)
        self._settle(obj.tenant_id, before)

    def delete_model(self, request: PlacedRequest, obj: Any) -> None:
        super().delete_model(request, obj)
        self._settle(obj.tenant_id)

    def _settle(self, *halls: int | None) -> None:
        """Where the people of these halls are sent follows their hosts."""
        for hall in halls:
            if hall is not None:
                settle_host(hall)
        transaction.on_commit(forget_hosts)


class DepartmentAdmin(CountyAdmin):
    can_add = can_change = True
    list_display = ["code", "name", "english"]
    search_fields = ["code", "name", "english"]

    def get_readonly_fields(self, request: PlacedRequest, obj: Any = None) -> list[str]:
        return ["code"] if obj else []  # halls and figures carry the code


class ChangeAdmin(CountyAdmin):
    """Who changed what in this console."""

    list_display = ["action_time", "user", "shown_kind", "object_repr", "shown_change"]
    list_select_related = ["user", "content_type"]
    list_display_links = None
    list_filter = ["action_flag"]

    def get_queryset(self, request: PlacedRequest) -> QuerySet:
        return super().get_queryset(request).order_by("-action_time", "-pk")

    @display(description=_("kind"))
    def shown_kind(self, entry: LogEntry) -> str:
        return str(entry.content_type) if entry.content_type else ""

    @display(description=_("change"))
    def shown_change(self, entry: LogEntry) -> str:
        return f"{entry.get_action_flag_display()} {entry.get_change_message()}"


site.register(Hall, HallAdmin)
site.register(Domain, HostAdmin)
site.register(Department, DepartmentAdmin)
site.register(LogEntry, ChangeAdmin)
