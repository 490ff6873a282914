"""What the county knows of a case, and the daily tallies its board reads. No personal data, no key into a hall."""

from django.db import models


class CaseFact(models.Model):
    """The latest reported state of one case of one hall."""

    hall = models.ForeignKey("registry.Hall", models.CASCADE, related_name="+")
    case_id = models.UUIDField()
    sequence = models.PositiveIntegerField()  # of the last event counted in: replay changes nothing
    matter_code = models.CharField(max_length=40)
    department = models.CharField(max_length=40)
    kind = models.CharField(max_length=40, blank=True)  # in the hall's own scheme; blank where it names none
    term = models.CharField(max_length=20)
    route = models.CharField(max_length=20)
    status = models.CharField(max_length=30)
    received_on = models.DateField()
    accepted_on = models.DateField(null=True)
    due_at = models.DateTimeField(null=True)
    due_soon_at = models.DateTimeField(null=True)
    is_stopped = models.BooleanField(
        default=False
    )  # its clock stands still: neither soon nor overdue meanwhile
    urges = models.PositiveSmallIntegerField(default=0)  # how often the hall itself has urged it
    ended_on = models.DateField(null=True)  # completed, declined or returned
    was_on_time = models.BooleanField(null=True)  # of a completed case only

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hall", "case_id"], name="one_fact_per_case")]
        indexes = [
            # read by tally.recount: one hall's cases that touch one day
            models.Index(fields=["hall", "received_on"], name="fact_received"),
            models.Index(fields=["hall", "ended_on"], name="fact_ended"),
            # read by the board: cases still open past their due time
            models.Index(
                fields=["hall", "due_at"], name="fact_open_due", condition=models.Q(status="accepted")
            ),
        ]


class DailyTally(models.Model):
    """Counts of one hall on one local day; the board sums these and never opens a hall."""

    hall = models.ForeignKey("registry.Hall", models.CASCADE, related_name="+")
    day = models.DateField()
    received = models.PositiveIntegerField(default=0)
    completed = models.PositiveIntegerField(default=0)
    on_time = models.PositiveIntegerField(default=0)
    late = models.PositiveIntegerField(default=0)
    declined = models.PositiveIntegerField(default=0)
    returned = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hall", "day"], name="one_tally_per_hall_and_day")]


class HallProgress(models.Model):
    """When a hall last reported, so that every figure on the board can say as of when it holds."""

    hall = models.OneToOneField("registry.Hall", models.CASCADE, primary_key=True, related_name="+")
    reported_at = models.DateTimeField()
