"""The pages of the clerk's desk, under /desk/."""

from django.urls import path

from hall.desk import (
    agency,
    brush_off,
    case,
    export,
    intake,
    joint,
    leads,
    ledger,
    notices,
    ratings,
    reception,
    steps,
    worklist,
)

app_name = "desk"
urlpatterns = [
    path("", worklist.show, name="worklist"),
    path("intake/", intake.take_in, name="intake"),
    path("intake/matters/", intake.matters, name="matters"),
    path("intake/guide/", intake.guide, name="guide"),
    path("cases/<uuid:case_id>/", case.show, name="case"),
    path("cases/<uuid:case_id>/notices/", notices.listing, name="notices"),
    path("cases/<uuid:case_id>/receipt/", notices.receipt, name="receipt"),
    path("notices/<uuid:notice_id>.pdf", notices.paper, name="notice"),
    path("cases/<uuid:case_id>/unmask/", case.unmask, name="unmask"),
    path("cases/<uuid:case_id>/agency/", agency.show, name="agency"),
    path("cases/<uuid:case_id>/agency/<slug:task>/", agency.take, name="agency_task"),
    path("cases/<uuid:case_id>/joint/", joint.show, name="joint"),
    path("cases/<uuid:case_id>/joint/<slug:step>/", joint.take, name="joint_step"),
    path("cases/<uuid:case_id>/<slug:step>/", steps.take, name="step"),
    path("reception/", reception.listing, name="reception"),
    path("reception/<uuid:contact_id>/", reception.show, name="contact"),
    path("reception/<uuid:contact_id>/notice.pdf", reception.paper, name="contact_notice"),
    path("reception/<uuid:contact_id>/<slug:verb>/", reception.take, name="contact_verb"),
    path("leads/", leads.listing, name="leads"),
    path("leads/report/", brush_off.report, name="report_brush_off"),
    path("leads/<uuid:lead_id>/close/", leads.close, name="close_lead"),
    path("ratings/", ratings.listing, name="ratings"),
    path("ratings/<uuid:rating_id>/answer/", ratings.answer, name="answer_rating"),
    path("ledger/", ledger.show, name="ledger"),
    path("ledger/person/", ledger.of_person, name="of_person"),
    path("ledger.xlsx", export.download, name="export"),
]
