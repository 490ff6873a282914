"""The only closer of conduct leads: what came of one, said once."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from county.registry.permissions import Actor
from hall.conduct.models import ConductLead
from hall.people import identity
from rules.errors import RuleError

LONGEST = 500


def close_lead(lead_id: UUID, *, outcome: str, finding: str, actor: Actor, now: datetime) -> ConductLead:
    """Close a lead with what was found. Of two who close it at once, one wins and the other is told.

    Raises `outcome_unknown`, `finding_missing`, `text_too_long`, `lead_unknown`, `lead_closed`, and
    `lead_about_yourself`: nobody judges what is reported of themselves.
    """
    if outcome not in ConductLead.Outcome.values:
        raise RuleError("outcome_unknown", "There is no such outcome.", "outcome")
    found = identity.plain_text(finding, "finding", at_most=LONGEST)
    if not found:
        raise RuleError("finding_missing", "Say what was found.", "finding")
    with transaction.atomic():
        lead = _open_lead(lead_id, actor)
        lead.outcome, lead.finding = outcome, found
        lead.closed_at, lead.closed_by = now, actor.name
        lead.save(update_fields=["outcome", "finding", "closed_at", "closed_by"])
    return lead


def _open_lead(lead_id: UUID, actor: Actor) -> ConductLead:
    """The lead, locked until the transaction ends."""
    lead = ConductLead.objects.select_for_update().filter(pk=lead_id).first()
    if lead is None:
        raise RuleError("lead_unknown", "This hall has no such lead.", "id")
    if lead.staff_id is not None and lead.staff_id == actor.id:
        raise RuleError("lead_about_yourself", "A lead about yourself is closed by somebody else.", "id")
    if lead.closed_at is not None:
        raise RuleError("lead_closed", "This lead was closed already.", "id")
    return lead
