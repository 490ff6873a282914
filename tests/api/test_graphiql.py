"""The editor: for those signed in, from this host's own files only."""

import re
from html import unescape

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from support import gql

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("at", "by", "named"), [("east", "ana", "east便民服务中心"), ("county", "inspector", "")]
)
def test_the_editor_loads_nothing_from_elsewhere(cast, at, by, named):
    response = gql.signed_in(by, at).get("/graphiql/")
    page = response.content.decode()

    assert response.status_code == 200
    assert named in page
    loaded = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert all(each.startswith("/") and not each.startswith("//") for each in loaded)
    files = [each.removeprefix("/static/") for each in loaded if each.startswith("/static/")]
    assert len(files) == 7
    assert all(finders.find(each) for each in files)


def test_a_stranger_is_shown_the_way_in(east):
    response = Client(HTTP_HOST="east.localhost").get("/graphiql/")

    assert (response.status_code, response.headers["Location"]) == (302, "/login/?next=/graphiql/")


@pytest.mark.parametrize(
    ("at", "by", "answered"), [("east", "ana", "windows"), ("county", "inspector", "board")]
)
def test_the_question_it_opens_with_has_an_answer(cast, at, by, answered):
    page = gql.signed_in(by, at).get("/graphiql/").content.decode()

    asked = unescape(re.search(r'data-first="([^"]+)"', page)[1])

    answer = gql.ask(asked, at=at, by=by)
    assert answer.codes == []
    assert answer.data[answered]
