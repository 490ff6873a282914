"""Who signs in to the demo county, and the programs that call its API."""

from django.contrib.auth.hashers import make_password

from county.halls import HallRef
from county.registry.models import Integrator, Membership, User
from county.registry.permissions import Role

PASSWORD = "demo-county"  # noqa: S105 - printed by `make run`; the demo is refused in production
COUNTY_PEOPLE = [
    ("county.supervisor", "周明", Role.SUPERVISOR),
    ("county.admin", "何静", Role.COUNTY_ADMINISTRATOR),
]


def county_people() -> None:
    """The supervisor and the administrator of the county; whoever exists is left as they are."""
    for username, name, role in COUNTY_PEOPLE:
        user = User.objects.filter(username=username).first()
        user = user or User.objects.create_user(username, PASSWORD, name=name)
        Membership.objects.get_or_create(user=user, hall=None, role=role.value)


def give_password(hall: HallRef) -> None:
    """The demo's password to each member of the hall who has none yet."""
    digest = make_password(PASSWORD)  # once: hashing is slow on purpose
    for user in User.objects.filter(memberships__hall_id=hall.id).distinct():
        if not user.has_usable_password():
            User.objects.filter(pk=user.pk).update(password=digest)


def integrator(hall: HallRef | None) -> Integrator:
    """A program of this hall (or of the county) with a secret that the README can name."""
    code = hall.code if hall else "county"
    program, _ = Integrator.objects.get_or_create(
        client_id=f"{code}-demo",
        defaults={
            "name": "演示接入系统",
            "hall_id": hall.id if hall else None,
            "client_secret": f"{code}-demo-secret",
            "client_type": Integrator.CLIENT_CONFIDENTIAL,
            "authorization_grant_type": Integrator.GRANT_CLIENT_CREDENTIALS,
        },
    )
    return program
