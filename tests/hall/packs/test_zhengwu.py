"""The county hall's directory, oddity by oddity: numbers, floors, phones, shared windows, firms, one day a month."""

from collections import Counter

from hall.packs.shape import Pack, WindowEntry
from rules.classification import Route


def by_number(pack: Pack) -> dict[int | None, WindowEntry]:
    return {window.number: window for window in pack.windows}


def test_66_numbers_on_two_floors_of_which_63_to_66_are_missing(zhengwu: Pack) -> None:
    assert zhengwu.hall.kind == "county"
    numbers = [window.number for window in zhengwu.windows if window.number is not None]
    assert numbers == [*range(1, 63), *range(67, 71)]
    assert [window.number for window in zhengwu.windows if window.floor == 1] == [*range(1, 35)]
    assert {window.floor for window in zhengwu.windows} == {1, 2}


def test_one_entry_holds_two_windows_43_and_the_general_one_without_a_number(zhengwu: Pack) -> None:
    at = [window.code for window in zhengwu.windows].index("general")
    general = zhengwu.windows[at]
    assert (general.number, general.stands_after, general.name) == (None, 43, "综合窗口")
    assert [zhengwu.windows[at - 1].number, zhengwu.windows[at + 1].number] == [43, 44]
    assert len(zhengwu.windows) == 67


def test_window_15_is_a_self_service_bank_without_a_phone(zhengwu: Pack) -> None:
    bank = by_number(zhengwu)[15]
    assert (bank.name, bank.provider, bank.phone, bank.departments) == ("自助银行", "self_service", "", ())
    assert (bank.services, bank.matters) == ((), ())
    assert [each.code for each in zhengwu.windows if each.provider == "self_service"] == [bank.code]


def test_phones_are_shared_repeat_and_are_missing(zhengwu: Pack) -> None:
    windows = by_number(zhengwu)
    assert windows[10].phone == windows[11].phone == "0000-2100010"
    assert windows[12].phone == windows[14].phone == "0000-2100012" != windows[13].phone
    assert windows[21].phone == windows[22].phone == "0000-2100021"
    assert [window.number for window in zhengwu.windows if not window.phone] == [15, 29, 44, 58, 60]
    shared: dict[str, list[int | None]] = {}
    for window in zhengwu.windows:
        shared.setdefault(window.phone, []).append(window.number)
    assert [numbers for phone, numbers in shared.items() if phone and len(numbers) > 1] == [
        [7, 8], [10, 11], [12, 14], [16, 17], [21, 22], [26, 27], [36, 37], [39, 40], [45, 46], [47, 48]
    ]  # fmt: skip
    assert len(shared) == 53
    assert all(phone.startswith("0000-2100") and len(phone) == 12 for phone in shared if phone)


def test_21_and_22_are_the_same_joint_window_of_two_departments(zhengwu: Pack) -> None:
    windows = by_number(zhengwu)
    assert windows[21].joint_code == windows[22].joint_code == "home-transfer"
    assert windows[21].departments == windows[22].departments == ("natural_resources", "tax")
    assert [window.number for window in zhengwu.windows if window.joint_code] == [21, 22]


def test_number_31_hosts_two_departments(zhengwu: Pack) -> None:
    window = by_number(zhengwu)[31]
    assert window.departments == ("culture_tourism", "education")
    assert [service.code for service in window.services] == ["culture", "education"]
    assert [each.number for each in zhengwu.windows if len(each.departments) > 1] == [21, 22, 31]


def test_the_disability_card_is_issued_only_on_the_20th(zhengwu: Pack) -> None:
    monthly = {window.number: window.days_of_month for window in zhengwu.windows if window.days_of_month}
    assert monthly == {3: (20,)}
    assert by_number(zhengwu)[3].name == "残疾人证窗口"


def test_surveying_environmental_assessment_and_audit_are_firms(zhengwu: Pack) -> None:
    firms = {
        each.number: (each.code, each.departments) for each in zhengwu.windows if each.provider == "firm"
    }
    assert firms == {
        67: ("surveying", ("natural_resources",)),
        68: ("environment-assessment", ("environment",)),
        69: ("audit", ("finance",)),
    }


def test_35_departments_are_in_the_hall(zhengwu: Pack) -> None:
    present = {department for window in zhengwu.windows for department in window.departments}
    assert len(present) == 35
    assert present >= {
        "civil_affairs", "human_resources", "tax", "housing_construction", "natural_resources", "justice",
        "transport", "development_reform", "fire_rescue", "environment", "market_regulation", "water",
        "power_supply", "agriculture", "commerce",
    }  # fmt: skip


def test_every_window_but_the_bank_offers_two_to_four_matters(zhengwu: Pack) -> None:
    assert Counter(len(window.matters) for window in zhengwu.windows) == {0: 1, 2: 28, 3: 32, 4: 6}
    joint = [each.code for window in zhengwu.windows for each in window.matters if each.route is Route.JOINT]
    assert joint == ["ZW-FC-01", "ZW-FC-02", "ZW-JS-03", "ZW-JG-03", "ZW-ZH-01"]


def test_a_material_named_by_its_code_is_the_one_of_the_hall_s_list(zhengwu: Pack) -> None:
    (matter, *_) = by_number(zhengwu)[2].matters
    assert [(each.name, each.original, each.copies, each.note) for each in matter.materials] == [
        ("申请表", 1, 0, "窗口提供空表"),
        ("居民身份证", 1, 1, ""),
        ("户口簿", 1, 1, ""),
        ("家庭经济状况核对授权书", 1, 0, "全体成员签字"),
    ]


def test_five_kinds_six_disclosures_one_timetable_and_no_penalty(zhengwu: Pack) -> None:
    book = zhengwu.rulebook
    assert [kind.code for kind in book.kinds] == ["returned", "supplement", "joint", "instant", "commitment"]
    assert [each.code for each in book.disclosures] == [
        "content", "procedure", "materials", "legal_basis", "promised_limit", "fee"
    ]  # fmt: skip
    assert book.hours is not None
    (season,) = book.hours.seasons
    assert [f"{start:%H:%M}-{end:%H:%M}" for start, end in season.spans] == ["09:00-12:00", "13:00-17:00"]
    assert (book.unit, book.penalties, book.leave_steps, book.extension) == (None, (), (), None)
