"""The stock way's one address: graphene-django's view behind a check of the bearer token."""

from collections.abc import Callable
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from graphene_django.views import GraphQLView
from loadtests.bench.stock.schema import schema
from oauth2_provider.models import get_access_token_model

from county.now import now


def with_token(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The token must be known, not expired, this hall's, and for intake: as ours asks, by the ORM."""

    def checked(request: Any) -> HttpResponse:
        secret = request.headers.get("Authorization", "").partition(" ")[2]
        token = (
            get_access_token_model()
            .objects.select_related("application")
            .filter(token_checksum=sha256(secret.encode()).hexdigest(), expires__gt=now())
            .first()
        )
        if token is None or token.application.hall_id != request.tenant.pk:
            return JsonResponse({"errors": [{"message": "token invalid"}]}, status=401)
        request.token = token
        return view(request)

    return checked


answer: Callable[[HttpRequest], HttpResponse] = csrf_exempt(with_token(GraphQLView.as_view(schema=schema)))
urlpatterns = [path("graphql", answer)]
