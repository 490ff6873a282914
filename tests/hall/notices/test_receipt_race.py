"""Two windows that issue the receipt of one case in the same moment: there is one, and both get it."""

from datetime import timedelta

from support import build
from support.race import held_after, threads

from county.halls import inside
from hall.notices.issue import issue_receipt
from hall.notices.models import Notice

LATER = build.NOW + timedelta(minutes=1)


def test_of_two_at_once_the_first_counts_and_the_second_gets_it(own_hall):
    ana = build.actor("ana")
    with inside(own_hall):
        case = build.case(ana)

    with threads(own_hall) as start, held_after("hall.notices.issue.notice", "slow") as held:
        slow = start("slow", lambda: issue_receipt(case.pk, actor=ana, now=LATER))
        held.wait_until_there()  # it has seen that there is none, and is about to write its own
        quick = start("quick", lambda: issue_receipt(case.pk, actor=ana, now=build.NOW)).result()
        held.go_on.set()
        assert slow.result().pk == quick.pk

    with inside(own_hall):
        assert list(Notice.objects.values_list("pk", "issued_at")) == [(quick.pk, build.NOW)]
