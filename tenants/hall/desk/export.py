"""The ledger as an Excel file: what the page shows, masked as on the page, and a line in the audit trail."""

from collections.abc import Callable, Iterable
from datetime import datetime
from io import BytesIO

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from xlsxwriter import Workbook

from county.now import TIMEZONE
from county.registry.permissions import LEDGER_EXPORT
from county.registry.request import PlacedRequest
from hall.cases.models import Case
from hall.cases.selectors import ledger
from hall.desk.access import needs
from hall.desk.filters import CaseFilter, windows
from hall.office.audit import note

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
AT_MOST = 20_000  # rows: a year of a busy hall, seconds to write; more is asked for in parts


def _at(moment: datetime | None) -> str:
    return f"{moment.astimezone(TIMEZONE):%Y-%m-%d %H:%M}" if moment else ""


def _due(case: Case) -> str:
    if case.due_is_provisional:
        return _("%(at)s (provisional)") % {"at": _at(case.due_at)}
    return _at(case.due_at)


def _yes(is_so: bool) -> str:
    return _("yes") if is_so else ""


def _number(number: int | None) -> str:
    return "" if number is None else str(number)


COLUMNS: tuple[tuple[object, int, Callable[[Case], str]], ...] = (  # heading, width in characters, cell
    (gettext_lazy("number"), 16, lambda case: case.number),
    (gettext_lazy("matter"), 28, lambda case: case.matter_name),
    (gettext_lazy("window"), 18, lambda case: str(case.window)),
    (gettext_lazy("applicant"), 14, lambda case: case.applicant_name),
    (gettext_lazy("ID number"), 22, lambda case: case.id_number_mask),
    (gettext_lazy("phone"), 16, lambda case: case.phone_mask),
    (gettext_lazy("status"), 12, lambda case: case.get_status_display()),
    (gettext_lazy("received at"), 17, lambda case: _at(case.received_at)),
    (gettext_lazy("accepted at"), 17, lambda case: _at(case.accepted_at)),
    (gettext_lazy("accepted by rule"), 14, lambda case: _yes(case.is_deemed_accepted)),
    (gettext_lazy("due at"), 26, _due),
    (gettext_lazy("clock stopped"), 12, lambda case: _yes(case.is_stopped)),
    (gettext_lazy("completed at"), 17, lambda case: _at(case.completed_at)),
    (gettext_lazy("working minutes late"), 14, lambda case: _number(case.minutes_late)),
    (gettext_lazy("result"), 10, lambda case: case.get_result_display()),
    (gettext_lazy("collected at"), 17, lambda case: _at(case.collected_at)),
    (gettext_lazy("collector"), 14, lambda case: case.collector_name),
    (gettext_lazy("ID of the collector"), 22, lambda case: case.collector_id_mask),
    (gettext_lazy("the applicant collected"), 14, lambda case: _yes(case.collector_is_applicant)),
    (gettext_lazy("handler"), 14, lambda case: case.handler_name),
)


@require_safe
@needs(LEDGER_EXPORT)
def download(request: PlacedRequest) -> HttpResponse:
    """Built whole inside the view: a response streamed later would run outside the hall."""
    form = CaseFilter(request.GET, windows())
    if not form.is_valid():
        return _refused(request, _("The filters of this export cannot be understood."))
    cases = list(ledger(form.wanted)[: AT_MOST + 1])
    if len(cases) > AT_MOST:
        return _refused(
            request,
            _("More than %(rows)s cases: narrow the days and export in parts.") % {"rows": AT_MOST},
        )
    note(
        "ledger.export",
        "ledger",
        actor=request.actor,
        now=request.now,
        rows=len(cases),
        filters=sorted(name for name, value in form.cleaned_data.items() if value),
    )
    response = HttpResponse(workbook_of(cases), content_type=XLSX)
    day = f"{request.now.astimezone(TIMEZONE):%Y%m%d}"
    response["Content-Disposition"] = f'attachment; filename="ledger-{day}.xlsx"'
    return response


def workbook_of(cases: Iterable[Case]) -> bytes:
    """One sheet, one row a case, headings in the reader's language."""
    file = BytesIO()
    with Workbook(file, {"constant_memory": True}) as book:
        sheet = book.add_worksheet(_("Ledger"))
        heading = book.add_format({"bold": True, "bg_color": "#E7EFEE", "bottom": 1})
        sheet.freeze_panes(1, 1)
        for column, (title, width, _cell) in enumerate(COLUMNS):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, str(title), heading)
        for row, case in enumerate(cases, start=1):
            for column, (_title, _width, cell) in enumerate(COLUMNS):
                # Always as a string: nothing a citizen wrote may become a formula, a link or a number.
                sheet.write_string(row, column, str(cell(case)))
    return file.getvalue()


def _refused(request: PlacedRequest, sentence: str) -> HttpResponse:
    return render(request, "registry/error.html", {"title": sentence, "code": 422}, status=422)
