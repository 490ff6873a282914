"""When the hall of the demo is at work: nothing is decided or handed out while its doors are shut."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from county.now import TIMEZONE
from rules.hours import OpeningHours
from rules.workdays import WorkCalendar

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Opening:
    """A hall's hours on the county's working days. What is moved keeps a few minutes' distance to the bell."""

    calendar: WorkCalendar
    hours: OpeningHours

    def at_or_before(self, moment: datetime) -> datetime:
        """The moment itself inside opening hours, else the end of the last ones before it."""
        day = moment.astimezone(TIMEZONE).date()
        while True:
            if self.calendar.is_working_day(day):
                for opens, closes in reversed(self.hours.instants_on(day)):
                    if moment >= opens:
                        return moment if moment < closes else closes - (1 + moment.minute % 25) * MINUTE
            day -= timedelta(days=1)

    def at_or_after(self, moment: datetime) -> datetime:
        """The moment itself inside opening hours, else the beginning of the next ones."""
        day = moment.astimezone(TIMEZONE).date()
        while True:
            if self.calendar.is_working_day(day):
                for opens, closes in self.hours.instants_on(day):
                    if moment < closes:
                        return moment if moment >= opens else opens + (1 + moment.minute % 40) * MINUTE
            day += timedelta(days=1)
