"""What an agency case needs before it may go on or be completed."""

from hall.agency.models import AgencyRecord, AgencyStation
from hall.cases.models import Case
from hall.regulations.current import regulation
from rules.agency import must_be_filed, stations
from rules.classification import Route
from rules.errors import RuleError
from rules.tables.named import NamedRule


def check_is_agency(case: Case) -> None:
    """Raises `not_an_agency_case`."""
    if case.route != Route.AGENCY:
        raise RuleError("not_an_agency_case", "This case is not run by agency.", "id")


def check_consent(case: Case) -> AgencyRecord:
    """The consent on record. Raises `consent_missing`: agency is voluntary."""
    record = AgencyRecord.objects.filter(case=case).first()
    if record is None:
        raise RuleError("consent_missing", "First record that the citizen agrees to agency.", "status")
    return record


def check_stations(case: Case) -> None:
    """An agency case is completed with the citizen's consent and after it was filed upward; any other case passes.
    Raises `consent_missing`, `not_filed_upward`."""
    if case.route != Route.AGENCY:
        return
    check_consent(case)
    if must_be_filed(stations_of(case), passed_by(case)):
        raise RuleError("not_filed_upward", "This agency case has not been filed upward yet.", "status")


def stations_of(case: Case) -> tuple[NamedRule, ...]:
    """The stations of its hall, by the regulation the case is pinned to."""
    return stations(regulation(case.regulation_id).rulebook.agency)


def passed_by(case: Case) -> tuple[str, ...]:
    """Codes of the stations it has passed, in order."""
    return tuple(AgencyStation.objects.filter(case=case).order_by("number").values_list("code", flat=True))
