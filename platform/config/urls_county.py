"""What the county's host answers."""

from django.urls import include, path

urlpatterns = [
    path("", include("county.registry.urls")),
    path("", include("api.county.urls")),
    path("", include("county.console.urls")),
]
