"""What the county's host answers."""

from django.urls import include, path

urlpatterns = [
    path("", include("county.registry.urls")),
    path("", include("api.county.urls")),
    path("", include("county.console.urls")),
]

handler400 = "county.registry.errors.bad_request"
handler403 = "county.registry.errors.denied"
handler404 = "county.registry.errors.not_found"
handler500 = "county.registry.errors.failed"
