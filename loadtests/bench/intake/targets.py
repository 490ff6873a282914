"""The halls that are asked, each with a program of its own and its token."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.conf import settings
from loadtests.bench.halls import furnish, halls
from loadtests.bench.intake.clients import Target
from oauth2_provider.models import get_access_token_model

from county.halls import HallRef, inside
from county.now import now
from county.registry.models import Integrator
from county.registry.permissions import CASE_INTAKE, CASE_READ


@contextmanager
def targets(count: int) -> Iterator[list[Target]]:
    """That many halls that can take in cases by programs."""
    with halls(count) as made:
        for hall in made:
            with inside(hall):
                furnish(now())
        yield [target(hall) for hall in made]


def target(hall: HallRef) -> Target:
    program = Integrator.objects.create(
        name="bench",
        hall_id=hall.id,
        client_type=Integrator.CLIENT_CONFIDENTIAL,
        authorization_grant_type=Integrator.GRANT_CLIENT_CREDENTIALS,
        hash_client_secret=False,  # nobody signs in with it, and hashing is slow on purpose
    )
    token = secrets.token_hex(20)
    get_access_token_model().objects.create(
        token=token,
        application=program,
        scope=f"{CASE_INTAKE} {CASE_READ}",
        expires=now() + timedelta(hours=1),
    )
    return Target(f"{hall.code}.{settings.BASE_DOMAIN}", token, hall.schema_name, hall.id)
