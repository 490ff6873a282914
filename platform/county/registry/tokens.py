"""Tokens for programs: OAuth2 client credentials only, and only on the host of the integrator's own place."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse, JsonResponse
from oauth2_provider.oauth2_backends import OAuthLibCore
from oauth2_provider.oauth2_validators import OAuth2Validator
from oauth2_provider.views import TokenView
from oauthlib.oauth2 import BackendApplicationServer

from county.registry.rate import allow, caller_of
from county.registry.request import PlacedRequest

PLACE = "X_COUNTY_PLACE"  # ours: what a client sends arrives with HTTP_ in front
TRIES = 60
PER = timedelta(minutes=5)


def _place(hall_id: int | None) -> str:
    return f"hall {hall_id}" if hall_id else "county"


class PlaceCore(OAuthLibCore):
    """Tells the validator on which place's host the request arrived."""

    def extract_headers(self, request: PlacedRequest) -> dict[str, Any]:
        headers: dict[str, Any] = super().extract_headers(request)
        return {**headers, PLACE: _place(request.hall.id if request.hall else None)}


class PlaceValidator(OAuth2Validator):
    """An integrator of another place is an unknown client here; so is a name that PostgreSQL could not store."""

    def _load_application(self, client_id: str | None, request: Any) -> Any:
        return None if "\x00" in (client_id or "") else super()._load_application(client_id, request)

    def authenticate_client(self, request: Any, *args: Any, **kwargs: Any) -> bool:
        known = super().authenticate_client(request, *args, **kwargs)
        return bool(known) and _place(request.client.hall_id) == request.headers[PLACE]


class TokenEndpoint(TokenView):
    """POST grant_type=client_credentials with the client's id and secret (HTTP Basic)."""

    server_class = BackendApplicationServer  # knows no other grant
    validator_class = PlaceValidator
    oauthlib_backend_class = PlaceCore

    def post(self, request: PlacedRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not allow("token", caller_of(request), at_most=TRIES, per=PER, now=request.now):
            return JsonResponse({"error": "too_many_tries"}, status=429)
        answer: HttpResponse = self.authorization_flow_token_response(request)
        return answer
