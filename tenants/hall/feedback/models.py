"""Ratings of finished cases (好差评), and what became of the bad ones."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hall.keys import HallModel


class Rating(HallModel):
    """What the applicant of a finished case thinks of the service, said once and never changed. A bad one waits until
    somebody has looked into it and answered it, once as well."""

    class Level(models.IntegerChoices):
        VERY_SATISFIED = 5, _("very satisfied")
        SATISFIED = 4, _("satisfied")
        MOSTLY_SATISFIED = 3, _("mostly satisfied")
        DISSATISFIED = 2, _("dissatisfied")
        VERY_DISSATISFIED = 1, _("very dissatisfied")

    case = models.OneToOneField("cases.Case", models.PROTECT, related_name="rating")
    level = models.PositiveSmallIntegerField(_("level"), choices=Level.choices)
    words = models.CharField(_("in the applicant's words"), max_length=500, blank=True)
    rated_at = models.DateTimeField(_("rated at"))
    passed_on_by = models.CharField(max_length=100, blank=True)  # the program; empty: the hall's own page
    needs_follow_up = models.BooleanField(_("to follow up"), default=False)
    answer = models.CharField(_("answer"), max_length=500, blank=True)
    followed_up_at = models.DateTimeField(_("followed up at"), null=True)
    followed_up_by = models.CharField(_("followed up by"), max_length=60, blank=True)

    class Meta:
        ordering = ["-rated_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(level__range=(1, 5)), name="a_rating_has_five_levels"),
            models.CheckConstraint(
                condition=models.Q(needs_follow_up=True, level__lte=2)
                | models.Q(needs_follow_up=False, level__gt=2),
                name="a_bad_rating_is_followed_up",
            ),
            models.CheckConstraint(
                condition=models.Q(followed_up_at=None, answer="")
                | models.Q(followed_up_at__isnull=False, needs_follow_up=True) & ~models.Q(answer=""),
                name="a_follow_up_has_an_answer",
            ),
        ]
        indexes = [
            # read by the page of the ratings only: those that wait
            models.Index(
                fields=["rated_at"],
                name="rating_to_follow_up",
                condition=models.Q(needs_follow_up=True, followed_up_at=None),
            ),
            # read by the page of the ratings only
            models.Index(fields=["-rated_at", "-id"], name="rating_newest_first"),
        ]
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")

    def __str__(self) -> str:
        return str(self.level)
