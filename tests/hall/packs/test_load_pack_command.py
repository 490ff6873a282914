"""manage.py load_pack fills a provisioned hall, and says what is wrong in a sentence."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from county.halls import inside
from county.provisioning.provision import NewHall, provision
from hall.catalogue.models import Matter

pytestmark = pytest.mark.django_db


def test_a_provisioned_hall_is_filled_once() -> None:
    hall = provision(NewHall(code="taihu", name="太湖乡便民服务中心")).ref
    first, second = StringIO(), StringIO()

    call_command("load_pack", "taihu", stdout=first)
    call_command("load_pack", "taihu", stdout=second)

    assert first.getvalue() == "taihu: 36 articles, 6 windows, 46 matters, 10 people are new\n"
    assert second.getvalue() == "taihu: 0 articles, 0 windows, 0 matters, 0 people are new\n"
    with inside(hall):
        assert Matter.objects.count() == 46


def test_a_hall_that_is_not_there_is_named() -> None:
    with pytest.raises(CommandError, match="no hall taihu: make it with provision_hall first"):
        call_command("load_pack", "taihu")


def test_a_hall_without_a_pack_is_told_so() -> None:
    with pytest.raises(CommandError, match="east: there is no such pack"):
        call_command("load_pack", "east")
