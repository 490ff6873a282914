"""Every address of a hall and of the county that can be read, opened by each role: masks, and no citizen's number."""

from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.apps import apps
from django.db.models import Model
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, reverse
from pypdf import PdfReader
from support import build, gql, lives, nasty

from county.console.county_site import site as county_site
from county.console.urls import REGISTERED as COUNTY_REGISTERED
from county.halls import HallRef, inside
from county.registry.permissions import Role
from hall.cases.models import Case
from hall.console.hall_site import site as hall_site
from hall.console.urls import REGISTERED as HALL_REGISTERED
from hall.desk import urls as desk
from hall.keys import HallModel
from hall.public import urls as public

pytestmark = pytest.mark.django_db
HALL, COUNTY = "config.urls_hall", "config.urls_county"
READ, NOT_READ = {200}, {302, 403, 404, 405}  # an address that only takes, or one that is not this role's


def words(answer: HttpResponse) -> str:
    """What is read on a page, on a paper or in a table, with all that is sent along."""
    sent = answer.content
    if answer["Content-Type"] == "application/pdf":
        return "\n".join(page.extract_text() for page in PdfReader(BytesIO(sent)).pages)
    if "spreadsheet" in answer["Content-Type"]:
        with ZipFile(BytesIO(sent)) as book:
            return "\n".join(book.read(name).decode() for name in book.namelist())
    return f"{answer.headers} {answer.cookies} {sent.decode()}"


def addresses(place: object) -> Iterator[str]:
    """Each address of the place, for each row it may be about."""
    for pattern in place.urlpatterns:  # type: ignore[attr-defined]
        assert isinstance(pattern, URLPattern)
        name = f"{place.app_name}:{pattern.name}"  # type: ignore[attr-defined]
        for named in _rows(list(pattern.pattern.converters)):
            yield reverse(name, kwargs=named, urlconf=HALL)


def _rows(parameters: list[str]) -> Iterator[dict[str, object]]:
    """`case_id` is every case; a word is any word, for such addresses only take."""
    about = [each for each in parameters if each.endswith("_id")]
    others = {each: "M-10" if each == "code" else "collect" for each in parameters if each not in about}
    if not about:
        yield others
    for parameter in about:
        for row in _model(parameter.removesuffix("_id")).objects.all():
            yield {parameter: row.pk, **others}


def _model(noun: str) -> type[Model]:
    models = [model for model in apps.get_models() if issubclass(model, HallModel)]
    return min(
        (model for model in models if model._meta.model_name.endswith(noun)),
        key=lambda model: len(model._meta.model_name),
    )


def console(site: object, urlconf: str) -> Iterator[str]:
    """Each list of a console, and each row of it."""
    for model in site._registry:  # type: ignore[attr-defined]
        base = f"{site.name}:{model._meta.app_label}_{model._meta.model_name}"  # type: ignore[attr-defined]
        yield reverse(f"{base}_changelist", urlconf=urlconf)
        for row in model._default_manager.all()[:50]:
            yield reverse(f"{base}_change", args=[row.pk], urlconf=urlconf)


def read(browser: Client, found: list[str]) -> dict[str, list[str]]:
    """What each address tells of the secrets, of those that could be read."""
    told = {}
    for address in found:
        answer = browser.get(address)
        assert answer.status_code in READ | NOT_READ, f"{address}: {answer.status_code}"
        if answer.status_code in READ:
            told[address] = nasty.leaks(words(answer))
    return told


@pytest.mark.parametrize("who", ["ana", "bo", "dan"])
def test_no_address_of_a_hall_shows_a_number_whoever_asks(lived: HallRef, who: str) -> None:
    assert HALL_REGISTERED
    with inside(lived):
        found = [*addresses(desk), *addresses(public), *console(hall_site, HALL)]
        cases = [f"/desk/cases/{key}/" for key in Case.objects.values_list("pk", flat=True)]
        collected = f"/desk/cases/{Case.objects.get(collector_name=nasty.COLLECTOR).pk}/"

    told = read(gql.signed_in(who, lived.code), found)

    assert {tuple(secrets) for secrets in told.values()} <= {
        (),
        (nasty.NAME,),
        tuple(sorted(lives.NAMES)),
    }, {address: secrets for address, secrets in told.items() if secrets}
    # The names are there, so the cases were; and each kind of page was opened.
    assert {address: nasty.NAME in told[address] for address in cases} == dict.fromkeys(cases, True)
    assert told["/desk/ledger.xlsx"] == told["/desk/ledger/"] == sorted(lives.NAMES)
    papers = [address for address in told if address.endswith(".pdf")]
    assert len(papers) > 5
    assert {address for address, secrets in told.items() if nasty.COLLECTOR in secrets} == {
        "/desk/ledger/",
        "/desk/ledger.xlsx",
        collected,
    }


def test_the_public_is_told_of_nobody_not_even_who_holds_the_receipt(lived: HallRef) -> None:
    stranger = Client(HTTP_HOST=f"{lived.code}.localhost")
    with inside(lived):
        found, number = list(addresses(public)), Case.objects.earliest("number").number

    told = read(stranger, found)
    progress = stranger.post("/progress/", {"number": number, "tail": nasty.MOBILE[-4:]})

    assert {"/", "/ledger/", "/progress/", "/regulation/"} <= set(told)
    assert {address: secrets for address, secrets in told.items() if secrets} == {}
    assert (progress.status_code, nasty.leaks(words(progress))) == (200, [])


@pytest.mark.parametrize("role", [Role.COUNTY_ADMINISTRATOR, Role.SUPERVISOR])
def test_no_page_of_the_county_tells_of_a_citizen_of_a_hall(lived: HallRef, role: Role) -> None:
    assert COUNTY_REGISTERED
    build.person("head", "Head", None, role)
    browser = gql.signed_in("head", "county")

    told = read(browser, ["/", "/console/", *console(county_site, COUNTY)])

    assert {"/", "/console/"} <= set(told)
    assert {address: secrets for address, secrets in told.items() if secrets} == {}
