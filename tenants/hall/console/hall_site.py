"""A hall's console as a site: one for all halls, each seen only from its own host."""

from typing import Any

from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from county.console.site import ConsoleSite, Group, Item
from county.now import TIMEZONE
from county.registry.permissions import CASE_READ, HALL_CONFIGURE, HALL_READ
from county.registry.request import PlacedRequest
from county.registry.templatetags.wording import named
from hall.catalogue.models import Matter, Service, Window
from hall.people.models import Staff
from hall.regulations.current import regulation_on
from rules.errors import RuleError


class HallSite(ConsoleSite):
    may_read = HALL_READ
    may_change = HALL_CONFIGURE
    index_template = "hall_console/index.html"
    index_title = _("Overview")

    def sidebar(self, request: PlacedRequest) -> tuple[Group, ...]:
        def item(title: Any, icon: str, model: str) -> Item:
            return Item(title, icon, reverse(f"{self.name}:{model}_changelist"))

        first = [Item(_("Overview"), "dashboard", reverse(f"{self.name}:index"), is_exact=True)]
        if request.actor.may(CASE_READ):
            first.append(Item(_("Desk"), "desktop_windows", "/desk/"))
        first.append(item(_("Address and phones"), "contact_phone", "office_profile"))
        first.append(item(_("Closures"), "event_busy", "office_closurenotice"))
        return (
            Group(_("This hall"), tuple(first)),
            Group(
                _("Catalogue"),
                (
                    item(_("Windows"), "storefront", "catalogue_window"),
                    item(_("Matters"), "fact_check", "catalogue_matter"),
                ),
            ),
            Group(
                _("Rules and people"),
                (
                    item(_("Regulations"), "gavel", "regulations_regulationversion"),
                    item(_("Staff"), "badge", "people_staff"),
                    item(_("Audit trail"), "history", "office_auditline"),
                ),
            ),
        )

    def extra_context(self, context: dict[str, Any], request: PlacedRequest) -> dict[str, Any]:
        context = super().extra_context(context, request)
        context["site_title"] = context["site_header"] = named(request.hall)
        context["site_symbol"] = "storefront"
        context["account_links"] = [{"title": gettext("Public site"), "link": "/"}]
        return context

    def index(self, request: PlacedRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        return super().index(request, {**_overview(request), **(extra_context or {})})


def _overview(request: PlacedRequest) -> dict[str, Any]:
    """What this hall is: its catalogue and people in numbers, the regulation in force, its kinds of cases."""
    windows = list(Window.objects.prefetch_related("services", "staff"))
    matters: dict[Any, int] = {}
    for window_id in Matter.objects.filter(is_active=True).values_list("window_id", flat=True):
        matters[window_id] = matters.get(window_id, 0) + 1
    try:
        regulation = regulation_on(request.now.astimezone(TIMEZONE).date())
    except RuleError as none_in_force:
        regulation, silence = None, gettext(none_in_force.message) % none_in_force.values
    else:
        silence = ""
    return {
        "windows": [(window, matters.get(window.pk, 0)) for window in windows],
        "open_windows": sum(window.is_open for window in windows),
        "services": Service.objects.count(),
        "matters": sum(matters.values()),
        "staff": Staff.objects.filter(is_active=True).count(),
        "regulation": regulation,
        "silence": silence,
    }


site = HallSite(name="hall_console")
