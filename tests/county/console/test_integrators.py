"""An integrator's secret: shown once, kept as a hash, and worthless as soon as there is a new one."""

import re

import pytest
from oauth2_provider.models import get_access_token_model
from support import visits

from county.registry.models import Integrator

pytestmark = pytest.mark.django_db


def token(client_id: str, secret: str, place: str = "east") -> int:
    asked = {
        "grant_type": "client_credentials",
        "client_id": client_id,
        "client_secret": secret,
        "scope": "case.read",
    }
    return visits.at(place).post("/oauth/token", asked).status_code


def shown(answer) -> str:
    return re.search(r'<code id="secret">(.+?)</code>', answer.content.decode()).group(1)


@pytest.fixture
def made(chief, east):
    answer = chief.post("/console/registry/integrator/add/", {"name": "数据局", "hall": east.id})
    return Integrator.objects.get(name="数据局"), answer


def test_the_secret_is_shown_once_and_opens_a_token(chief, east, made):
    integrator, answer = made
    secret = shown(answer)

    assert "no-store" in answer["Cache-Control"]
    assert (integrator.hall_id, integrator.client_type) == (east.id, "confidential")
    assert integrator.authorization_grant_type == "client-credentials"
    assert integrator.client_secret != secret
    assert token(integrator.client_id, secret) == 200
    page = chief.get(f"/console/registry/integrator/{integrator.pk}/change/").content.decode()
    assert secret not in page
    assert integrator.client_secret not in page
    assert "secret" not in str(answer.cookies)


def test_a_new_secret_ends_the_old_one_and_its_tokens(chief, made):
    integrator, answer = made
    old = shown(answer)
    token(integrator.client_id, old)
    assert get_access_token_model().objects.count() == 1

    renewed = chief.post(
        f"/console/registry/integrator/{integrator.pk}/change/", {"name": "数据局", "new_secret": "on"}
    )

    assert get_access_token_model().objects.count() == 0
    assert token(integrator.client_id, old) == 401
    assert token(integrator.client_id, shown(renewed)) == 200


def test_renaming_keeps_the_secret_and_the_hall(chief, made, east, west):
    integrator, answer = made

    renamed = chief.post(
        f"/console/registry/integrator/{integrator.pk}/change/", {"name": "大数据局", "hall": west.id}
    )

    assert renamed.status_code == 302
    integrator.refresh_from_db()
    assert (integrator.name, integrator.hall_id) == ("大数据局", east.id)
    assert token(integrator.client_id, shown(answer)) == 200


def test_who_may_only_look_gets_no_secret(inspector, made):
    integrator, _ = made
    before = integrator.client_secret

    answer = inspector.post(
        f"/console/registry/integrator/{integrator.pk}/change/", {"name": "x", "new_secret": "on"}
    )

    assert answer.status_code == 403
    integrator.refresh_from_db()
    assert (integrator.name, integrator.client_secret) == ("数据局", before)
