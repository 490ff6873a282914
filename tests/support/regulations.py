"""A later version of a test hall's regulation, on its way through the verbs. Call inside the hall."""

from typing import Any

from hall.office.models import AuditLine
from hall.regulations.lifecycle import check, draft, publish
from hall.regulations.models import RegulationVersion


def tables(number: str = "2026-1", effective_on: str = "2026-06-01", **changed: Any) -> dict[str, Any]:
    """Those of the hall's first version, as a new one."""
    first = RegulationVersion.objects.get(number="2012-1").tables
    return {**first, "number": number, "effective_on": effective_on, **changed}


def published(verbs: dict[str, Any], *named: str, **changed: Any) -> RegulationVersion:
    """A version that went all the way; `verbs` is who acts, and when."""
    version = draft(tables(*named, **changed), **verbs)
    check(version.pk, revision=1, **verbs)
    return publish(version.pk, revision=1, **verbs)


def stored() -> tuple[object, ...]:
    """All versions and audit lines as they stand; equal before and after means that nothing happened."""
    return (*RegulationVersion.objects.order_by("pk").values(), *AuditLine.objects.values())
