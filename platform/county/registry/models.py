"""Halls, their hosts, the people of the county and their memberships. Lives in the public schema."""

from typing import Any, NoReturn

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_tenants.models import DomainMixin, TenantMixin
from oauth2_provider.models import AbstractApplication

from county.halls import HallBorder, HallRef
from county.registry.permissions import Role
from county.registry.templatetags.wording import named


class Hall(TenantMixin):
    """A service hall (便民服务中心): the tenant, one schema and one role. Made by `county.provisioning`."""

    class Status(models.TextChoices):
        PROVISIONING = "provisioning", _("being set up")
        ACTIVE = "active", _("active")
        MAINTENANCE = "maintenance", _("in maintenance")
        CLOSED = "closed", _("closed")

    class Kind(models.TextChoices):
        TOWNSHIP = "township", _("township hall")
        COMMUNITY = "community", _("community hall")
        COUNTY = "county", _("county-level hall")
        DESK = "desk", _("service desk of an institution")

    auto_create_schema = False

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=100)
    english = models.CharField(_("English name"), max_length=100, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.TOWNSHIP)
    status = models.CharField(_("status"), max_length=20, choices=Status.choices, default=Status.PROVISIONING)
    # Where people are sent: its main host, written by `county.registry.hosts.settle_host`.
    host = models.CharField(max_length=253, blank=True, editable=False)
    # The database that holds the hall: today one. The way past one machine starts here.
    cell = models.CharField(max_length=40, default="default", editable=False)
    # Fingerprint of the schema template the hall was made or last migrated with.
    template = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        ordering = ["code"]
        verbose_name = _("hall")
        verbose_name_plural = _("halls")

    def __str__(self) -> str:
        return named(self)

    def __enter__(self) -> NoReturn:
        # The library keeps the way back in a list shared by all threads: two threads would restore each other's.
        raise HallBorder("Enter a hall with county.halls.inside(hall).")

    @property
    def ref(self) -> HallRef:
        return HallRef(self.pk, self.code, self.schema_name, self.name, self.english, self.status, self.host)


class Domain(DomainMixin):
    """A host name of a hall. One host per hall, so cookies and origins are apart."""

    class Meta:
        verbose_name = _("host")
        verbose_name_plural = _("hosts")


class Department(models.Model):
    """A unit of the county that sends staff to windows and owns matters (进驻部门)."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=100)
    english = models.CharField(_("English name"), max_length=100, blank=True)

    class Meta:
        ordering = ["code"]
        verbose_name = _("department")
        verbose_name_plural = _("departments")

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser):  # type: ignore[django-manager-missing]  # oauth2 points back here
    """A person who signs in. What they may do is told by memberships, never by flags here."""

    username = models.CharField(_("sign-in name"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=60)
    is_active = models.BooleanField(_("active"), default=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]

    objects = UserManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name


class Membership(models.Model):
    """One role of one user in one hall, or (hall empty) in the county."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    hall = models.ForeignKey(Hall, models.CASCADE, null=True, blank=True, related_name="memberships")
    role = models.CharField(_("role"), max_length=30, choices=[(role.value, role.label) for role in Role])

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "hall", "role"], name="one_role_once", nulls_distinct=False
            )
        ]
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")

    def __str__(self) -> str:
        return f"{self.user_id} {self.role}"


class Integrator(AbstractApplication):
    """A program that speaks to one hall's API (or, hall empty, to the county's) by OAuth2 client credentials."""

    hall = models.ForeignKey(Hall, models.CASCADE, null=True, blank=True, related_name="integrators")

    class Meta(AbstractApplication.Meta):
        swappable = "OAUTH2_PROVIDER_APPLICATION_MODEL"
        verbose_name = _("integrator")
        verbose_name_plural = _("integrators")


class Attempt(models.Model):
    """How often a caller tried something in a time window; what `rate.allow` counts. No address, only a digest."""

    what = models.CharField(max_length=30)
    caller = models.CharField(max_length=64)
    window = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["what", "caller", "window"], name="one_count_per_caller_and_window"
            )
        ]
