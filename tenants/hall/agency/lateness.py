"""Who answers for an agency case that lay too long (代办超时): the agent, else who handles it."""

from county.registry.permissions import Actor
from hall.agency.models import AgencyRecord
from hall.cases.models import Case, Deadline
from hall.conduct.leads import lead
from hall.conduct.models import ConductLead
from hall.regulations.current import regulation


def leads_of_missed_limit(case: Case, missed: Deadline) -> list[ConductLead]:
    """A lead for a limit of agency that was missed; none for one that holds only in principle. Unsaved."""
    rule = regulation(case.regulation_id).rulebook.agency
    if rule is None or missed.what not in (Deadline.What.AGENCY_INSIDE, Deadline.What.AGENCY_UPWARD):
        return []
    is_upward = missed.what == Deadline.What.AGENCY_UPWARD
    if is_upward and rule.is_in_principle:
        return []
    limit = rule.upward if is_upward else rule.inside
    return [
        lead(
            ConductLead.Code.LATE_AGENCY,
            case=case,
            staff=_who_runs(case),
            now=missed.due_at,
            article=(limit.article if limit else None) or rule.article,
            limit=missed.what,
        )
    ]


def _who_runs(case: Case) -> Actor:
    record = AgencyRecord.objects.filter(case=case).first()
    if record is None:
        return Actor(id=case.handler_id, name=case.handler_name)
    return Actor(id=record.agent_id, name=record.agent_name)
