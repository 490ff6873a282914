"""The name a hall gives to a case: three facts matched, in order, against the hall's own scheme of kinds."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from types import MappingProxyType

from rules.tables.reading import Row
from rules.trace import Sentence, TraceLine

MATCHED = Sentence("kind_matched", "Called %(name)s because of its facts: %(facts)s.")
MATCHED_ALL = Sentence("kind_matched_all", "Called %(name)s, the kind the scheme gives to any case.")


class Term(StrEnum):
    INSTANT = "instant"
    COMMITMENT = "commitment"


class Route(StrEnum):
    OWN = "own"
    JOINT = "joint"
    AGENCY = "agency"
    FORWARDED = "forwarded"


@dataclass(frozen=True)
class CaseFacts:
    """Term, route, and what has happened: kept apart, because each hall names other combinations of them."""

    term: Term
    route: Route
    has_awaited_supplement: bool = False
    was_returned: bool = False


FACTS = tuple(each.name for each in fields(CaseFacts))
NAMED_FACTS: dict[str, type[Term] | type[Route]] = {"term": Term, "route": Route}
Asked = bool | tuple[str, ...]  # of a flag its value, of the term and the route those that will do


@dataclass(frozen=True)
class KindRule:
    """A kind and the facts it asks for. `when` holds fields of CaseFacts; empty, it fits any case."""

    code: str
    name: str
    when: Mapping[str, Asked]
    english: str = ""
    article: str | None = None

    def fits(self, facts: CaseFacts) -> bool:
        return all(
            getattr(facts, fact) in asked if isinstance(asked, tuple) else getattr(facts, fact) is asked
            for fact, asked in self.when.items()
        )


@dataclass(frozen=True)
class Kind:
    """What a case is called in its hall, and why."""

    code: str
    name: str
    english: str = ""
    article: str | None = None
    trace: tuple[TraceLine, ...] = ()


def kind_of(facts: CaseFacts, scheme: tuple[KindRule, ...]) -> Kind | None:
    """The first kind of the scheme that fits; None when the hall has no name for such a case."""
    for rule in scheme:
        if rule.fits(facts):
            sentence = MATCHED if rule.when else MATCHED_ALL
            line = sentence.citing(
                rule.article, name=rule.name, english=rule.english, facts=_matched(facts, rule)
            )
            return Kind(rule.code, rule.name, rule.english, rule.article, (line,))
    return None


def read_kind(row: Row) -> KindRule:
    """`[[kinds]]` code name english article; when = {term route has_awaited_supplement was_returned}; several
    routes that are called the same stand in a list, and so do terms."""
    return KindRule(
        code=row.code("code"),
        name=row.text("name"),
        english=row.text("english"),
        article=row.article(),
        when=MappingProxyType(row.table("when", _read_when) or {}),
    )


def _read_when(row: Row) -> dict[str, Asked]:
    when: dict[str, Asked] = {}
    for fact in FACTS:
        if row.has(fact):
            options = NAMED_FACTS.get(fact)
            when[fact] = row.one_or_more(fact, options) if options else row.flag(fact)
    return when


def _matched(facts: CaseFacts, rule: KindRule) -> dict[str, str | bool]:
    """The facts of this case that the rule asked for, as JSON keeps them."""
    found = {fact: getattr(facts, fact) for fact in rule.when}
    return {fact: value if isinstance(value, bool) else str(value) for fact, value in found.items()}
