"""Decisions on record: question, facts, versions, answer, trace. Rows are only ever added."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hall.keys import HallModel
from hall.regulations.models import RegulationVersion
from rules.decisions import Question

QUESTIONS = [(Question.KIND.value, _("kind of the case")), (Question.DUE_DATE.value, _("due date"))]


class DecisionRecord(HallModel):
    """What `rules.decisions.decide` answered, and everything it needs to answer the same again.

    `subject_id` is what was decided on (a case), `sequence` the step of it that asked; of several answers to
    one question the last stands. Facts and answers hold codes and instants, nothing personal.
    """

    subject_id = models.UUIDField()
    sequence = models.PositiveIntegerField()
    question = models.CharField(_("question"), max_length=20, choices=QUESTIONS)
    regulation = models.ForeignKey(RegulationVersion, models.PROTECT, related_name="+")
    calendar_version = models.PositiveIntegerField(null=True)
    facts = models.JSONField()
    answer = models.JSONField()
    trace = models.JSONField()
    decided_at = models.DateTimeField(_("when"))

    class Meta:
        ordering = ["subject_id", "sequence", "question"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_id", "sequence", "question"], name="one_answer_per_question_and_step"
            )
        ]
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")

    def __str__(self) -> str:
        return f"{self.question} {self.sequence}"
