"""A case, its events, and what makes its number gapless and its intake idempotent."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hall.catalogue.models import ROUTES, TERMS, UNITS, Matter, Window
from hall.keys import HallModel
from hall.regulations.models import RegulationVersion
from rules.transitions import Status

STATUSES = [
    (Status.RECEIVED.value, _("received")),
    (Status.ACCEPTED.value, _("accepted")),
    (Status.AWAITING_SUPPLEMENT.value, _("awaiting supplement")),
    (Status.COMPLETED.value, _("completed")),
    (Status.COLLECTED.value, _("collected")),
    (Status.DECLINED.value, _("declined")),
    (Status.RETURNED.value, _("returned")),
    (Status.WITHDRAWN.value, _("withdrawn")),
]


class Case(HallModel):
    """One application of one applicant for one matter (办件).

    What was promised is frozen here: limit and regulation version are copied on, so that no later change
    re-judges the case. `calendar_version` and `closures_version` are those its due date was last counted by. Why
    it is due then, and why it is called what it is, stands in `hall.decisions`. ID number, phone and address are
    sealed with the hall's key (`hall.people.sealed`); the masks are what people see.
    """

    class Channel(models.TextChoices):
        WINDOW = "window", _("at the window")
        ONLINE = "online", _("online")
        AGENT = "agent", _("by an agent")
        API = "api", _("by another system")

    class Result(models.TextChoices):
        GRANTED = "granted", _("granted")
        REFUSED = "refused", _("refused")
        OTHER = "other", _("other")

    number = models.CharField(_("number"), max_length=20, unique=True)
    day = models.DateField(_("day"))
    day_number = models.PositiveIntegerField()
    status = models.CharField(_("status"), max_length=30, choices=STATUSES)
    version = models.PositiveIntegerField(default=1)  # also the sequence of its last event
    last_hash = models.CharField(max_length=64)

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="+", verbose_name=_("matter"))
    matter_code = models.CharField(max_length=40)
    matter_name = models.CharField(_("matter"), max_length=200)
    matter_english = models.CharField(max_length=200, blank=True)
    department = models.CharField(_("department"), max_length=40)
    window = models.ForeignKey(Window, models.PROTECT, related_name="+", verbose_name=_("window"))
    channel = models.CharField(_("channel"), max_length=20, choices=Channel.choices)
    term = models.CharField(_("term"), max_length=20, choices=TERMS)
    route = models.CharField(_("route"), max_length=20, choices=ROUTES)
    kind = models.CharField(_("kind"), max_length=40, blank=True)

    applicant_name = models.CharField(_("applicant"), max_length=60)
    initials = models.CharField(max_length=60, blank=True)  # of the name in pinyin: 李小明 is lxm
    id_number_sealed = models.TextField(blank=True)
    id_number_index = models.CharField(max_length=64, blank=True)
    id_number_mask = models.CharField(_("ID number"), max_length=30, blank=True)
    phone_sealed = models.TextField()
    phone_mask = models.CharField(_("phone"), max_length=30)
    email_sealed = models.TextField(blank=True)
    email_mask = models.CharField(_("e-mail"), max_length=60, blank=True)
    address_sealed = models.TextField(blank=True)

    regulation = models.ForeignKey(RegulationVersion, models.PROTECT, related_name="+")
    calendar_version = models.PositiveIntegerField(null=True)
    closures_version = models.PositiveIntegerField(null=True)
    promised_limit = models.PositiveIntegerField(_("promised limit"))
    promised_unit = models.CharField(max_length=20, choices=UNITS)
    received_at = models.DateTimeField(_("received at"))
    papers_at = (
        models.DateTimeField()
    )  # when the papers it is handled on came; later than receipt if supplied
    has_awaited_supplement = models.BooleanField(default=False)
    is_deemed_accepted = models.BooleanField(_("accepted by rule"), default=False)
    accepted_at = models.DateTimeField(_("accepted at"), null=True)
    due_at = models.DateTimeField(_("due at"), null=True)
    due_is_provisional = models.BooleanField(default=False)
    due_soon_at = models.DateTimeField(null=True)
    is_stopped = models.BooleanField(_("clock stopped"), default=False)
    next_check_at = models.DateTimeField(null=True)
    completed_at = models.DateTimeField(_("completed at"), null=True)
    minutes_late = models.IntegerField(_("working minutes late"), null=True)  # below zero: early
    ended_at = models.DateTimeField(null=True)  # completed, declined or returned
    collected_at = models.DateTimeField(_("collected at"), null=True)
    result = models.CharField(_("result"), max_length=20, choices=Result.choices, blank=True)
    reason_code = models.CharField(max_length=40, blank=True)  # of the hall's own list of reasons to return
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    ended_by_id = models.BigIntegerField(null=True)  # who declined or returned it: no judge of his own review
    collector_name = models.CharField(_("collector"), max_length=60, blank=True)
    collector_id_sealed = models.TextField(blank=True)
    collector_id_mask = models.CharField(_("ID of the collector"), max_length=30, blank=True)
    collector_is_applicant = models.BooleanField(default=False)
    handler_id = models.BigIntegerField(_("handler"), null=True)
    handler_name = models.CharField(_("handler"), max_length=60, blank=True)

    class Meta:
        ordering = ["-received_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["day", "day_number"], name="one_case_per_day_and_number"),
            models.CheckConstraint(
                condition=models.Q(status__in=[status.value for status in Status]), name="status_is_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(status="accepted")
                | models.Q(due_at__isnull=False, accepted_at__isnull=False),
                name="accepted_has_a_due_date",
            ),
        ]
        indexes = [
            # read by the ledger and every list, newest first
            models.Index(fields=["-received_at", "-id"], name="case_newest_first"),
            # read by the sweep only
            models.Index(
                fields=["next_check_at"],
                name="case_to_check",
                condition=models.Q(next_check_at__isnull=False),
            ),
            # read by the worklist: open cases by the time left
            models.Index(
                fields=["due_at"],
                name="case_open_by_due",
                condition=models.Q(status__in=["received", "accepted"]),
            ),
            # read by the search for a person by the first letters of the name in pinyin
            models.Index(fields=["initials"], name="case_by_initials", opclasses=["varchar_pattern_ops"]),
            # read by the recount only: accepted cases counted by an older calendar
            models.Index(
                fields=["calendar_version", "closures_version"],
                name="case_counted_by",
                condition=models.Q(status="accepted"),
            ),
            models.Index(fields=["id_number_index"], name="case_by_id_number"),
        ]
        verbose_name = _("case")
        verbose_name_plural = _("cases")

    def __str__(self) -> str:
        return self.number


class CaseEvent(HallModel):
    """A step of a case, never rewritten; unreported ones are the outbox to the county.

    `hash` covers the event and the hash before it, so a removed, edited or reordered event shows.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="events")
    sequence = models.PositiveIntegerField()
    action = models.CharField(_("step"), max_length=30)
    from_status = models.CharField(max_length=30, blank=True)
    to_status = models.CharField(max_length=30)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(_("by"), max_length=60, blank=True)
    happened_at = models.DateTimeField(_("when"))
    data = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)
    reported_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["case", "sequence"]
        constraints = [models.UniqueConstraint(fields=["case", "sequence"], name="events_of_a_case_in_order")]
        indexes = [
            # read by hall.reporting.report_up only
            models.Index(
                fields=["happened_at"], name="event_unreported", condition=models.Q(reported_at__isnull=True)
            ),
            # read by the page of the hall's closures only: how many cases each has moved
            models.Index(
                fields=["happened_at"], name="event_recounted", condition=models.Q(action="recount")
            ),
        ]
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def __str__(self) -> str:
        return f"{self.sequence} {self.action}"


class DayCounter(models.Model):
    """The last number given out on a local day; its row lock is what makes numbers gapless."""

    day = models.DateField(primary_key=True)
    last = models.PositiveIntegerField()


class IdempotencyKey(HallModel):
    """A request already answered: the same key from the same caller gets the same case."""

    caller = models.CharField(max_length=100)
    operation = models.CharField(max_length=40)
    key = models.CharField(max_length=100)
    request_hash = models.CharField(max_length=64)
    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["caller", "operation", "key"], name="one_answer_per_key")
        ]
