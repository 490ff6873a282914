"""Each row that only names something cites the article it comes from: hall by hall, table by table."""

import pytest

from hall.packs.shape import Pack

CITED = {
    "zengjia": {
        "kinds": {
            "A9/kinds": ["forwarded", "instant"],
        },
        "disclosures": {
            "A9/disclosures": ["content", "procedure", "legal_basis", "materials", "promised_limit"],
        },
        "systems": {
            "A1": ["first_contact"],
            "A2": ["time_limit"],
            "A4": ["parallel_approval"],
            "A3": ["agency"],
            "A5": ["evaluation"],
            "A7": ["accountability"],
        },
        "duties": {
            "A9/staffing": ["window_staffed", "handover"],
            "A9/attendance": ["attendance"],
            "A9/leave": ["going_out_noted"],
            "A2/5": ["ledger"],
            "A5/agreement": ["target_agreement"],
            "A9/duties": ["market_information", "investment_agency", "complaints", "rule_making"],
        },
        "consequences": {
            "A6/5.2": ["loses_award_eligibility", "reported_to_department"],
            "A6/6.1": ["preferred_at_award"],
            "A7/1": ["criticism"],
            "A7/2": ["circulated_criticism", "change_of_post"],
            "A7/3": ["party_or_administrative_sanction", "handed_to_judiciary"],
        },
        "evaluation_views": {
            "A5": ["self", "peer", "public"],
        },
    },
    "taihu": {
        "kinds": {
            "B/kinds/2": ["returned"],
            "B/kinds/5": ["supplement"],
            "B/kinds/4": ["joint"],
            "B/kinds/6": ["agency"],
            "B/kinds/1": ["instant"],
            "B/kinds/3": ["commitment"],
        },
        "disclosures": {
            "B/disclosures": ["content", "procedure", "materials", "legal_basis", "promised_limit", "fee"],
        },
        "systems": {
            "B/systems/notice": ["one_time_notice"],
            "B/systems/first_contact": ["first_contact"],
            "B/systems/on_the_spot": ["on_the_spot"],
            "B/systems/promise": ["promise"],
            "B/systems/joint": ["joint_handling"],
        },
        "duties": {
            "B/duty": ["weekly_duty", "duty_log"],
            "B/cleaning": ["cleaning_rota"],
            "B/attendance": ["signing_in", "going_out_noted"],
            "B/staff": ["replacement_consent"],
            "B/coordination": ["monthly_meeting"],
        },
        "consequences": {
            "B/20": ["administrative_sanction"],
        },
    },
    "jingshi": {
        "kinds": {
            "D/agency": ["agency"],
            "D/matters": ["instant"],
        },
        "disclosures": {
            "D/disclosure": ["promised_limit"],
        },
        "systems": {
            "D/rules/first_contact": ["first_contact"],
            "D/rules/notice": ["one_time_notice"],
            "D/rules/ab_post": ["ab_post"],
        },
        "duties": {
            "D/rules/ab_post": ["stand_in"],
            "D/register": ["case_register"],
            "D/seals": ["seal_register"],
            "D/premises": ["equipment_check"],
            "D/wall": ["wall_display"],
        },
    },
}


@pytest.mark.parametrize("hall", CITED)
def test_what_a_table_names_stands_in_this_article(packs: dict[str, Pack], hall: str) -> None:
    for table, expected in CITED[hall].items():
        found: dict[str, list[str]] = {}
        for row in getattr(packs[hall].rulebook, table):
            found.setdefault(row.article, []).append(row.code)
        assert found == expected, table


def test_single_tables_cite_their_article(packs: dict[str, Pack]) -> None:
    told = {hall: pack.rulebook.supplement for hall, pack in packs.items()}
    assert {hall: rule and rule.article for hall, rule in told.items()} == {
        "zengjia": "A1/3",
        "taihu": "B/systems/notice",
        "jingshi": "D/rules/notice",
    }
    replies = packs["zengjia"].rulebook.complaint_replies
    assert [each.article for each in replies] == ["A8/6", "A8/7", "A8/7"]
