"""From a request to the actor behind it: a session bound to its hall, or a bearer token bound to its hall."""

from functools import cache
from hashlib import sha256

from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.db.models import Q
from oauth2_provider.models import get_access_token_model

from county.halls import HallRef
from county.registry.models import Integrator, Membership, User
from county.registry.permissions import NOBODY, SCOPES, Actor, permissions_of
from county.registry.request import PlacedRequest

COUNTY_PLACE = "county"
LONGEST_NAME = 60  # of whoever acts, as records keep it
SESSION_PLACE = "place"  # session key: the place a session was opened in


def place_code(hall: HallRef | None) -> str:
    """What a session or token remembers about where it belongs."""
    return f"hall:{hall.code}" if hall else COUNTY_PLACE


def actor_of(request: PlacedRequest) -> tuple[Actor, str]:
    """Who asks, and why a token was refused ("" when none was sent or it holds)."""
    header = request.META.get("HTTP_AUTHORIZATION", "")
    if header:
        request.user = AnonymousUser()
        return _by_token(header, request)
    return _by_session(request), ""


def _by_session(request: PlacedRequest) -> Actor:
    if request.session.get(SESSION_PLACE) != place_code(request.hall):
        # A cookie carried over from another hall is nobody here; the session itself is left alone.
        request.user = AnonymousUser()
        return NOBODY
    user = request.user
    if not user.is_authenticated or not user.is_active:
        return NOBODY
    return member(user, request.hall)


def member(user: User, hall: HallRef | None) -> Actor:
    """The user with the roles they hold in this place; NOBODY when they hold none."""
    here = Q(hall_id=hall.id) if hall else Q(hall=None)
    roles = frozenset(Membership.objects.filter(here, user=user).values_list("role", flat=True))
    if not roles:
        return NOBODY
    return Actor(id=user.pk, name=user.name, roles=roles, permissions=permissions_of(roles))


def _by_token(header: str, request: PlacedRequest) -> tuple[Actor, str]:
    scheme, _, secret = header.partition(" ")
    if scheme.lower() != "bearer" or not secret or "\x00" in secret:
        return NOBODY, "token_malformed"
    digest = sha256(secret.strip().encode()).hexdigest()
    with connection.cursor() as cursor:
        cursor.execute(_read_token(), [digest, request.now])
        found = cursor.fetchone()
    if found is None:
        return NOBODY, "token_invalid"
    scope, hall_id, name, client_id = found
    if hall_id != (request.hall.id if request.hall else None):
        return NOBODY, "token_of_another_hall"
    scopes = frozenset(scope.split()) & SCOPES.keys()
    return Actor(name=name[:LONGEST_NAME], permissions=scopes, client=client_id), ""


@cache  # written out once: this runs on every request of every program, and the ORM would write it each time
def _read_token() -> str:
    token, program = get_access_token_model()._meta.db_table, Integrator._meta.db_table
    return f"""
SELECT {token}.scope, {program}.hall_id, {program}.name, {program}.client_id
FROM {token} JOIN {program} ON {program}.id = {token}.application_id
WHERE {token}.token_checksum = %s AND {token}.expires > %s
"""  # noqa: S608 - names of our own tables
