"""The ladder of accountability as a hall's own table: its rungs, and what leads to each of them."""

from dataclasses import dataclass

from rules.tables.penalties import Liable
from rules.tables.reading import Row


@dataclass(frozen=True)
class Trigger:
    """What leads to a rung of accountability.

    With `times`, only from that many times on; `within_first_urge`: only if the late matter was finished by the
    limit of the first urge; `after_rung`: only for somebody who has stood on that rung before. `applies_to` is
    on whom the rung falls.
    """

    code: str
    text: str
    english: str
    times: int | None = None
    within_first_urge: bool = False
    after_rung: int | None = None
    applies_to: Liable = Liable.PERSON


@dataclass(frozen=True)
class AccountabilityRung:
    """One rung; `consequences` are codes of `[[consequences]]`, such as a change of post.

    In the case `grave_when` describes (a crime, say) `grave_consequences` follow as well.
    """

    rung: int
    name: str
    english: str
    triggers: tuple[Trigger, ...]
    article: str
    consequences: tuple[str, ...] = ()
    grave_when: str | None = None
    grave_consequences: tuple[str, ...] = ()


def read_rung(row: Row) -> AccountabilityRung:
    """`[[accountability]]` rung name english article consequences? grave_when? with grave_consequences; triggers =
    [{code text english times? within_first_urge? after_rung? applies_to? ("person")}]"""
    rung = AccountabilityRung(
        rung=row.number("rung"),
        name=row.text("name"),
        english=row.text("english"),
        triggers=row.rows("triggers", _read_trigger),
        article=row.article(),
        consequences=row.codes("consequences"),
        grave_when=row.optional_text("grave_when"),
        grave_consequences=row.codes("grave_consequences"),
    )
    if not rung.triggers:
        raise row.refuse("triggers", "%(where)s must say what leads to this rung.")
    if rung.grave_consequences and rung.grave_when is None:
        raise row.refuse("grave_when", "%(where)s must say when the grave case is given.")
    if rung.grave_when and not rung.grave_consequences:
        raise row.refuse("grave_consequences", "%(where)s is missing.")
    return rung


def _read_trigger(row: Row) -> Trigger:
    return Trigger(
        code=row.code("code"),
        text=row.text("text"),
        english=row.text("english"),
        times=row.optional_number("times"),
        within_first_urge=row.flag("within_first_urge"),
        after_rung=row.optional_number("after_rung"),
        applies_to=row.optional_choice("applies_to", Liable) or Liable.PERSON,
    )


def check_ladder(book: Row, ladder: tuple[AccountabilityRung, ...]) -> None:
    """Rungs rise one by one, no trigger stands on two of them, and `after_rung` is a lower one."""
    seen: set[str] = set()
    for at, rung in enumerate(ladder):
        if rung.rung != at + 1:
            raise book.refuse(
                f"accountability[{at}].rung",
                "%(where)s must be %(expected)s: rungs rise one by one.",
                expected=at + 1,
            )
        for which, trigger in enumerate(rung.triggers):
            where = f"accountability[{at}].triggers[{which}]"
            if trigger.code in seen:
                raise book.refuse(f"{where}.code", "%(where)s repeats %(value)s.", value=trigger.code)
            if trigger.after_rung is not None and trigger.after_rung >= rung.rung:
                raise book.refuse(f"{where}.after_rung", "%(where)s must be a rung below this one.")
            seen.add(trigger.code)
