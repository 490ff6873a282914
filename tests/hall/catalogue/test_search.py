"""The matters on offer: of open windows, in the order in which the windows stand."""

import pytest
from support import build

from hall.catalogue.models import Matter, Window
from hall.catalogue.search import offered_matters

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("in_east")
def test_matters_come_in_the_order_of_their_windows_not_of_their_codes() -> None:
    general = Window.objects.create(stands_after=1, code="z-general", name="综合", departments=["tax"])
    last = Window.objects.create(number=70, code="a-last", name="帮办", departments=["tax"])
    build._matter(last, "A-1", "帮办服务", term="instant", promised_limit=0)
    build._matter(general, "B-1", "代收材料", term="instant", promised_limit=0)
    Matter.objects.filter(code="M-0").update(is_active=False)

    assert [matter.code for matter in offered_matters()] == ["M-10", "B-1", "A-1"]
