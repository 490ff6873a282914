"""Who may run an agency case: agents (代办员) and staff of the windows.

Roles are the county's and not readable from inside a hall; of others than the one who acts, the hall knows the post
and the windows.
"""

from django.db.models import Q

from county.registry.permissions import Actor, Role
from hall.people.models import Staff
from rules.errors import RuleError

RUNS_CASES = frozenset({Role.AGENT.value, Role.CLERK.value})
POST_OF_AGENTS = "代办"  # 代办员, 全程代办员, 村代办员


def agents() -> list[Staff]:
    """Active staff who may be named as the agent of a case, by name."""
    may = Q(windows__isnull=False) | Q(post__contains=POST_OF_AGENTS)
    return list(Staff.objects.filter(may, is_active=True).distinct().order_by("name", "id"))


def agent_of(user_id: int | None, *, actor: Actor) -> Staff:
    """The member of staff who runs the case; left out, the one who acts. Raises `agent_unknown`."""
    wanted = actor.id if user_id is None else user_id
    found = Staff.objects.filter(user_id=wanted, is_active=True).first() if wanted is not None else None
    if found is None or not _may_run(found, actor):
        raise RuleError("agent_unknown", "The agent must be an agent or window staff of this hall.", "agent")
    return found


def _may_run(staff: Staff, actor: Actor) -> bool:
    if staff.user_id == actor.id and RUNS_CASES & actor.roles:
        return True
    return POST_OF_AGENTS in staff.post or staff.windows.exists()
