"""What a breach costs and a merit earns: each hall by its own articles, in its own unit, arithmetic included."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.accounts import accounts_of
from rules.errors import RuleError
from rules.penalties import Achievement, Breach, merit_lines, penalty_lines
from rules.tables.consequences import Effect
from rules.tables.penalties import Liable, PartDay, PenaltyUnit, Per

HE = {Liable.PERSON: "staff-1", Liable.WINDOW: "window-1"}
BOTH = frozenset({"inform_party", "report_refusal"})  # the limits of A6/4.4


def cost(book, code, **facts):
    return penalty_lines(Breach(code, HE, **facts), book.penalties, book.consequences, book.limits)


def gain(book, code, **facts):
    return merit_lines(Achievement(code, HE, **facts), book.merits, book.consequences)


def said(line):
    return [str(each) for each in line.trace]


def test_the_same_truancy_costs_5_points_a_half_day_here_and_20_yuan_a_day_there(zengjia, taihu):
    (here,), (there,) = (cost(book, "truancy", half_days=2) for book in (zengjia, taihu))
    assert (here.amount, here.unit, here.article) == (-10, PenaltyUnit.POINTS, "A6/2.2")
    assert (there.amount, there.unit, there.article) == (-20, PenaltyUnit.YUAN, "B/18")
    assert said(here) == [
        "旷工, points deducted: 5 each half day × 2 = 10.",
        "Borne by the person directly responsible.",
    ]
    assert said(there)[0] == "旷工（未办请假手续的按旷工论）, fine in yuan: 20 each day × 1 = 20."
    assert {each.article for each in here.trace} == {"A6/2.2"}


@pytest.mark.parametrize("half_days, yuan", [(1, 0), (2, 20), (3, 20), (4, 40), (5, 40)])
def test_in_taihu_only_whole_days_of_truancy_are_fined(taihu, half_days, yuan):
    (line,) = cost(taihu, "truancy", half_days=half_days)
    assert line.amount == -yuan


def test_what_becomes_of_a_part_of_a_day_is_data_and_is_said(taihu):
    dropped = next(each for each in taihu.penalties if each.code == "truancy")
    counted = replace(dropped, part_day=PartDay.COUNTED)
    breach = Breach("truancy", HE, half_days=3)
    (less,), (more,) = (penalty_lines(breach, [rule]) for rule in (dropped, counted))
    assert (less.amount, more.amount) == (-20, -40)
    assert said(less)[0] == "Only whole days count, in favour of the person: half days 3, whole days 1."
    assert said(more)[0] == "A day begun counts whole: half days 3, counted as days 2."


@pytest.mark.parametrize(
    "code, facts, here, there",
    [
        ("late", {}, -2, -10),
        ("late", {"occurrences": 3}, -6, -30),
        ("games_at_work", {}, -6, -20),
        ("games_at_work", {"is_grave": True}, -6, -50),
        ("corruption", {}, -20, -50),
        ("corruption", {"is_grave": True}, -20, -100),
    ],
)
def test_where_halls_disagree(zengjia, taihu, code, facts, here, there):
    assert [cost(book, code, **facts)[0].amount for book in (zengjia, taihu)] == [here, there]


def test_not_informing_in_time_costs_the_window_2_and_the_person_2(zengjia):
    window, person = cost(zengjia, "not_informed_in_time", limits_missed=BOTH)
    assert (window.party, window.party_id, window.amount) == (Liable.WINDOW, "window-1", -2)
    assert (person.party, person.party_id, person.amount) == (Liable.PERSON, "staff-1", -2)
    assert (window.article, person.article) == ("A6/4.4", "A6/4.4")
    assert [said(each)[-1] for each in (window, person)] == [
        "Borne by the window.",
        "Borne by the person directly responsible.",
    ]
    assert said(window)[0] == "Every one of these limits was missed: 告知当事人、拒收后报告部门负责人和中心."


@pytest.mark.parametrize("missed", [set(), {"inform_party"}, {"report_refusal"}, {"report_refusal", "other"}])
def test_who_kept_one_of_the_limits_of_a6_4_4_is_charged_nothing(zengjia, missed):
    with pytest.raises(RuleError) as refused:
        cost(zengjia, "not_informed_in_time", limits_missed=frozenset(missed))
    assert (refused.value.code, refused.value.field) == ("limit_was_kept", "limits_missed")
    assert str(refused.value) == (
        "This is a breach only when every one of these limits was missed: 告知当事人、拒收后报告部门负责人和中心."
    )


def test_a_grave_case_costs_more_and_says_why(zengjia):
    (line,) = cost(zengjia, "discourtesy", is_grave=True, occurrences=2)
    assert line.amount == -10
    assert said(line)[:2] == [
        "The grave case is given: 造成不良影响.",
        "接电话或接待当事人不使用文明用语, points deducted: 5 each time × 2 = 10.",
    ]


def test_where_the_regulation_knows_no_grave_case_the_ordinary_amount_applies_and_it_is_said(zengjia):
    (line,) = cost(zengjia, "late", is_grave=True)
    assert line.amount == -2
    assert said(line)[0] == "The regulation names no grave case of this breach: the ordinary amount applies."


def test_a_grave_case_may_bring_consequences_only(zengjia):
    rule = replace(zengjia.penalties[0], grave_amount=None, grave_when="造成不良影响")
    (line,) = penalty_lines(Breach(rule.code, HE, is_grave=True), [rule])
    assert line.amount == -rule.amount


def test_grave_corruption_in_taihu_brings_a_sanction_the_ordinary_one_does_not(taihu):
    (ordinary,), (grave,) = cost(taihu, "corruption"), cost(taihu, "corruption", is_grave=True)
    assert ordinary.consequences == ()
    assert [each.code for each in grave.consequences] == ["administrative_sanction"]
    assert said(grave)[-1] == "What follows: 行政处分."
    assert grave.trace[-1].article == "B/20"


def test_work_for_an_intermediary_costs_10_points_and_every_award(zengjia):
    (line,) = cost(zengjia, "referred_to_intermediary")
    (account,) = accounts_of([line])
    assert (account.total, account.loses_award_eligibility) == (-10, True)
    assert [each.code for each in account.consequences] == [
        "loses_award_eligibility",
        "reported_to_department",
    ]
    assert [each.values["code"] for each in line.trace if "code" in each.values] == [
        "referred_to_intermediary",
        "loses_award_eligibility",
        "reported_to_department",
    ]


def test_merits_add_points_and_the_typical_case_only_preference(zengjia):
    (adopted,), (inspected,), (typical,) = (
        gain(zengjia, code) for code in ("suggestion_adopted", "praised_by_inspection", "warm_service")
    )
    assert [(each.amount, each.article) for each in (adopted, inspected, typical)] == [
        (5, "A6/6.2"),
        (10, "A6/6.4"),
        (0, "A6/6.1"),
    ]
    assert (typical.unit, said(typical)) == (
        None,
        ["热情服务、特事特办的典型: no amount is added.", "What follows: 年终评优优先."],
    )
    (account,) = accounts_of([typical])
    assert (account.is_preferred_at_award, account.unit, account.total) == (True, None, 0)
    assert said(adopted) == ["建议被中心采纳, points added: 5 each time × 1 = 5."]
    assert [each.trace[0].values["code"] for each in (adopted, typical)] == [
        "suggestion_adopted",
        "warm_service",
    ]


def test_a_merit_earned_three_times_earns_three_times(zengjia):
    (line,) = gain(zengjia, "suggestion_adopted", occurrences=3)
    assert (line.amount, said(line)) == (15, ["建议被中心采纳, points added: 5 each time × 3 = 15."])


def test_an_account_adds_up_what_a_party_was_charged_and_credited(zengjia):
    lines = [
        *cost(zengjia, "truancy", half_days=1),
        *cost(zengjia, "not_informed_in_time", limits_missed=BOTH),
        *gain(zengjia, "suggestion_adopted"),
    ]
    person, window = accounts_of(lines)
    assert (person.party_id, person.total, person.unit) == ("staff-1", -2, PenaltyUnit.POINTS)
    assert said(person) == ["Added up, in points: -5 - 2 + 5 = -2."]
    assert (window.party_id, window.total, said(window)) == (
        "window-1",
        -2,
        ["Added up, in points: -2 = -2."],
    )


@pytest.mark.parametrize(
    "breach, loses_eligibility, total", [("late", False, -2), ("referred_to_intermediary", True, -10)]
)
def test_preference_without_an_amount_neither_changes_the_sum_nor_the_eligibility(
    zengjia, breach, loses_eligibility, total
):
    (account,) = accounts_of([*cost(zengjia, breach), *gain(zengjia, "warm_service")])
    assert (account.total, account.unit) == (total, PenaltyUnit.POINTS)
    assert said(account)[0] == f"Added up, in points: {total} = {total}."
    assert (account.is_preferred_at_award, account.loses_award_eligibility) == (True, loses_eligibility)


def test_a_fine_of_nothing_is_added_up_as_nothing(taihu):
    (account,) = accounts_of([*cost(taihu, "late"), *cost(taihu, "truancy", half_days=1)])
    assert said(account) == ["Added up, in yuan: -10 + 0 = -10."]


def test_points_and_yuan_never_add_up(zengjia, taihu):
    with pytest.raises(RuleError) as refused:
        accounts_of([*cost(zengjia, "late"), *cost(taihu, "late")])
    assert (refused.value.code, refused.value.field) == ("mixed_units", "unit")


@pytest.mark.parametrize(
    "code, facts, error, field, message",
    [
        (
            "desertion",
            {},
            "unknown_breach",
            "code",
            "This hall's regulation punishes no breach called desertion.",
        ),
        (
            "late",
            {"occurrences": 0},
            "bad_quantity",
            "occurrences",
            "A quantity must be a whole number from 1 to 10000.",
        ),
        (
            "late",
            {"occurrences": True},
            "bad_quantity",
            "occurrences",
            "A quantity must be a whole number from 1 to 10000.",
        ),
        (
            "truancy",
            {"half_days": -1},
            "bad_quantity",
            "half_days",
            "A quantity must be a whole number from 1 to 10000.",
        ),
        (
            "truancy",
            {},
            "half_days_missing",
            "half_days",
            "The breach truancy is counted by time: in half days.",
        ),
    ],
)
def test_what_is_no_breach_of_this_hall_is_refused(zengjia, code, facts, error, field, message):
    with pytest.raises(RuleError) as refused:
        cost(zengjia, code, **facts)
    assert (refused.value.code, refused.value.field, str(refused.value)) == (error, field, message)


def test_ten_thousand_times_is_the_most(zengjia):
    assert cost(zengjia, "late", occurrences=10_000)[0].amount == -20_000
    with pytest.raises(RuleError) as refused:
        cost(zengjia, "late", occurrences=10_001)
    assert refused.value.code == "bad_quantity"


def test_a_liable_party_must_be_named(zengjia):
    breach = Breach("not_informed_in_time", {Liable.PERSON: "staff-1"}, limits_missed=BOTH)
    with pytest.raises(RuleError) as refused:
        penalty_lines(breach, zengjia.penalties)
    assert (refused.value.code, refused.value.field) == ("party_missing", "parties.window")
    assert str(refused.value) == "It must be said which window is liable."


def test_a_merit_the_hall_does_not_reward_is_refused(taihu):
    with pytest.raises(RuleError) as refused:
        gain(taihu, "suggestion_adopted")
    assert (refused.value.code, refused.value.field) == ("unknown_merit", "code")
    assert str(refused.value) == "This hall's regulation rewards no merit called suggestion_adopted."


def test_a_breach_of_one_kind_of_case_is_none_in_another(zengjia):
    rule = replace(zengjia.penalties[0], kind="forwarded")
    (line,) = penalty_lines(Breach(rule.code, HE, kind="forwarded"), [rule])
    assert line.amount == -1
    with pytest.raises(RuleError) as refused:
        penalty_lines(Breach(rule.code, HE, kind="instant"), [rule])
    assert (refused.value.code, refused.value.field) == ("breach_of_another_kind", "kind")
    assert str(refused.value) == "The breach discourtesy concerns cases of the kind forwarded only."


def test_a_breach_in_cases_of_any_kind_is_one_in_each(zengjia):
    assert cost(zengjia, "late", kind="forwarded") == cost(zengjia, "late")


breaches = st.tuples(st.integers(0, 19), st.integers(1, 40), st.booleans(), st.sampled_from("abc"))


@given(st.lists(breaches, min_size=1, max_size=12))
def test_totals_are_the_sums_of_their_lines(zengjia, many):
    lines = []
    for at, quantity, is_grave, who in many:
        rule = zengjia.penalties[at % len(zengjia.penalties)]
        parties = {Liable.PERSON: who, Liable.WINDOW: who}
        missed = frozenset(rule.limits_missed)
        breach = Breach(rule.code, parties, quantity, quantity, is_grave, limits_missed=missed)
        lines += penalty_lines(breach, zengjia.penalties, zengjia.consequences)
    accounts = accounts_of(lines)
    assert sum(each.total for each in accounts) == sum(line.amount for line in lines)
    for each in accounts:
        own = [line for line in lines if (line.party, line.party_id) == (each.party, each.party_id)]
        assert each.total == sum(line.amount for line in own)
        effects = {follows.effect for line in own for follows in line.consequences}
        assert each.loses_award_eligibility == (Effect.LOSES_AWARD_ELIGIBILITY in effects)


@given(st.sampled_from(["zengjia", "taihu"]), st.integers(0, 30), st.integers(1, 60), st.booleans())
def test_more_of_a_breach_never_costs_less_and_the_amount_is_rate_times_quantity(
    zengjia, taihu, hall, at, quantity, is_grave
):
    rules = {"zengjia": zengjia, "taihu": taihu}[hall].penalties
    rule = rules[at % len(rules)]
    for parts in PartDay:
        one = replace(rule, part_day=parts, consequences=(), grave_consequences=(), limits_missed=())
        less, more = (
            penalty_lines(Breach(rule.code, HE, many, many, is_grave), [one])[0].amount
            for many in (quantity, quantity + 1)
        )
        assert more <= less <= 0
        rate = (rule.grave_amount or rule.amount) if is_grave else rule.amount
        assert less % rate == 0
        if rule.per is not Per.DAY:
            assert less == -rate * quantity
