"""Windows, the services they host, and the matters one can apply for there."""

from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from county.registry.templatetags.wording import named
from hall.catalogue import days
from hall.keys import HallModel
from rules.classification import Route, Term
from rules.clock import LimitUnit
from rules.errors import RuleError

# Not what the case is called: kinds are names that each hall gives by its own scheme.
TERMS = [
    (Term.INSTANT.value, _("done the same day")),
    (Term.COMMITMENT.value, _("done by a promised date")),
]
ROUTES = [
    (Route.OWN.value, _("decided here")),
    (Route.JOINT.value, _("joint")),
    (Route.AGENCY.value, _("agency")),
    (Route.FORWARDED.value, _("forwarded")),
]
UNITS = [
    (LimitUnit.WORKING_DAYS.value, _("working days")),
    (LimitUnit.CALENDAR_DAYS.value, _("calendar days")),
    (LimitUnit.WORKING_MINUTES.value, _("working minutes")),
]


class Window(HallModel):
    """A counter of the hall, most of them numbered. It may host several departments and services.

    A window has a number, or the number it `stands_after` (two windows behind one entry of the directory).
    Windows with the same `joint_code` are one joint window of several departments. A firm's window names the
    department that oversees the firm. `days_of_month` is "20" or "5,20"; empty when it works every day.
    """

    class Provider(models.TextChoices):
        DEPARTMENT = "department", _("department")
        FIRM = "firm", _("firm")
        SELF_SERVICE = "self_service", _("self-service")

    number = models.PositiveIntegerField(
        _("number"), null=True, blank=True, validators=[MaxValueValidator(9_999)]
    )
    stands_after = models.PositiveIntegerField(
        _("without a number, after window"), null=True, blank=True, validators=[MaxValueValidator(9_999)]
    )
    # Numbers are the even places, so that a window without one has a place between two of them.
    place = models.GeneratedField(
        expression=Coalesce(models.F("number") * 2, models.F("stands_after") * 2 + 1),
        output_field=models.PositiveIntegerField(),
        db_persist=True,
    )
    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=100)
    english = models.CharField(_("English name"), max_length=100, blank=True)
    provider = models.CharField(
        _("run by"), max_length=20, choices=Provider.choices, default=Provider.DEPARTMENT
    )
    departments = models.JSONField(_("departments"), default=list)
    joint_code = models.SlugField(_("joint window"), max_length=40, blank=True)
    floor = models.PositiveSmallIntegerField(_("floor"), null=True, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    days_of_month = models.CharField(_("only on these days of the month"), max_length=100, blank=True)
    is_open = models.BooleanField(_("open"), default=True)

    class Meta:
        ordering = ["place", "code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(number__isnull=False, stands_after__isnull=True)
                | models.Q(number__isnull=True, stands_after__isnull=False),
                name="window_has_one_place",
                violation_error_message=_("Give the window a number, or the number it stands after."),
            ),
            models.CheckConstraint(
                condition=models.Q(provider__in=["department", "firm", "self_service"]),
                name="window_run_by_somebody_known",
            ),
            models.CheckConstraint(
                condition=models.Q(days_of_month__regex=days.PATTERN),
                name="window_days_are_days_of_a_month",
            ),
        ]
        verbose_name = _("window")
        verbose_name_plural = _("windows")

    def __str__(self) -> str:
        return named(self) if self.number is None else f"{self.number} {named(self)}"

    @property
    def working_days(self) -> tuple[int, ...]:
        """The days of the month on which it works; () is every day."""
        return days.read_days(self.days_of_month)

    @property
    def working_days_in_words(self) -> str:
        return days.in_words(self.working_days)

    def works_on(self, day: date) -> bool:
        return days.works_on(self.working_days, day)

    def check_works_on(self, day: date) -> None:
        """RuleError("window_not_working") when nobody sits at the window on that day of the month."""
        if not self.works_on(day):
            raise RuleError(
                "window_not_working",
                "This window works only on day %(days)s of each month.",
                "matterCode",
                days=self.working_days_in_words,
            )


class Service(HallModel):
    """One of the services a window hosts (six windows may host eight)."""

    window = models.ForeignKey(Window, models.CASCADE, related_name="services")
    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=100)
    english = models.CharField(_("English name"), max_length=100, blank=True)

    class Meta:
        ordering = ["window", "code"]
        verbose_name = _("service")
        verbose_name_plural = _("services")

    def __str__(self) -> str:
        return named(self)


class Matter(HallModel):
    """Something one can apply for. Promised limit ≤ statutory limit; 0 working days means the same day."""

    window = models.ForeignKey(Window, models.PROTECT, related_name="matters", verbose_name=_("window"))
    service = models.ForeignKey(Service, models.SET_NULL, null=True, blank=True, related_name="matters")
    code = models.CharField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=200)
    english = models.CharField(_("English name"), max_length=200, blank=True)
    department = models.CharField(_("department"), max_length=40)
    legal_basis = models.CharField(_("legal basis"), max_length=300, blank=True)
    statutory_limit = models.PositiveIntegerField(_("statutory limit"))
    statutory_unit = models.CharField(_("statutory unit"), max_length=20, choices=UNITS)
    promised_limit = models.PositiveIntegerField(_("promised limit"))
    promised_unit = models.CharField(_("promised unit"), max_length=20, choices=UNITS)
    term = models.CharField(_("term"), max_length=20, choices=TERMS)
    route = models.CharField(_("route"), max_length=20, choices=ROUTES, default=Route.OWN.value)
    fee = models.DecimalField(
        _("fee (yuan)"), max_digits=9, decimal_places=2, default=0, validators=[MinValueValidator(0)]
    )
    fee_basis = models.CharField(_("basis of the fee"), max_length=200, blank=True)
    visits = models.PositiveSmallIntegerField(_("visits"), default=1)
    is_online = models.BooleanField(_("can be applied for online"), default=False)
    is_active = models.BooleanField(_("offered"), default=True)

    class Meta:
        ordering = ["window", "code"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(promised_unit=models.F("statutory_unit"))
                | models.Q(promised_limit__lte=models.F("statutory_limit")),
                name="promised_within_statutory",
                violation_error_message=_("The promised limit may not be longer than the statutory limit."),
            ),
            models.CheckConstraint(
                condition=~models.Q(term=Term.INSTANT.value) | models.Q(promised_limit=0),
                name="instant_means_the_same_day",
                violation_error_message=_("An instant case is promised for the same day: 0 working days."),
            ),
        ]
        verbose_name = _("matter")
        verbose_name_plural = _("matters")

    def __str__(self) -> str:
        return f"{self.code} {named(self)}"


class MaterialRequirement(HallModel):
    """A document a matter asks for: how many originals and copies."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="materials")
    position = models.PositiveSmallIntegerField(_("position"))
    name = models.CharField(_("name"), max_length=200)
    english = models.CharField(_("English name"), max_length=200, blank=True)
    original = models.PositiveSmallIntegerField(_("originals"), default=1)
    copies = models.PositiveSmallIntegerField(_("copies"), default=0)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        ordering = ["matter", "position"]
        constraints = [
            models.UniqueConstraint(fields=["matter", "position"], name="one_material_per_position")
        ]
        verbose_name = _("required document")
        verbose_name_plural = _("required documents")

    def __str__(self) -> str:
        return named(self)
