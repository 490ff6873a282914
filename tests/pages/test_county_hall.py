"""67 windows on two floors stay usable: floors, anchors, search, and no statement more than for two windows."""

import re

import pytest
from support.counts import counted
from support.visits import at

from county.halls import inside
from county.provisioning.provision import NewHall, provision
from county.registry.models import Hall
from hall.cases.models import Case
from hall.packs.load import load_pack
from hall.packs.read import read_pack

pytestmark = pytest.mark.django_db


@pytest.fixture
def _zhengwu(db, now):
    pack = read_pack("zhengwu")
    load_pack(
        provision(NewHall("zhengwu", pack.hall.name, pack.hall.english, pack.hall.kind)).ref, pack, now=now
    )


def text(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.mark.usefixtures("_zhengwu")
class TestTheCountyHall:
    def test_the_directory_lists_67_windows_by_floor_and_each_link_has_its_window(self):
        page = at("zhengwu").get("/").content.decode()

        directory = page[
            page.index('class="card directory"') : page.index("</nav>", page.index("card directory"))
        ]
        links = re.findall(r'href="#([^"]+)"', directory)
        assert len(links) == 67
        assert re.findall(r"<h2>(.*?)</h2>", directory) == ["Floor 1", "Floor 2"]
        assert links[0] == "window-marriage"
        assert links[links.index("window-transport") + 1] == "window-general"
        ids = re.findall(r' id="([^"]+)"', page)
        assert set(links) <= set(ids)
        assert len(ids) == len(set(ids))
        assert len(page) < 150_000

    def test_what_is_odd_about_a_window_is_said_at_it(self):
        page = text(at("zhengwu").get("/"))

        for fact in (
            "3 Disability card 0000-2100003 only on day 20 of each month",
            "15 Self-service bank Self-service: nobody sits here. 16",
            "67 Surveying firm 0000-2100067 Run by a firm, which makes its own contract with you.",
            "One joint window together with 22 Joint window for transfers of homes: taxes",
            "29 Special equipment and measures Registration of special equipment",
            "General window 0000-2100143",
        ):
            assert fact in page

    def test_a_word_leaves_what_fits_and_no_list_to_jump_from(self):
        page = at("zhengwu").get("/", {"words": "残疾人证"})

        assert re.findall(r'<h2 id="window-([^"]+)"', page.content.decode()) == ["disability-card"]
        assert "card directory" not in page.content.decode()
        assert "Show all windows" in text(at("zhengwu").get("/", {"words": "没有的事"}))

    def test_the_guide_sheet_says_floor_phone_and_day(self):
        page = text(at("zhengwu").get("/matters/ZW-CL-01/"))
        assert "Window 3 · Disability card · Floor 1 · 0000-2100003 only on day 20 of each month" in page
        page = text(at("zhengwu").get("/matters/ZW-ZH-02/"))
        assert "Window General window · Floor 2 · 0000-2100143" in page

    def test_it_costs_no_statement_more_than_a_hall_of_two_windows(self):
        browser = at("zhengwu")
        browser.get("/")
        with counted("page home"):
            browser.get("/")

    def test_the_desk_groups_windows_by_floor_and_warns_of_the_day(self):
        clerk = at("zhengwu", "zhengwu.disability")

        page = clerk.get("/desk/intake/").content.decode()
        assert re.findall(r'<optgroup label="([^"]+)">', page) == ["Floor 1", "Floor 2"]
        assert len(re.findall(r"<option ", page)) == 68
        found = text(clerk.get("/desk/intake/matters/", {"words": "残疾人证新办"}))
        assert "ZW-CL-01 · 3 Disability card · only on day 20 of each month" in found
        guide = text(clerk.get("/desk/intake/guide/", {"matter": "ZW-CL-01"}))
        assert "Window 3 Disability card · Floor 1 · 0000-2100003 only on day 20 of each month" in guide
        assert "If accepted now, due" not in guide  # today nobody can accept it
        for page in ("/desk/", "/desk/ledger/"):
            shown = clerk.get(page).content.decode()
            assert re.findall(r'<optgroup label="([^"]+)">', shown) == ["Floor 1", "Floor 2"]

    def test_on_another_day_the_monthly_window_takes_nobody_in_and_says_why(self):
        typed = {"matter": "ZW-CL-01", "applicant_name": "李小明", "phone": "13800138000", "receive": "yes"}

        answer = at("zhengwu", "zhengwu.disability").post("/desk/intake/", typed)

        assert answer.status_code == 422
        assert "This window works only on day 20 of each month." in answer.content.decode()
        with inside(Hall.objects.get(code="zhengwu").ref):
            assert not Case.objects.exists()

    def test_the_console_lists_them(self):
        admin = at("zhengwu", "zhengwu.admin")
        for page in (
            "/console/",
            "/console/catalogue/window/",
            "/console/catalogue/window/?floor=2",
            "/console/catalogue/matter/",
        ):
            assert admin.get(page).status_code == 200
        assert "General window" in text(admin.get("/console/"))
