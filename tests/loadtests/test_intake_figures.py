"""The arithmetic of the intake bench: ratios within a round, processor time per request, requests of one length."""

from loadtests.bench.intake import figures
from loadtests.bench.intake.clients import KEY, Answered, Target, request_to, with_key
from loadtests.bench.intake.figures import Turn
from loadtests.bench.intake.said import Said


def turns(*rates, app=1.0, database=1.0):
    return [Turn(rate=rate, p50=1, p99=2, app_cpu=app, database_cpu=database) for rate in rates]


def test_a_turn_counts_per_request():
    found = figures.turn(Answered(2.0, [float(n) for n in range(1, 101)]), app=0.3, database=0.1)

    assert (found.rate, found.p50, found.p99) == (50, 50.5, 100)
    assert (found.app_cpu, found.database_cpu, found.cpu) == (3, 1, 4)


def test_only_what_ran_in_the_same_round_is_compared():
    # The machine slows down four times in the second round; the ratio of medians would be 6 and 2.
    rounds = {
        "ours": turns(600, 150, 600, app=1.5),
        "stock": turns(100, 25, 60, app=10, database=10),
        "bare": turns(800, 200, 1200, app=0.5, database=0.5),
    }

    assert figures.ratios(rounds) == {
        "rate_vs_stock": 6,
        "rate_vs_bare": 0.75,
        "cpu_vs_stock": 0.125,
        "cpu_vs_bare": 2.5,
    }
    stock = figures.rows(rounds)[1]
    assert (stock["variant"], stock["rate"], stock["rates"]) == ("stock", 60, [100, 25, 60])
    assert (stock["rate_vs_stock"], stock["rate_vs_bare"]) == (1, 0.12)


def test_a_variant_without_an_application_has_no_processor_time_of_one():
    rounds = {name: turns(10) for name in ("ours", "stock", "bare")} | {"pgbench": turns(20, app=None)}

    table = figures.table(rounds, {name: name for name in rounds})

    assert figures.rows(rounds)[3]["app_cpu_ms"] is None
    assert table.splitlines()[4].split() == ["pgbench", "20", "1", "2", "-", "1.0", "2.0", "2.0", "20"]


def test_a_request_says_how_long_it_is_whatever_its_key():
    parts = request_to(Target("a.localhost", "token", "a", 1))
    first, later = with_key(parts, "ours-1", 1), with_key(parts, "ours-1-warm", 99_999)

    assert len(first) == len(later)
    head, _, body = first.partition(b"\r\n\r\n")
    assert f"Content-Length: {len(body)}".encode() in head
    assert b'"ours-1-1' + b"." * (KEY - 8) + b'"' in body


def test_ids_and_key_are_renewed_wherever_they_stand():
    heard = Said([], ids=["id-a", "id-b"], key="the key")

    assert heard.renewed('{"id":"id-a","of":"id-b","key":"the key"}', ["1", "2"], "new") == (
        '{"id":"1","of":"2","key":"new"}'
    )
