"""Windows, the services they host, and the matters one can apply for there."""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from county.registry.templatetags.wording import named
from hall.keys import HallModel
from rules.classification import Route, Term
from rules.clock import LimitUnit

TERMS = [(Term.INSTANT.value, _("instant case")), (Term.COMMITMENT.value, _("commitment case"))]
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
    """A numbered counter of the hall. It may host several departments and services."""

    number = models.PositiveIntegerField(_("number"))
    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=100)
    english = models.CharField(_("English name"), max_length=100, blank=True)
    departments = models.JSONField(_("departments"), default=list)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    is_open = models.BooleanField(_("open"), default=True)

    class Meta:
        ordering = ["number", "code"]
        verbose_name = _("window")
        verbose_name_plural = _("windows")

    def __str__(self) -> str:
        return f"{self.number} {named(self)}"


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
