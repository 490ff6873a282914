"""One visitor in the same moment at two desks: what is said twice counts once, and a reminder never races an end."""

from support import build
from support.race import held_after, threads

from county.halls import inside
from hall.people.models import Staff
from hall.reception.end import end_contact
from hall.reception.models import ContactStep, FirstContact
from hall.reception.record import record_contact
from hall.reception.remind import remind
from hall.reception.told import tell_papers
from rules.errors import RuleError

LATER = build.NOW.replace(day=6)


def test_the_same_key_twice_at_once_is_one_contact_with_one_number(own_hall):
    ana = build.actor("ana")
    _on_the_staff(own_hall, ana)

    def record():
        return record_contact(asked="低保", key="k", actor=ana, now=build.NOW).pk

    with threads(own_hall) as start, held_after("hall.reception.once._first", "slow") as held:
        slow = start("slow", record)
        held.wait_until_there()  # it has seen that there is none, and is about to make one
        quick = start("quick", record).result()
        held.go_on.set()
        assert slow.result() == quick

    with inside(own_hall):
        assert list(FirstContact.objects.values_list("number", flat=True)) == ["F20260304-0001"]
        assert ContactStep.objects.count() == 1


def test_of_two_who_tell_at_once_one_is_told_that_it_was_told(own_hall):
    ana = build.actor("ana")
    _on_the_staff(own_hall, ana)
    with inside(own_hall):
        contact = record_contact(asked="低保", actor=ana, now=build.NOW)

    def tell(items):
        try:
            return tell_papers(contact.pk, items=items, actor=ana, now=build.NOW).number
        except RuleError as refused:
            return refused.code

    with threads(own_hall) as start, held_after("hall.reception.told.open_contact", "first") as held:
        first = start("first", lambda: tell(["户口簿"]))
        held.wait_until_there()
        second = start("second", lambda: tell(["照片"]))  # waits for the lock
        held.go_on.set()
        assert (first.result(), second.result()) == (contact.number, "papers_told")

    with inside(own_hall):
        assert ContactStep.objects.get(what="told_papers").data["items"] == ["户口簿"]


def test_what_ends_while_a_reminder_looks_for_it_is_not_reminded_of(own_hall):
    ana = build.actor("ana")
    _on_the_staff(own_hall, ana)
    with inside(own_hall):
        contact = record_contact(asked="低保", actor=ana, now=build.NOW)

    with threads(own_hall) as start, held_after("hall.reception.end.open_contact", "end") as held:
        end = start("end", lambda: end_contact(contact.pk, outcome="answered", actor=ana, now=build.NOW))
        held.wait_until_there()  # it holds the contact
        assert (
            start("remind", lambda: remind(now=LATER)).result() == 0
        )  # leaves what is being worked on alone
        held.go_on.set()
        end.result()

    with inside(own_hall):
        assert remind(now=LATER) == 0
        assert list(ContactStep.objects.values_list("what", flat=True)) == ["recorded", "ended"]


def _on_the_staff(hall, actor):
    with inside(hall):
        Staff.objects.get_or_create(user_id=actor.id, defaults={"name": actor.name})
