"""The base of every page of a console: may-I from the actor, changes noted by name, no table of Django's admin."""

from typing import Any

from django.contrib import messages
from django.contrib.admin.options import IS_POPUP_VAR, TO_FIELD_VAR
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db import IntegrityError
from django.db.models import Field as ModelField
from django.db.models import Model
from django.forms import BaseInlineFormSet, Field, ModelForm
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from psycopg.errors import UniqueViolation
from unfold.admin import ModelAdmin, TabularInline

from county.registry.request import PlacedRequest

ASKED_BY_FILTERS = ("__exact", "__isnull", "__id__exact")  # what Django's filters append to their field


class AsksTheActor:
    """Reading needs the site's `may_read`, changing its `may_change`; a class says what can be done at all."""

    can_add = can_change = can_delete_rows = False
    admin_site: Any

    def has_view_permission(self, request: PlacedRequest, obj: Any = None) -> bool:
        return bool(self.admin_site.has_permission(request))

    def has_module_permission(self, request: PlacedRequest) -> bool:
        return bool(self.admin_site.has_permission(request))

    def has_add_permission(self, request: PlacedRequest, obj: Any = None) -> bool:
        return self.can_add and self._may_change(request)

    def has_change_permission(self, request: PlacedRequest, obj: Any = None) -> bool:
        return self.can_change and self._may_change(request)

    def has_delete_permission(self, request: PlacedRequest, obj: Any = None) -> bool:
        return self.can_delete_rows and self._may_change(request)

    def _may_change(self, request: PlacedRequest) -> bool:
        return bool(self.admin_site.has_permission(request) and request.actor.may(self.admin_site.may_change))

    def formfield_for_dbfield(
        self, db_field: ModelField, request: PlacedRequest, **kwargs: Any
    ) -> Field | None:
        """Related rows are chosen, not made or edited in a pop-up window."""
        field: Field | None = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        return field


class ConsoleInline(AsksTheActor, TabularInline):
    extra = 0
    hide_title = True
    show_change_link = False


class ConsoleAdmin(AsksTheActor, ModelAdmin):
    """One kind of row. What was changed reaches `note_change` as names of fields, never as values."""

    actions = None
    view_on_site = False
    list_per_page = 50
    show_full_result_count = False
    list_filter_sheet = False

    def note_change(self, request: PlacedRequest, obj: Model, action: str, fields: list[str]) -> None:
        """Keep a record, in the transaction of the change itself."""
        raise NotImplementedError

    def lookup_allowed(self, lookup: str, value: Any, request: Any = None) -> bool:
        """What the filters of this page ask, and nothing else.

        Django lets an address ask for any column of the row: `?password__startswith=…` would spell out a hash.
        """
        offered = (f"{name}{how}" for name in self.list_filter for how in ("", *ASKED_BY_FILTERS))
        return lookup in offered and "\x00" not in str(value)

    def changeform_view(
        self, request: PlacedRequest, object_id: Any = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The second of two equal rows saved at once (a double click) is told of the first."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError as error:
            if not isinstance(error.__cause__, UniqueViolation):
                raise
        messages.warning(request, _("The same was saved a moment ago. Look at it before you enter it again."))
        return redirect(f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_changelist")

    def construct_change_message(
        self, request: PlacedRequest, form: ModelForm, formsets: list[BaseInlineFormSet], add: bool = False
    ) -> Any:
        changed = list(form.changed_data)
        for formset in formsets or []:
            name = formset.model._meta.model_name  # type: ignore[union-attr]
            changed += [f"{name}.added"] * len(formset.new_objects)
            changed += [f"{name}.{field}" for _, fields in formset.changed_objects for field in fields]
            changed += [f"{name}.deleted"] * len(formset.deleted_objects)
        return list(dict.fromkeys(changed))

    def log_addition(self, request: PlacedRequest, obj: Model, message: Any) -> Any:
        self.note_change(request, obj, "add", message)

    def log_change(self, request: PlacedRequest, obj: Model, message: Any) -> Any:
        if message:
            self.note_change(request, obj, "change", message)

    def log_deletions(self, request: PlacedRequest, queryset: Any) -> Any:
        for obj in queryset:
            self.note_change(request, obj, "delete", [])

    def history_view(self, request: PlacedRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        raise Http404

    def render_change_form(
        self,
        request: PlacedRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> TemplateResponse:
        """As Django's own, without the row of `django_content_type` that it looks up for a link we do not show."""
        inlines = context["inline_admin_formsets"]
        forms = [context["adminform"].form, *(inline.formset for inline in inlines)]
        context |= {
            "add": add,
            "change": change,
            "has_view_permission": self.has_view_permission(request, obj),
            "has_add_permission": self.has_add_permission(request),
            "has_change_permission": self.has_change_permission(request, obj),
            "has_delete_permission": self.has_delete_permission(request, obj),
            "has_editable_inline_admin_formsets": any(
                each.has_add_permission or each.has_change_permission or each.has_delete_permission
                for each in inlines
            ),
            "has_file_field": any(form.is_multipart() for form in forms),
            "has_absolute_url": False,
            "form_url": form_url,
            "opts": self.opts,
            "save_as": self.save_as,
            "save_on_top": self.save_on_top,
            "to_field_var": TO_FIELD_VAR,
            "is_popup_var": IS_POPUP_VAR,
            "app_label": self.opts.app_label,
        }
        request.current_app = self.admin_site.name  # type: ignore[attr-defined]
        return TemplateResponse(request, self.change_form_template or "admin/change_form.html", context)
