"""What the public is told of the hall: one row, changed at the console, on record, and then on the public site."""

import pytest
from django.test import Client

from county.halls import inside
from hall.office.models import AuditLine, Profile

pytestmark = pytest.mark.django_db
NEW = {
    "address": "新街 9 号",
    "phone": "0000-1234999",
    "office": "",
    "complaint_phone": "0000-1234998",
    "complaint_box": "",
    "leader": "",
}


@pytest.fixture
def profile(east) -> Profile:
    with inside(east):
        Profile.objects.all().delete()
        return Profile.objects.create(address="旧街", phone="0000-1")


def test_the_list_of_one_row_is_the_row(bo, profile):
    answer = bo.get("/console/office/profile/")

    assert (answer.status_code, answer["Location"]) == (302, f"/console/office/profile/{profile.pk}/change/")
    assert "旧街" in bo.get(answer["Location"]).content.decode()


def test_a_changed_phone_is_on_record_and_on_the_public_site(bo, east, profile):
    assert bo.post(f"/console/office/profile/{profile.pk}/change/", NEW).status_code == 302

    with inside(east):
        line = AuditLine.objects.get()
    assert line.action == "profile.change"
    assert sorted(line.detail["fields"]) == ["address", "complaint_phone", "phone"]
    page = Client(HTTP_HOST="east.localhost").get("/").content.decode()
    assert "新街 9 号" in page
    assert "0000-1234998" in page


def test_there_is_never_a_second_one(bo, east, profile):
    assert bo.post("/console/office/profile/add/", NEW).status_code == 403

    with inside(east):
        assert list(Profile.objects.values_list("address", flat=True)) == ["旧街"]


def test_a_hall_without_one_is_given_one(bo, east):
    with inside(east):
        Profile.objects.all().delete()

    assert bo.get("/console/office/profile/").status_code == 200
    assert bo.post("/console/office/profile/add/", NEW).status_code == 302

    with inside(east):
        assert Profile.objects.get().phone == "0000-1234999"


def test_who_may_only_look_changes_nothing(dan, east, profile):
    assert dan.post(f"/console/office/profile/{profile.pk}/change/", NEW).status_code == 403

    with inside(east):
        assert Profile.objects.get().address == "旧街"
        assert AuditLine.objects.count() == 0


def test_the_audit_trail_says_in_words_what_was_done(bo, dan, profile):
    bo.post(f"/console/office/profile/{profile.pk}/change/", NEW)

    assert "profile changed" in dan.get("/console/office/auditline/").content.decode()
