"""What a hall's host answers."""

from django.urls import include, path

urlpatterns = [
    path("", include("county.registry.urls")),
    path("", include("api.hall.urls")),
    path("", include("hall.public.urls")),
    path("desk/", include("hall.desk.urls")),
    path("", include("hall.console.urls")),
]
