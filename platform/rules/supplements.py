"""One notice lists everything (一次性告知): whether a later one asks for what was knowable at the first."""

from collections.abc import Iterable


def knowable_before(items: Iterable[str], *, asked_before: Iterable[str], why_new: str) -> tuple[str, ...]:
    """Which papers a later request asks for that the first could have named: those no earlier request named, unless
    it says why they could not be known then (Administrative Licensing Law art. 32: all that is to be supplied is
    told at once)."""
    if why_new:
        return ()
    before = set(asked_before)
    return tuple(item for item in items if item not in before)
