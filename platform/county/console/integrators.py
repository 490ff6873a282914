"""Programs that may ask for tokens. Their secret is shown once, on the page that answers, and kept only as a hash."""

from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from oauth2_provider.generators import generate_client_secret
from oauth2_provider.models import get_access_token_model
from unfold.decorators import display
from unfold.widgets import UnfoldBooleanSwitchWidget

from county.console.county_site import site
from county.console.registered import CountyAdmin
from county.registry.models import Integrator
from county.registry.request import PlacedRequest
from county.registry.templatetags.wording import named


class IntegratorForm(forms.ModelForm):
    new_secret = forms.BooleanField(
        label=_("Issue a new secret"),
        required=False,
        widget=UnfoldBooleanSwitchWidget,
        help_text=_("The old one, and every token given for it, stops working at once."),
    )

    class Meta:
        model = Integrator
        fields = ["name", "hall"]
        labels = {"name": _("name"), "hall": _("hall")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "name" in self.fields:
            self.fields["name"].required = True


class IntegratorAdmin(CountyAdmin):
    """Always a confidential client with client credentials; deleting one ends its tokens.

    A token belongs to its hall, so the hall is chosen once: another hall is another integrator.
    """

    form = IntegratorForm
    can_add = can_change = can_delete_rows = True
    list_display = ["name", "shown_place", "shown_client", "shown_since"]
    list_select_related = ["hall"]
    search_fields = ["name", "client_id"]
    readonly_fields = ["shown_client", "shown_place"]

    @display(description=_("hall"), ordering="hall__code")
    def shown_place(self, integrator: Integrator) -> str:
        return named(integrator.hall) if integrator.hall else gettext("County")

    @display(description=_("client id"), ordering="client_id")
    def shown_client(self, integrator: Integrator) -> str:
        return str(integrator.client_id)

    @display(description=_("since"), ordering="created")
    def shown_since(self, integrator: Integrator) -> datetime:
        return integrator.created

    def get_fields(self, request: PlacedRequest, obj: Any = None) -> list[str]:
        if obj is None:
            return ["name", "hall"]
        shown = ["name", "shown_place", "shown_client"]
        return [*shown, "new_secret"] if self.has_change_permission(request, obj) else shown

    def save_model(self, request: PlacedRequest, obj: Any, form: Any, change: Any) -> None:
        if not change or form.cleaned_data.get("new_secret"):
            obj.client_type = Integrator.CLIENT_CONFIDENTIAL
            obj.authorization_grant_type = Integrator.GRANT_CLIENT_CREDENTIALS
            obj.client_secret = request.fresh_secret = generate_client_secret()  # type: ignore[attr-defined]
            # Whoever may have learnt the old secret may hold tokens that were given for it.
            get_access_token_model().objects.filter(application_id=obj.pk).delete()
        super().save_model(request, obj, form, change)

    def response_add(self, request: PlacedRequest, obj: Any, post_url_continue: Any = None) -> HttpResponse:
        return self._show_secret(request, obj)

    def response_change(self, request: PlacedRequest, obj: Any) -> HttpResponse:
        if hasattr(request, "fresh_secret"):
            return self._show_secret(request, obj)
        return super().response_change(request, obj)

    def _show_secret(self, request: PlacedRequest, obj: Integrator) -> HttpResponse:
        """An answer of its own and not a message after a redirect: a message would travel in a cookie."""
        request.current_app = self.admin_site.name  # type: ignore[attr-defined]
        context = {
            **self.admin_site.each_context(request),
            "title": obj.name,
            "integrator": obj,
            "secret": request.fresh_secret,  # type: ignore[attr-defined]
        }
        return TemplateResponse(
            request, "console/secret.html", context, headers={"Cache-Control": "no-store"}
        )


site.register(Integrator, IntegratorAdmin)
