"""The pages of a hall's console, under its host."""

from django.urls import path

from hall.console import catalogue, closures, office, regulations
from hall.console.hall_site import site

REGISTERED = (catalogue, closures, office, regulations)  # imported so that their pages are part of the site

urlpatterns = [path("console/", site.urls)]
