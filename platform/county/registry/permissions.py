"""Who may do what: roles, and the permissions each one carries, as a table."""

from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Role(StrEnum):
    """What a person is in a hall, or in the county."""

    ADMINISTRATOR = "administrator"
    DIRECTOR = "director"
    CLERK = "clerk"
    AGENT = "agent"
    DISCIPLINE_OFFICER = "discipline_officer"
    COUNTY_ADMINISTRATOR = "county_administrator"
    SUPERVISOR = "supervisor"

    @property
    def label(self) -> Promise:
        return LABELS[self]


LABELS: dict[Role, Promise] = {
    Role.ADMINISTRATOR: _("hall administrator"),
    Role.DIRECTOR: _("director"),
    Role.CLERK: _("window clerk"),
    Role.AGENT: _("agent"),
    Role.DISCIPLINE_OFFICER: _("discipline officer"),
    Role.COUNTY_ADMINISTRATOR: _("county administrator"),
    Role.SUPERVISOR: _("county supervisor"),
}

CASE_READ = "case.read"
CASE_INTAKE = "case.intake"
CASE_ACCEPT = "case.accept"
CASE_DECLINE = "case.decline"
CASE_COMPLETE = "case.complete"
CASE_COLLECT = "case.collect"
CASE_WITHDRAW = "case.withdraw"
CASE_SUPPLEMENT = "case.supplement"
CASE_STOP = "case.stop_clock"
CASE_EXTEND = "case.extend"
CASE_URGE = "case.urge"
CASE_REVIEW = "case.review"
CASE_RATE = "case.rate"
JOINT_LEAD = "joint.lead"
JOINT_DECIDE = "joint.decide"
AGENCY_RUN = "agency.run"
FEE_RECORD = "fee.record"
NOTICE_ISSUE = "notice.issue"
RECEPTION_WORK = "reception.work"
RATING_FOLLOW_UP = "rating.follow_up"
CONDUCT_REPORT = "conduct.report"
CONDUCT_READ = "conduct.read"
PERSON_UNMASK = "person.unmask"
LEDGER_EXPORT = "ledger.export"
HALL_READ = "hall.read"
HALL_CONFIGURE = "hall.configure"
COUNTY_READ = "county.read"
COUNTY_CONFIGURE = "county.configure"

CASE_WORK = frozenset(
    {
        CASE_READ,
        CASE_INTAKE,
        CASE_ACCEPT,
        CASE_DECLINE,
        CASE_COMPLETE,
        CASE_COLLECT,
        CASE_WITHDRAW,
        CASE_SUPPLEMENT,
        CASE_STOP,
        CASE_EXTEND,
        JOINT_LEAD,
        JOINT_DECIDE,
        AGENCY_RUN,
        FEE_RECORD,
        NOTICE_ISSUE,
        RECEPTION_WORK,
        CONDUCT_REPORT,
    }
)
# What those answer for who answer for the hall: they urge, review what was refused, follow up bad ratings.
CENTRE_WORK = frozenset({CASE_URGE, CASE_REVIEW, RATING_FOLLOW_UP, CONDUCT_READ})

TABLE: dict[Role, frozenset[str]] = {
    Role.ADMINISTRATOR: CASE_WORK | CENTRE_WORK | {PERSON_UNMASK, LEDGER_EXPORT, HALL_READ, HALL_CONFIGURE},
    Role.DIRECTOR: CASE_WORK | CENTRE_WORK | {PERSON_UNMASK, LEDGER_EXPORT, HALL_READ},
    Role.CLERK: CASE_WORK | {PERSON_UNMASK, LEDGER_EXPORT},
    Role.AGENT: CASE_WORK,
    Role.DISCIPLINE_OFFICER: frozenset(
        {CASE_READ, LEDGER_EXPORT, HALL_READ, CASE_URGE, CONDUCT_READ, CONDUCT_REPORT}
    ),
    Role.COUNTY_ADMINISTRATOR: frozenset({COUNTY_READ, COUNTY_CONFIGURE}),
    Role.SUPERVISOR: frozenset({COUNTY_READ}),
}

# What an integrator's token may carry; a scope is a permission.
SCOPES = {
    CASE_READ: "Read cases and their progress",
    CASE_INTAKE: "Take in cases",
    CASE_ACCEPT: "Accept cases",
    CASE_DECLINE: "Decline cases",
    CASE_COMPLETE: "Complete cases",
    CASE_COLLECT: "Record that a result was collected",
    CASE_WITHDRAW: "Withdraw cases for their applicants",
    CASE_SUPPLEMENT: "Ask for missing papers and record that they came",
    CASE_STOP: "Stop and resume the clock of cases",
    CASE_EXTEND: "Ask for extensions",
    CASE_RATE: "Pass on an applicant's rating",
    JOINT_LEAD: "Lead joint cases",
    AGENCY_RUN: "Carry agency cases through their stations",
    FEE_RECORD: "Record fees paid",
    NOTICE_ISSUE: "Issue notices",
    RECEPTION_WORK: "Record and read first contacts",
    CONDUCT_REPORT: "Pass on what a citizen reports of conduct",
    COUNTY_READ: "Read county figures",
}


@dataclass(frozen=True)
class Actor:
    """Whoever acts in a request or task: a signed-in person, an integrator, or nobody."""

    id: int | None = None
    name: str = ""
    permissions: frozenset[str] = field(default_factory=frozenset)
    roles: frozenset[str] = field(default_factory=frozenset)
    client: str = ""  # an integrator's client id; empty for people

    @property
    def is_known(self) -> bool:
        return self.id is not None or bool(self.client)

    def may(self, permission: str) -> bool:
        return permission in self.permissions


NOBODY = Actor()


def permissions_of(roles: frozenset[str]) -> frozenset[str]:
    """All permissions that these roles carry together."""
    return frozenset().union(*(TABLE[Role(role)] for role in roles))
