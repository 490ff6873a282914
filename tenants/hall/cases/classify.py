"""The kind a hall's own scheme gives to a case, from its three facts."""

from rules.classification import CaseFacts, Route, Term, kind_of
from rules.rulebook import Rulebook


def kind_code(
    term: str,
    route: str,
    rulebook: Rulebook,
    *,
    has_awaited_supplement: bool = False,
    was_returned: bool = False,
) -> str:
    """The code of the kind, or "" where the hall's scheme names none (Zengjia names two)."""
    facts = CaseFacts(Term(term), Route(route), has_awaited_supplement, was_returned)
    kind = kind_of(facts, rulebook.kinds)
    return kind.code if kind else ""
