"""A citizen reports a brush-off: a lead by the hall's own list, with the article, and without the citizen."""

from datetime import date

import pytest
from support import build

from county.registry.permissions import NOBODY
from hall.conduct.models import ConductLead
from hall.people.models import Staff
from hall.reception.brush_off import report_brush_off
from rules.errors import RuleError

pytestmark = pytest.mark.django_db
NOT_MINE = {"code": "not_mine", "name": "不归我管", "english": "Not mine", "article": "2"}


@pytest.fixture
def forbidden(in_east):
    return build.regulation("2026-1", date(2026, 3, 1), brush_offs=[NOT_MINE])


def report(actor=NOBODY, **said):
    return report_brush_off(
        **{"code": "not_mine", "words": "让我去问别人", **said}, actor=actor, now=build.NOW
    )


def test_the_report_is_a_lead_with_its_article_and_names_no_citizen(forbidden, ana):
    report(of_whom=" Ana ", window_code="civil-affairs")

    lead = ConductLead.objects.get()
    assert (lead.code, lead.detail_code, lead.source) == ("brush_off", "not_mine", "citizen")
    assert (lead.article, lead.data) == ("2", {"regulation": str(forbidden.pk), "window": "民政"})
    assert (lead.staff_id, lead.staff_name, lead.words) == (ana.id, "Ana", "让我去问别人")
    assert (lead.raised_at, lead.raised_by, lead.closed_at) == (build.NOW, "", None)


def test_a_first_contact_that_is_named_says_who_it_was(forbidden, contact, cast):
    report(actor=cast.dan, contact_number=f" {contact.number} ")

    lead = ConductLead.objects.get()
    assert (lead.contact_id, lead.staff_id, lead.staff_name) == (contact.pk, cast.ana.id, "Ana")
    assert lead.raised_by == "Dan"  # who passed it on


def test_whom_the_citizen_names_is_kept_also_next_to_a_first_contact(forbidden, contact, cast):
    report(of_whom="Bo", contact_number=contact.number)

    lead = ConductLead.objects.get()
    assert (lead.contact, lead.staff_id, lead.staff_name) == (contact, cast.bo.id, "Bo")


def test_a_name_that_fits_two_or_nobody_stays_words(forbidden):
    Staff.objects.create(user_id=10**9, name="Ana")

    report(of_whom="Ana")
    report(of_whom="穿红衣服的")
    report()

    assert sorted(ConductLead.objects.values_list("staff_id", "staff_name")) == [
        (None, ""),
        (None, "Ana"),
        (None, "穿红衣服的"),
    ]


@pytest.mark.parametrize(
    ("said", "code", "field"),
    [
        ({"code": "not_sure"}, "brush_off_unknown", "code"),
        ({"words": " "}, "reason_missing", "words"),
        ({"words": "长" * 501}, "text_too_long", "words"),
        ({"of_whom": "长" * 61}, "text_too_long", "ofWhom"),
        ({"window_code": "nowhere"}, "window_unknown", "windowCode"),
        ({"contact_number": "F20260304-9999"}, "contact_unknown", "contactNumber"),
    ],
)
def test_what_cannot_be_a_report_makes_no_lead(forbidden, said, code, field):
    with pytest.raises(RuleError) as error:
        report(**said)

    assert (error.value.code, error.value.field) == (code, field)
    assert not ConductLead.objects.exists()


def test_a_hall_whose_rules_name_no_brush_off_takes_no_such_report(in_east):
    with pytest.raises(RuleError) as error:
        report()

    assert error.value.code == "brush_off_unknown"
    assert not ConductLead.objects.exists()
