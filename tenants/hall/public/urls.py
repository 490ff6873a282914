"""The public pages of a hall: nobody signs in here."""

from django.urls import path, register_converter

from hall.public import brush_off, home, ledger, progress, rating
from hall.public.codes import CodeConverter

register_converter(CodeConverter, "matter_code")

app_name = "public"
urlpatterns = [
    path("", home.show, name="home"),
    path("matters/<matter_code:code>/", home.guide_sheet, name="guide_sheet"),
    path("regulation/", home.regulation, name="regulation"),
    path("ledger/", ledger.show, name="ledger"),
    path("progress/", progress.show, name="progress"),
    path("progress/rate/", rating.rate, name="rate"),
    path("report/", brush_off.report, name="report"),
]
