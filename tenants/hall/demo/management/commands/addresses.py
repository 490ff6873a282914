"""manage.py addresses: where everything is and who signs in, as `make run` prints it."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from county.registry.models import Hall, Membership
from hall.demo.people import PASSWORD

COUNTY_PAGES = [("board", "/"), ("console", "/console/"), ("GraphiQL", "/graphiql/")]
HALL_PAGES = [
    ("public site", "/"),
    ("progress", "/progress/"),
    ("desk", "/desk/"),
    ("ledger", "/desk/ledger/"),
    ("console", "/console/"),
    ("GraphiQL", "/graphiql/"),
]


class Command(BaseCommand):
    help = "Print every address of the demo county and its sign-ins."

    def handle(self, *args: Any, **options: Any) -> None:
        self._place("县级 County", settings.COUNTY_HOST, COUNTY_PAGES)
        self._people(None)
        for hall in Hall.objects.filter(status=Hall.Status.ACTIVE):
            self._place(f"{hall.name} {hall.english}", hall.host, HALL_PAGES)
            self._people(hall)
        self.stdout.write(f"\nPassword of every sign-in: {PASSWORD}")

    def _place(self, title: str, host: str, pages: list[tuple[str, str]]) -> None:
        self.stdout.write(f"\n{title}")
        for name, path in pages:
            self.stdout.write(f"  {name:<12} http://{host}:{settings.PORT}{path}")

    def _people(self, hall: Hall | None) -> None:
        """The first person of each role, one line a person with all their roles."""
        roles: dict[str, list[str]] = {}
        shown: set[str] = set()
        for membership in (
            Membership.objects.filter(hall=hall).select_related("user").order_by("user_id", "role")
        ):
            roles.setdefault(membership.user.username, []).append(membership.role)
        for username, held in roles.items():
            if not shown.issuperset(held):
                shown.update(held)
                self.stdout.write(f"  sign in as   {username:<22} {', '.join(held)}")
