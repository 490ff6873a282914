"""The county's pages: the board, and the console behind it."""

from django.urls import path

from county.console import calendar_pages, integrators, people, registered
from county.console.board_page import board_page
from county.console.county_site import site

REGISTERED = (
    registered,
    people,
    integrators,
    calendar_pages,
)  # imported so that their pages are part of the site

urlpatterns = [
    path("", board_page, name="board"),
    path("console/", site.urls),
]
