"""Whether a GraphQL answer is good: a status of 200 says nothing."""

import json
from typing import Any


def read(text: str | None) -> tuple[dict[str, Any], str | None]:
    """The `data` of an answer and what it complains of; None when it is good.

    Errors of the request and errors that a mutation returns as data are both complaints.
    """
    try:
        said = json.loads(text or "null")
    except ValueError:
        said = None
    if not isinstance(said, dict) or not said.keys() & {"data", "errors"}:
        return {}, "not a GraphQL answer"
    if errors := said.get("errors"):
        return {}, _said(errors[0].get("extensions", {}).get("code"), errors[0])
    data = said["data"]
    if not isinstance(data, dict):
        return {}, "no data"
    for payload in data.values():
        if isinstance(payload, dict) and (errors := payload.get("errors")):
            return {}, _said(errors[0].get("code"), errors[0])
    return data, None


def _said(code: str | None, error: dict[str, Any]) -> str:
    return f"{code or 'error'}: {error.get('message')}"
