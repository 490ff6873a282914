"""People of the county and what they may do where: users with their memberships."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminPasswordWidget

from county.console.base import ConsoleInline
from county.console.county_site import site
from county.console.registered import CountyAdmin
from county.registry.models import Membership, User
from county.registry.permissions import COUNTY_READ, TABLE
from county.registry.request import PlacedRequest

COUNTY_ROLES = {role.value for role, permissions in TABLE.items() if COUNTY_READ in permissions}
SHORTEST_PASSWORD = 10


class MembershipForm(forms.ModelForm):
    """A role belongs to one layer: a county role without a hall, any other one with."""

    class Meta:
        labels = {"hall": _("hall")}

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or {}
        role, hall = fields.get("role"), fields.get("hall")
        if role in COUNTY_ROLES and hall:
            raise ValidationError(_("This role is the county's: leave the hall empty."), code="county_role")
        if role and role not in COUNTY_ROLES and not hall:
            raise ValidationError(_("This role is held in a hall: say which."), code="hall_role")
        return fields


class MembershipInline(ConsoleInline):
    model = Membership
    form = MembershipForm
    can_add = can_change = can_delete_rows = True
    fields = ["hall", "role"]


class UserForm(forms.ModelForm):
    password_new = forms.CharField(
        label=_("New password"),
        required=False,
        min_length=SHORTEST_PASSWORD,
        max_length=200,
        strip=False,
        widget=UnfoldAdminPasswordWidget(attrs={"autocomplete": "new-password"}),
        help_text=_("Whoever is signed in with the old one is signed out."),
    )

    class Meta:
        model = User
        fields = ["username", "name", "is_active"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None and "password_new" in self.fields:
            self.fields["password_new"].required = True
            self.fields["password_new"].label = _("Password")
            self.fields["password_new"].help_text = ""


class UserAdmin(CountyAdmin):
    """People are never deleted, for decisions carry their names: they are made inactive."""

    form = UserForm
    can_add = can_change = True
    list_display = ["username", "name", "is_active", "last_login"]
    list_filter = ["is_active", "memberships__role"]
    search_fields = ["username", "name"]
    inlines = [MembershipInline]

    def get_fields(self, request: PlacedRequest, obj: Any = None) -> list[str]:
        shown = ["username", "name", "is_active"]
        return [*shown, "password_new"] if self.has_change_permission(request, obj) else shown

    def save_model(self, request: PlacedRequest, obj: Any, form: Any, change: Any) -> None:
        if password := form.cleaned_data["password_new"]:
            obj.set_password(password)
        super().save_model(request, obj, form, change)


site.register(User, UserAdmin)
