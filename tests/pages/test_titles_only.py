"""A hall whose regulation is a list of titles and that has no windows: every page opens and says what to do next."""

import re

import pytest
from support import build
from support.visits import at

from county.halls import inside
from county.provisioning.provision import NewHall, provision
from county.registry.permissions import Actor, Role, permissions_of
from hall.cases.intake import intake
from hall.cases.models import Case, CaseEvent, DayCounter
from hall.packs.load import load_pack
from hall.packs.read import read_pack
from hall.regulations.models import RegulationVersion
from rules.errors import RuleError

pytestmark = pytest.mark.django_db

TYPED = {"matter": "M-10", "applicant_name": "李小明", "phone": "13800138000", "receive": "yes"}


@pytest.fixture
def renyi(db, now):
    pack = read_pack("renyi")
    hall = provision(NewHall("renyi", pack.hall.name, pack.hall.english, pack.hall.kind)).ref
    load_pack(hall, pack, now=now)
    return hall


def text(answer) -> str:
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def nothing_is_written(hall) -> bool:
    with inside(hall):
        return not any(model.objects.exists() for model in (Case, CaseEvent, DayCounter))


def test_the_first_page_says_there_are_no_windows_whom_to_ask_and_what_to_read(renyi):
    page = text(at("renyi").get("/"))

    assert "No window of this hall takes applications. Ask by phone: 0000-1234901." in page
    assert "Read what it has put in writing" in page
    assert "Opening hours" not in page
    assert "Search" not in page
    assert text(at("renyi").get("/", {"words": "救助"}))


def test_its_regulation_shows_17_titles_and_says_that_it_rules_nothing(renyi):
    page = text(at("renyi").get("/regulation/"))

    assert "This regulation is a list of titles: it sets no rules. Ask at the hall for the texts." in page
    assert "一 入院制度" in page
    assert "十七 服务台值班制度" in page
    assert len(re.findall(r"<article ", at("renyi").get("/regulation/").content.decode())) == 17


@pytest.mark.parametrize("page", ["/", "/regulation/", "/progress/", "/login/"])
def test_public_pages_open(renyi, page):
    assert at("renyi").get(page).status_code == 200


@pytest.mark.parametrize("username", ["renyi.admin", "renyi.director"])
@pytest.mark.parametrize(
    "page", ["", "intake/", "intake/matters/", "intake/guide/", "ledger/", "ledger.xlsx"]
)
def test_desk_pages_open(renyi, username, page):
    assert at("renyi", username).get(f"/desk/{page}").status_code == 200


def test_the_desk_says_what_to_do_next(renyi):
    admin, director = at("renyi", "renyi.admin"), at("renyi", "renyi.director")

    for page in ("/desk/", "/desk/ledger/"):
        assert "This hall has no windows, so no cases come in." in text(director.get(page))
    assert "Add windows and their matters in the console" in text(admin.get("/desk/"))
    shut = "This hall offers no matters, so no case can be taken in."
    assert f"{shut} Add windows and their matters in the console" in text(admin.get("/desk/intake/"))
    said = f"{shut} The administrator of the hall adds windows and matters in the console."
    assert said in text(director.get("/desk/intake/"))


def test_nothing_can_be_taken_in(renyi, now):
    answer = at("renyi", "renyi.admin").post("/desk/intake/", TYPED)

    assert answer.status_code == 422
    assert "This hall offers no matters, so no case can be taken in." in answer.content.decode()
    roles = frozenset({Role.ADMINISTRATOR.value})
    admin = Actor(id=1, name="洪秀珠", roles=roles, permissions=permissions_of(roles))
    with inside(renyi), pytest.raises(RuleError, match="This hall has no such matter") as refused:
        intake(build.application(), key="key-1", actor=admin, now=now)
    assert refused.value.code == "matter_unknown"
    assert nothing_is_written(renyi)


CONSOLE = [
    "", "catalogue/", "catalogue/window/", "catalogue/window/add/", "catalogue/matter/", "catalogue/matter/add/",
    "people/staff/", "regulations/regulationversion/", "office/auditline/", "office/profile/",
]  # fmt: skip


@pytest.mark.parametrize("page", CONSOLE)
def test_console_pages_open(renyi, page):
    assert at("renyi", "renyi.admin").get(f"/console/{page}", follow=True).status_code == 200


def test_the_console_shows_the_titles_and_where_to_begin(renyi):
    admin = at("renyi", "renyi.admin")
    with inside(renyi):
        version = RegulationVersion.objects.get()

    page = text(admin.get(f"/console/regulations/regulationversion/{version.pk}/change/"))
    assert "十七 服务台值班制度" in page
    assert "No windows yet. Add the first one" in text(admin.get("/console/"))
    assert "Add the first one" not in text(at("renyi", "renyi.director").get("/console/"))
