"""What breaches cost and merits earn, hall by hall and article by article, as their regulations say."""

from hall.packs.shape import Pack
from rules.tables.penalties import PenaltyUnit


def fines(pack: Pack) -> dict[str, tuple[str, int, int | None, str, tuple[str, ...]]]:
    """code: article, amount, grave amount, per, on whom."""
    return {
        each.code: (each.article, each.amount, each.grave_amount, each.per, each.applies_to)
        for each in pack.rulebook.penalties
    }


def test_zengjia_deducts_the_points_of_its_assessment_scheme(zengjia: Pack) -> None:
    person, once = ("person",), "occurrence"
    assert fines(zengjia) == {
        "discourtesy": ("A6/2.1", 1, 5, once, person),
        "late": ("A6/2.2", 2, None, once, person),
        "left_early": ("A6/2.2", 2, None, once, person),
        "absent_from_post": ("A6/2.2", 2, None, once, person),
        "truancy": ("A6/2.2", 5, None, "half_day", person),
        "leave_without_slip": ("A6/2.3", 1, None, once, person),
        "games_at_work": ("A6/2.4", 6, None, once, person),
        "stock_trading_at_work": ("A6/2.4", 6, None, once, person),
        "not_done_in_time": ("A6/3.1", 5, None, once, person),
        "bad_attitude": ("A6/3.2", 2, 6, once, person),
        "shirking": ("A6/4.1", 5, None, once, person),
        "sent_away": ("A6/4.2", 10, None, once, person),
        "incomplete_notice": ("A6/4.3", 2, None, once, person),
        "not_informed_in_time": ("A6/4.4", 2, None, once, ("window", "person")),
        "against_rules": ("A6/4.5", 10, None, once, person),
        "corruption": ("A6/5.1", 20, None, once, person),
        "circulated_criticism": ("A6/5.1", 20, None, once, person),
        "other_serious_breach": ("A6/5.1", 20, None, once, person),
        "referred_to_intermediary": ("A6/5.2", 10, None, once, person),
        "paid_by_intermediary": ("A6/5.2", 10, None, once, person),
    }
    assert {each.unit for each in zengjia.rulebook.penalties} == {PenaltyUnit.POINTS}


def test_only_work_for_intermediaries_costs_the_award_in_zengjia(zengjia: Pack) -> None:
    costly = {each.code: each.consequences for each in zengjia.rulebook.penalties if each.consequences}
    both = ("loses_award_eligibility", "reported_to_department")
    assert costly == {"referred_to_intermediary": both, "paid_by_intermediary": both}


def test_zengjia_adds_points_for_merits(zengjia: Pack) -> None:
    assert {each.code: (each.article, each.amount) for each in zengjia.rulebook.merits} == {
        "warm_service": ("A6/6.1", None),
        "suggestion_adopted": ("A6/6.2", 5),
        "wronged_without_quarrelling": ("A6/6.3", 5),
        "praised_by_party": ("A6/6.4", 5),
        "praised_otherwise": ("A6/6.4", 5),
        "praised_by_inspection": ("A6/6.4", 10),
    }
    assert zengjia.rulebook.merits[0].consequences == ("preferred_at_award",)


def test_zengjia_gives_one_or_two_awards_for_windows_and_for_staff(zengjia: Pack) -> None:
    awards = {each.code: (each.minimum, each.maximum, each.article) for each in zengjia.rulebook.awards}
    assert awards == {"excellent_window": (1, 2, "A6/7"), "excellent_staff": (1, 2, "A6/7")}
    assert [each.applies_to for each in zengjia.rulebook.awards] == ["window", "person"]


def test_taihu_fines_in_yuan_by_its_articles_18_to_21(taihu: Pack) -> None:
    person, once = ("person",), "occurrence"
    assert fines(taihu) == {
        "not_signed_in": ("B/18", 10, None, once, person),
        "late": ("B/18", 10, None, once, person),
        "left_early": ("B/18", 10, None, once, person),
        "truancy": ("B/18", 20, None, "day", person),
        "cleaning_criticised": ("B/18", 10, None, once, person),
        "games_at_work": ("B/19", 20, 50, once, person),
        "chatting_at_work": ("B/19", 20, 50, once, person),
        "corruption": ("B/20", 50, 100, once, person),
        "against_rules": ("B/21", 20, 50, once, person),
    }
    assert {each.unit for each in taihu.rulebook.penalties} == {PenaltyUnit.YUAN}
    assert taihu.rulebook.merits == ()


def test_grave_corruption_brings_a_sanction_in_taihu(taihu: Pack) -> None:
    grave = {
        each.code: each.grave_consequences for each in taihu.rulebook.penalties if each.grave_consequences
    }
    assert grave == {"corruption": ("administrative_sanction",)}


def test_only_intermediaries_exclude_from_awards_and_only_warm_service_is_preferred(
    zengjia: Pack, taihu: Pack
) -> None:
    effects = {
        each.code: (each.effect, each.article) for each in zengjia.rulebook.consequences if each.effect
    }
    assert effects == {
        "loses_award_eligibility": ("loses_award_eligibility", "A6/5.2"),
        "preferred_at_award": ("preferred_at_award", "A6/6.1"),
    }
    assert [(each.code, each.effect, each.article) for each in taihu.rulebook.consequences] == [
        ("administrative_sanction", None, "B/20")
    ]


def test_truancy_costs_5_points_a_half_day_in_one_hall_and_20_yuan_a_day_in_the_other(
    zengjia: Pack, taihu: Pack
) -> None:
    here = next(each for each in zengjia.rulebook.penalties if each.code == "truancy")
    there = next(each for each in taihu.rulebook.penalties if each.code == "truancy")
    assert (here.amount, here.unit, here.per) == (5, "points", "half_day")
    assert (there.amount, there.unit, there.per) == (20, "yuan", "day")
    # Of a day and a half, only the whole day is fined: the reading that favours the person.
    assert there.part_day == "dropped"


def test_jingshi_punishes_nothing(jingshi: Pack) -> None:
    book = jingshi.rulebook
    assert (book.penalties, book.merits, book.accountability, book.unit) == ((), (), (), None)
