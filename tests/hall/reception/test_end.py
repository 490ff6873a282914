"""A first contact ends when somebody who answers for it says how, or with the case it became."""

from datetime import timedelta

import pytest
from support import build

from hall.cases.actions import accept_case, decline_case
from hall.cases.completion import complete_case
from hall.reception.case import link_case
from hall.reception.end import end_contact
from hall.reception.hand_over import hand_over, promise_time
from hall.reception.models import ContactStep
from hall.reception.remind import remind
from hall.reception.told import tell_papers
from rules.errors import RuleError

pytestmark = pytest.mark.django_db


def end(contact, actor, outcome="answered", **more):
    return end_contact(contact.pk, outcome=outcome, actor=actor, now=build.NOW, **more)


def refused(call, *args, **kwargs):
    steps = ContactStep.objects.count()
    with pytest.raises(RuleError) as error:
        call(*args, **kwargs)
    assert ContactStep.objects.count() == steps
    return error.value.code, error.value.field


def test_the_first_contact_person_says_how_it_ended(contact, ana, now):
    end(contact, ana, words="当场答复")

    contact.refresh_from_db()
    assert (contact.ended_at, contact.outcome, contact.remind_at) == (now, "answered", None)
    step = contact.steps.get(what="ended")
    assert (step.by_name, step.words, step.data) == ("Ana", "当场答复", {"outcome": "answered"})


def test_so_do_who_has_it_in_hand_and_who_answers_for_the_hall_and_nobody_else(contact, at_the_window, cast):
    assert refused(end, contact, cast.wei) == ("not_your_contact", "id")
    colleague = build.Actor(id=cast.dan.id, name="Dan", permissions=frozenset({"reception.work"}))
    assert refused(end, contact, colleague) == ("not_your_contact", "id")
    contact.refresh_from_db()
    assert contact.ended_at is None

    hand_over(contact.pk, window_code="civil-affairs", receiver_id=cast.bo.id, actor=cast.ana, now=build.NOW)
    receiver = build.Actor(id=cast.bo.id, name="Bo", permissions=frozenset({"reception.work"}))

    assert end(contact, receiver, "done").outcome == "done"


def test_nobody_else_hands_it_over_promises_tells_or_links_it(contact, at_the_window, cast):
    colleague = build.Actor(id=cast.dan.id, name="Dan", permissions=frozenset({"reception.work"}))
    case, by = build.case(cast.ana), {"actor": colleague, "now": build.NOW}
    promise = {
        "contacted": "王土地",
        "promised_at": build.NOW,
        "requirements": "证件",
        "phone": "13900139000",
    }

    for call, said in (
        (hand_over, {"window_code": "civil-affairs", "receiver_id": cast.bo.id}),
        (promise_time, {"window_code": "land", **promise}),
        (tell_papers, {"items": ["照片"]}),
        (link_case, {"case_number": case.number}),
    ):
        assert refused(call, contact.pk, **said, **by) == ("not_your_contact", "id")
    contact.refresh_from_db()
    assert (contact.holder_name, contact.case, contact.phone_mask) == ("Ana", None, "138****8000")


def test_what_has_ended_takes_no_further_step(contact, at_the_window, ana, bo):
    end(contact, ana)

    assert refused(end, contact, ana) == ("contact_ended", "id")
    assert refused(
        hand_over, contact.pk, window_code="civil-affairs", receiver_id=bo.id, actor=ana, now=build.NOW
    ) == ("contact_ended", "id")


@pytest.mark.parametrize("outcome", ["", "case_ended", "vanished"])
def test_an_outcome_nobody_may_choose_ends_nothing(contact, ana, outcome):
    assert refused(end, contact, ana, outcome) == ("outcome_unknown", "outcome")


def test_a_contact_that_became_a_case_is_not_ended_before_the_case(contact, ana, now):
    case = build.case(ana)
    link_case(contact.pk, case_number=f" {case.number} ", actor=ana, now=now)
    assert contact.steps.get(what="case_linked").data == {"case": "20260304-0001"}
    assert refused(end, contact, ana) == ("contact_case_open", "outcome")

    decline_case(case.pk, reason="不属于本中心", actor=ana, now=now)

    assert end(contact, ana).outcome == "answered"


def test_it_ends_by_itself_with_its_case_instead_of_a_reminder(contact, ana, now):
    case = build.case(ana)
    link_case(contact.pk, case_number=case.number, actor=ana, now=now)
    accept_case(case.pk, actor=ana, now=now)
    later = now + timedelta(hours=7)
    assert remind(now=later) == 1
    complete_case(case.pk, result="granted", actor=ana, now=later)

    assert remind(now=later + timedelta(minutes=1)) == 0  # long before the next reminder

    contact.refresh_from_db()
    assert (contact.outcome, contact.ended_at) == ("case_ended", later)
    assert list(contact.steps.values_list("what", flat=True)) == [
        "recorded",
        "case_linked",
        "reminded",
        "ended",
    ]


def test_no_case_of_this_hall_is_no_case_and_the_same_one_is_said_once(contact, ana, now):
    for number, code in (("20260304-9999", "case_not_found"), ("\x00", "text_control_characters")):
        said = refused(link_case, contact.pk, case_number=number, actor=ana, now=now)
        assert said == (code, "caseNumber")
    declined = build.case(ana, key="declined")
    decline_case(declined.pk, reason="不属于本中心", actor=ana, now=now)
    said = refused(link_case, contact.pk, case_number=declined.number, actor=ana, now=now)
    assert said == ("case_has_ended", "caseNumber")
    case = build.case(ana)
    link_case(contact.pk, case_number=case.number, actor=ana, now=now)
    decline_case(case.pk, reason="不属于本中心", actor=ana, now=now)
    link_case(contact.pk, case_number=case.number, actor=ana, now=now)

    contact.refresh_from_db()
    assert contact.case == case
    assert contact.steps.filter(what="case_linked").count() == 1
