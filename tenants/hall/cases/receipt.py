"""What a receipt opens: the number on it and the end of the applicant's phone number, only together."""

from hmac import compare_digest

from hall.cases.intake import PHONE
from hall.cases.models import Case
from hall.cases.selectors import case_by_number
from hall.people.sealed import seal, unseal

TAIL = 4  # digits
NOBODYS_PHONE = "x" * 11  # its end is no digit, so no tail ever fits


def case_of_receipt(number: str, tail: str) -> Case | None:
    """The case, if both fit. As much work for a number that does not exist as for a wrong tail, and for either as for
    a hit."""
    case = case_by_number(number)
    sealed = case.phone_sealed if case else seal(NOBODYS_PHONE, PHONE)
    fits = compare_digest(unseal(sealed, PHONE)[-TAIL:].encode(), tail.encode())
    return case if fits else None
