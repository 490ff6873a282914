"""The county's console as a site: its permissions, its side bar, its first page."""

from typing import Any

from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from county.console.calendar_alarm import alarm_of
from county.console.site import ConsoleSite, Group, Item
from county.registry.models import Department, Domain, Hall, Integrator, User
from county.registry.permissions import COUNTY_CONFIGURE, COUNTY_READ
from county.registry.request import PlacedRequest
from county.standards.calendars import newest_version


class CountySite(ConsoleSite):
    may_read = COUNTY_READ
    may_change = COUNTY_CONFIGURE
    index_template = "console/county_index.html"
    index_title = _("Overview")

    def sidebar(self, request: PlacedRequest) -> tuple[Group, ...]:
        def item(title: Any, icon: str, model: str) -> Item:
            return Item(title, icon, reverse(f"{self.name}:{model}_changelist"))

        return (
            Group(
                _("County"),
                (
                    Item(_("Board"), "leaderboard", reverse("board"), is_exact=True),
                    Item(_("Overview"), "dashboard", reverse(f"{self.name}:index"), is_exact=True),
                ),
            ),
            Group(
                _("Halls"),
                (
                    item(_("Halls"), "account_balance", "registry_hall"),
                    item(_("Hosts"), "language", "registry_domain"),
                    item(_("Departments"), "corporate_fare", "registry_department"),
                ),
            ),
            Group(
                _("Access"),
                (
                    item(_("People"), "group", "registry_user"),
                    item(_("Integrators"), "api", "registry_integrator"),
                    item(_("Changes made here"), "history", "admin_logentry"),
                ),
            ),
            Group(_("Standards"), (item(_("Calendar"), "calendar_month", "standards_calendarversion"),)),
        )

    def extra_context(self, context: dict[str, Any], request: PlacedRequest) -> dict[str, Any]:
        context = super().extra_context(context, request)
        context["site_title"] = context["site_header"] = gettext("County service halls")
        context["site_symbol"] = "account_balance"
        context["account_links"] = [{"title": gettext("Board"), "link": reverse("board")}]
        return context

    def index(self, request: PlacedRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        halls = Hall.objects.order_by("code")
        counts = [
            (_("Halls"), halls.count(), "registry_hall"),
            (_("Hosts"), Domain.objects.count(), "registry_domain"),
            (_("Departments"), Department.objects.count(), "registry_department"),
            (_("People"), User.objects.filter(is_active=True).count(), "registry_user"),
            (_("Integrators"), Integrator.objects.count(), "registry_integrator"),
        ]
        calendar = newest_version()
        return super().index(
            request,
            {
                "halls": halls,
                "counts": [
                    (title, count, reverse(f"{self.name}:{model}_changelist"))
                    for title, count, model in counts
                ],
                "calendar": calendar,
                "alarm": alarm_of(calendar, request.now),
                **(extra_context or {}),
            },
        )


site = CountySite(name="county_console")
