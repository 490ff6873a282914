"""The notices of a case: what was issued, each as it is printed."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from county.registry.permissions import CASE_READ, NOTICE_ISSUE
from county.registry.request import PlacedRequest
from hall.desk.access import needs
from hall.desk.case import found
from hall.notices.issue import issue_receipt
from hall.notices.models import Notice
from hall.notices.printing import pdf


@require_safe
@needs(CASE_READ)
def listing(request: PlacedRequest, case_id: UUID) -> HttpResponse:
    """All of them, the newest first, and one to look at: the one asked for, else the newest."""
    case = found(case_id)
    notices = list(case.notices.order_by("-issued_at", "-id"))
    asked = request.GET.get("show", "")
    shown = next((each for each in notices if str(each.pk) == asked), notices[0] if notices else None)
    context = {
        "case": case,
        "notices": notices,
        "shown": shown,
        "has_receipt": any(each.kind == Notice.Kind.RECEIPT for each in notices),
        "may_issue": request.actor.may(NOTICE_ISSUE),
    }
    return render(request, "desk/notices.html", context)


@require_POST
@needs(NOTICE_ISSUE)
def receipt(request: PlacedRequest, case_id: UUID) -> HttpResponse:
    """Issue the receipt of the intake, once, and show it."""
    issued = issue_receipt(found(case_id).pk, actor=request.actor, now=request.now)
    return redirect(f"{reverse('desk:notices', args=[case_id])}?show={issued.pk}")


@require_safe
@xframe_options_sameorigin  # shown inside the page of the notices, and nowhere else
@needs(CASE_READ)
def paper(request: PlacedRequest, notice_id: UUID) -> HttpResponse:
    """The notice as it is printed."""
    notice = Notice.objects.filter(pk=notice_id).first()
    if notice is None:
        raise Http404
    response = HttpResponse(pdf(notice), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{notice.case_id}-{notice.kind}.pdf"'
    return response
