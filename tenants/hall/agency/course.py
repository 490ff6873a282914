"""③ The course of an agency case: the citizen agrees, and the case passes the stations of the hall, each a step."""

from datetime import datetime
from uuid import UUID

from county.registry.permissions import Actor
from hall.agency.agents import agent_of
from hall.agency.check import check_consent, check_is_agency, passed_by, stations_of
from hall.agency.limits import limits_at
from hall.agency.models import AgencyRecord, AgencyStation
from hall.cases.models import Case, CaseEvent
from hall.cases.transition import Change, apply
from hall.cases.words import checked_words, moment
from hall.keys import uuid7
from hall.notices.issue import notice
from hall.notices.models import Notice
from hall.people import identity
from hall.regulations.current import regulation
from rules.agency import check_station
from rules.errors import RuleError
from rules.hours import written
from rules.tables.named import NamedRule
from rules.transitions import Action

LONGEST_WORDS, LONGEST_REFERENCE = 300, 60
# Stations that are a paper of their own.
PAPERS = {
    "forwarded_case_notice": Notice.Kind.FORWARDED,  # 上报件告知书
    "handover_sheet": Notice.Kind.HANDOVER,  # 代办件交接表
    "registration_form": Notice.Kind.AGENCY,  # 代办事项登记表
}


def record_consent(
    case_id: UUID,
    *,
    how: str,
    words: str,
    actor: Actor,
    now: datetime,
    agent_id: int | None = None,
    consent_at: datetime | None = None,
    expected_version: int | None = None,
) -> CaseEvent:
    """The citizen agrees to agency: when (now, if left out; not before receipt), how, what shows it; and who runs the
    case (the one who records it, if left out). Raises `not_an_agency_case`, `consent_how_unknown`, `reason_missing`,
    `agent_unknown`, `consent_on_record`, `moment_out_of_range`."""
    if how not in AgencyRecord.How.values:
        raise RuleError("consent_how_unknown", "Consent is given in person, in writing or by phone.", "how")
    shown = checked_words(words, "words", at_most=LONGEST_WORDS)

    def decide(case: Case) -> Change:
        check_is_agency(case)
        if AgencyRecord.objects.filter(case=case).exists():
            raise RuleError("consent_on_record", "The citizen's consent is on record already.", "status")
        agent = agent_of(agent_id, actor=actor)
        record = AgencyRecord(
            id=uuid7(now),
            case=case,
            consent_at=moment(consent_at or now, "consentAt", first=case.received_at, last=now),
            consent_how=how,
            consent_words=shown,
            agent_id=agent.user_id,
            agent_name=agent.name,
            recorded_at=now,
            recorded_by=actor.name,
        )
        return Change(data={"how": how, "consent_at": written(record.consent_at)}, rows=(record,))

    return apply(
        case_id, Action.CONSENT, actor=actor, now=now, expected_version=expected_version, decide=decide
    )


def advance_agency(
    case_id: UUID,
    *,
    station: str,
    actor: Actor,
    now: datetime,
    note: str = "",
    reference: str = "",
    expected_version: int | None = None,
) -> CaseEvent:
    """The case passes the next station of its hall; a station that is a paper issues it. Raises
    `not_an_agency_case`, `consent_missing`, `station_unknown`, `station_out_of_order`, and those of texts."""
    said = identity.plain_text(note, "note", at_most=LONGEST_WORDS)
    filed_as = identity.plain_text(reference, "reference", at_most=LONGEST_REFERENCE)

    def decide(case: Case) -> Change:
        check_is_agency(case)
        consent = check_consent(case)
        along, passed = stations_of(case), passed_by(case)
        named = check_station(along, passed, station)
        row = AgencyStation(
            id=uuid7(now),
            case=case,
            number=len(passed) + 1,
            code=named.code,
            name=named.name,
            english=named.english,
            at=now,
            by=actor.name,
            reference=filed_as,
            note=said,
        )
        moved = limits_at(case, named, along, passed, now=now)
        paper = _paper(case, named, consent, row, actor=actor, now=now)
        return Change(data={"station": named.code, "number": row.number}, rows=(row, *paper, *moved))

    return apply(
        case_id, Action.ADVANCE_AGENCY, actor=actor, now=now, expected_version=expected_version, decide=decide
    )


def _paper(
    case: Case, named: NamedRule, consent: AgencyRecord, row: AgencyStation, *, actor: Actor, now: datetime
) -> tuple[Notice, ...]:
    """The paper that the station is, if it is one."""
    kind = PAPERS.get(named.code)
    if kind is None:
        return ()
    heading = regulation(case.regulation_id).rulebook.heading(named.article) if named.article else ""
    return (
        notice(
            case,
            kind,
            actor=actor,
            now=now,
            station=named.name,
            agent=consent.agent_name,
            consent_at=written(consent.consent_at),
            consent_how=consent.consent_how,
            reference=row.reference,
            note=row.note,
            article=heading,
        ),
    )
