"""Versions of the hall's regulation, read-only: its articles as a tree, its rules as tables."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from county.registry.request import PlacedRequest
from hall.console.base import HallAdmin
from hall.console.hall_site import site
from hall.console.tables import tables_of
from hall.regulations.models import RegulationVersion
from rules.errors import RuleError
from rules.rulebook import Rulebook


class RegulationAdmin(HallAdmin):
    """A published version is never edited, only superseded; drafts come from the hall's pack."""

    list_display = ["number", "title", "effective_on", "shown_status", "published_at", "published_by"]
    list_display_links = ["number", "title"]
    fields = [("number", "title"), ("effective_on", "status"), ("published_at", "published_by")]
    change_form_outer_after_template = "hall_console/regulation.html"

    @display(description=_("status"), label={"published": "success", "draft": "warning"})
    def shown_status(self, version: RegulationVersion) -> tuple[str, str]:
        return version.status, version.get_status_display()

    def changeform_view(
        self, request: PlacedRequest, object_id: Any = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        version = self.get_object(request, object_id) if object_id else None
        shown = {**(extra_context or {}), **(_readable(version) if version else {})}
        return super().changeform_view(request, object_id, form_url, shown)


def _readable(version: RegulationVersion) -> dict[str, Any]:
    """Articles and tables; of a draft that cannot be parsed, what is wrong with it and where."""
    try:
        book = Rulebook.parse(version.tables)
    except RuleError as error:
        return {"problem": gettext(error.message) % error.values}
    articles = [(article, article.path.count("/")) for article in book.articles]
    return {"articles": articles, "tables": tables_of(book)}


site.register(RegulationVersion, RegulationAdmin)
