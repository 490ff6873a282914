"""Windows with their services, matters with the documents they ask for."""

from typing import Any

from django import forms
from django.core.validators import validate_slug
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display
from unfold.widgets import UnfoldAdminTextInputWidget

from county.console.base import ConsoleInline
from county.registry.request import PlacedRequest
from hall.catalogue import days
from hall.catalogue.models import MaterialRequirement, Matter, Service, Window
from hall.console.base import HallAdmin, RowForm
from hall.console.hall_site import site
from rules.errors import RuleError
from rules.limits import Limit, LimitUnit


class CodesField(forms.CharField):
    """A list of codes, typed with commas between them."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        codes = [code.strip() for code in (value or "").replace("，", ",").split(",")]
        return list(dict.fromkeys(code for code in codes if code))

    def run_validators(self, value: Any) -> None:
        for code in value:
            validate_slug(code)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (initial or []) != self.to_python(data)


class DaysField(forms.CharField):
    """Days of the month, typed with commas between them."""

    def clean(self, value: Any) -> str:
        try:
            return days.written(days.read_days(super().clean(value)))
        except ValueError:
            raise forms.ValidationError(_("Type days from 1 to 31, with commas between them.")) from None


class WindowForm(RowForm):
    days_of_month = DaysField(
        label=_("only on these days of the month"),
        required=False,
        widget=UnfoldAdminTextInputWidget,
        help_text=_("Such as 20, or 5, 20. Empty: the window works on every day the hall does."),
    )
    departments = CodesField(
        label=_("departments"),
        required=False,
        widget=UnfoldAdminTextInputWidget,
        help_text=_("Codes of the departments that staff this window, with commas between them."),
    )


class ServiceInline(ConsoleInline):
    model = Service
    can_add = can_change = can_delete_rows = True
    fields = ["code", "name", "english"]


class WindowAdmin(HallAdmin):
    """A window is closed, not deleted: cases point to it."""

    form = WindowForm
    can_add = can_change = True
    list_display = ["number", "code", "name", "floor", "shown_departments", "phone", "provider", "shown_open"]
    list_display_links = ["number", "code", "name"]
    list_filter = ["is_open", "floor", "provider"]
    search_fields = ["code", "name", "english"]
    fields = [
        ("number", "stands_after", "code"),
        ("name", "english"),
        ("provider", "departments", "joint_code"),
        ("floor", "phone"),
        ("days_of_month", "is_open"),
    ]
    inlines = [ServiceInline]

    @display(description=_("departments"))
    def shown_departments(self, window: Window) -> str:
        return ", ".join(window.departments)

    @display(description=_("open"), label={"open": "success", "closed": "danger"}, ordering="is_open")
    def shown_open(self, window: Window) -> tuple[str, Any]:
        return ("open", _("open")) if window.is_open else ("closed", _("closed"))

    def get_readonly_fields(self, request: PlacedRequest, obj: Any = None) -> list[str]:
        return ["code"] if obj else []


class MaterialInline(ConsoleInline):
    model = MaterialRequirement
    can_add = can_change = can_delete_rows = True
    fields = ["position", "name", "english", "original", "copies", "note"]


class MatterForm(RowForm):
    """What the form lets pass, the public site must be able to show and the clock to count."""

    class Meta:
        labels = {"service": _("service")}

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        validate_slug(code)  # it stands in the address of the matter's guide sheet
        return code

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for which in ("statutory", "promised"):
            amount, unit = given.get(f"{which}_limit"), given.get(f"{which}_unit")
            if amount is None or unit is None:
                continue
            try:
                Limit(amount, LimitUnit(unit))
            except RuleError as error:
                self.add_error(f"{which}_limit", gettext(error.message) % error.values)
        return given


class MatterAdmin(HallAdmin):
    """A matter is no longer offered rather than deleted. A change counts for cases still to come."""

    form = MatterForm
    can_add = can_change = True
    list_display = ["code", "name", "window", "term", "route", "statutory", "promised", "fee", "is_active"]
    list_display_links = ["code", "name"]
    list_select_related = ["window"]
    list_filter = ["is_active", "window", "term", "route"]
    search_fields = ["code", "name", "english"]
    fieldsets = [
        (None, {"fields": [("code", "is_active"), ("name", "english"), ("window", "service"), "department"]}),
        (
            _("Limits"),
            {
                "fields": [
                    ("term", "route"),
                    ("statutory_limit", "statutory_unit"),
                    ("promised_limit", "promised_unit"),
                    "legal_basis",
                ]
            },
        ),
        (_("Fee and visits"), {"fields": [("fee", "fee_basis"), ("visits", "is_online")]}),
    ]
    inlines = [MaterialInline]

    @display(description=_("statutory limit"), ordering="statutory_limit")
    def statutory(self, matter: Matter) -> str:
        return _limit(matter.statutory_limit, matter.get_statutory_unit_display())

    @display(description=_("promised limit"), ordering="promised_limit")
    def promised(self, matter: Matter) -> str:
        return _limit(matter.promised_limit, matter.get_promised_unit_display())

    def get_readonly_fields(self, request: PlacedRequest, obj: Any = None) -> list[str]:
        return ["code"] if obj else []


def _limit(amount: int, unit: str) -> str:
    return f"{amount} {unit}" if amount else gettext("the same day")


site.register(Window, WindowAdmin)
site.register(Matter, MatterAdmin)
