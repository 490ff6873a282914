"""Signing in, the language, and the pages for what goes wrong."""

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from support import build

pytestmark = pytest.mark.django_db


def test_ana_signs_in_and_stands_at_her_desk(visit):
    browser = visit()

    answer = browser.post("/login/", {"username": "ana", "password": build.PASSWORD})

    assert (answer.status_code, answer["Location"]) == (302, "/desk/")
    page = browser.get("/desk/").content.decode()
    assert "<h1>Worklist</h1>" in page
    assert '<span class="who">Ana</span>' in page


def test_one_is_led_back_to_where_one_wanted_to_go_but_never_to_another_site(visit):
    typed = {"username": "ana", "password": build.PASSWORD}

    assert visit().post("/login/", {**typed, "next": "/desk/ledger/"})["Location"] == "/desk/ledger/"
    assert visit().post("/login/", {**typed, "next": "https://evil.example/"})["Location"] == "/desk/"
    assert visit().post("/login/", {**typed, "next": "//evil.example/"})["Location"] == "/desk/"
    # A word is an address too, and not the name of a view.
    assert visit().post("/login/", {**typed, "next": "logout"})["Location"] == "logout"


@pytest.mark.parametrize(
    ("username", "password"),
    [("ana", "wrong"), ("nobody", "wrong"), ("wei", build.PASSWORD), ("inspector", build.PASSWORD)],
)
def test_a_wrong_name_and_a_wrong_password_and_another_hall_get_the_same_answer(visit, username, password):
    before = Session.objects.count()

    answer = visit().post("/login/", {"username": username, "password": password})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "This name and password do not open this place." in page
    assert f'value="{username}"' in page
    assert password not in page
    assert Session.objects.count() == before


def test_signing_out_needs_a_button_and_ends_the_session(visit):
    browser = visit("ana")

    assert browser.get("/logout/").status_code == 405
    assert browser.post("/logout/")["Location"] == "/"
    assert browser.get("/desk/").status_code == 302


def test_the_language_is_switched_without_a_token_and_kept(visit):
    browser = visit(enforce_csrf_checks=True)

    answer = browser.post("/language/", {"language": "zh-hans", "next": "/progress/"})

    assert (answer.status_code, answer["Location"]) == (302, "/progress/")
    assert answer.cookies[settings.LANGUAGE_COOKIE_NAME].value == "zh-hans"
    page = browser.get("/login/").content.decode()
    assert '<html lang="zh-Hans">' in page
    assert "east便民服务中心" in page
    assert "East Hall" in visit().get("/login/").content.decode()


def test_chinese_is_what_a_browser_gets_that_asks_for_nothing(db):
    page = Client(HTTP_HOST="east.localhost").get("/").content.decode()

    assert '<html lang="zh-Hans">' in page


def test_a_form_without_its_token_is_answered_with_a_sentence(visit):
    answer = visit("ana", enforce_csrf_checks=True).post("/desk/intake/", {"matter": "M-10"})

    assert answer.status_code == 403
    assert "This form has expired." in answer.content.decode()


def test_an_unknown_host_is_a_page_of_its_own_and_never_the_county(db):
    answer = Client(HTTP_HOST="nowhere.localhost").get("/")

    page = answer.content.decode()
    assert answer.status_code == 404
    assert answer.wsgi_request.id in page
    assert "/static/" not in page
    assert "/login/" not in page


@pytest.mark.parametrize("host", ["east", "county"])
def test_a_missing_page_says_so_with_the_number_of_the_request(visit, host):
    answer = visit(host=host).get("/no/such/page/")

    page = answer.content.decode()
    assert answer.status_code == 404
    assert "There is no such page." in page
    assert answer.wsgi_request.id in page


def test_a_failure_says_that_nothing_was_kept_and_shows_no_detail(visit, monkeypatch):
    def fails(*args: object, **kwargs: object) -> None:
        raise RuntimeError("13800138000")

    monkeypatch.setattr("hall.public.home.directory", fails)
    answer = visit(raise_request_exception=False).get("/")

    page = answer.content.decode()
    assert answer.status_code == 500
    assert "Something went wrong on our side." in page
    assert answer.wsgi_request.id in page
    assert "13800138000" not in page


def test_the_api_gets_its_errors_as_data(visit):
    answer = visit().get("/graphql/no/such/thing")

    assert answer.status_code == 404
    assert answer.json() == {
        "errors": [{"message": "There is no such page.", "extensions": {"code": "not_found"}}]
    }


def test_a_cookie_that_cannot_be_a_session_is_a_stranger(visit):
    browser = visit()
    browser.cookies.load({"sessionid": "aaaaaaaa\x00bbb"})

    assert browser.get("/").status_code == 200
    assert browser.get("/desk/")["Location"] == "/login/?next=/desk/"
