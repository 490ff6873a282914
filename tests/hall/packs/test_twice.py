"""Every pack loaded twice: each table of county and hall, row by row, is what it was."""

from datetime import timedelta
from hashlib import sha256

import pytest
from django.db import connection
from support import build

from county.halls import HallRef, inside
from county.provisioning.provision import NewHall, provision
from hall.catalogue.models import Matter, Window
from hall.packs.load import Loaded, load_departments, load_pack
from hall.packs.read import pack_codes, read_departments
from hall.packs.shape import Pack

pytestmark = pytest.mark.django_db

LATER = build.NOW + timedelta(days=400)
NOTHING = Loaded(articles=0, windows=0, matters=0, people=0)
TABLES = "SELECT format('%%I.%%I', schemaname, tablename) FROM pg_tables WHERE schemaname = %s ORDER BY 1"


def rows_of_every_table(hall: HallRef) -> dict[str, str]:
    """A digest of the rows of each table of the county and of the hall, as PostgreSQL writes them down."""
    found = {}
    with connection.cursor() as cursor:
        for schema in ("public", hall.schema_name):
            cursor.execute(TABLES, [schema])
            for (table,) in cursor.fetchall():
                cursor.execute(f"SELECT t::text FROM {table} t ORDER BY 1")
                found[table] = sha256("\n".join(row for (row,) in cursor.fetchall()).encode()).hexdigest()
    return found


@pytest.mark.parametrize("code", pack_codes())
def test_loading_a_pack_twice_changes_no_row_of_any_table(all_packs: dict[str, Pack], code: str) -> None:
    pack = all_packs[code]
    hall = provision(NewHall(code=code, name=pack.hall.name, kind=pack.hall.kind)).ref
    empty = rows_of_every_table(hall)
    load_departments(read_departments())
    first = load_pack(hall, pack, now=build.NOW)
    before = rows_of_every_table(hall)

    assert load_departments(read_departments()) == 0
    assert load_pack(hall, pack, now=LATER) == NOTHING

    assert rows_of_every_table(hall) == before
    changed = {table.partition(".")[2] for table in before if before[table] != empty[table]}
    assert {"office_profile", "people_staff", "regulations_regulationversion"} <= changed
    assert first.windows == len(pack.windows)
    assert ("catalogue_window" in changed) is bool(pack.windows)


def test_the_county_hall_keeps_its_oddities_when_loaded(zhengwu: Pack) -> None:
    hall = provision(NewHall(code="zhengwu", name=zhengwu.hall.name)).ref
    assert load_pack(hall, zhengwu, now=build.NOW) == Loaded(articles=12, windows=67, matters=176, people=30)
    with inside(hall):
        windows = list(Window.objects.all())
        assert [(each.number, each.code) for each in windows] == [
            (each.number, each.code) for each in zhengwu.windows
        ]
        bank, monthly = (next(each for each in windows if each.number == number) for number in (15, 3))
        assert (bank.provider, bank.phone, bank.floor, bank.departments) == ("self_service", "", 1, [])
        assert (monthly.days_of_month, monthly.working_days) == ("20", (20,))
        assert [each.number for each in windows if each.joint_code == "home-transfer"] == [21, 22]
        assert [each.number for each in windows if each.provider == "firm"] == [67, 68, 69]
        assert Matter.objects.get(code="ZW-WJ-03").department == "education"
