"""Which fields a query asks for below a root field, so that its resolver can prefetch them."""

from typing import Any

from graphql import FieldNode, FragmentSpreadNode


def asked_for(info: Any) -> set[str]:
    """Names (as in the schema) of all fields below the one being resolved, fragments included."""
    names: set[str] = set()
    seen: set[str] = set()
    waiting = [node.selection_set for node in info.field_nodes]
    while waiting:
        selection_set = waiting.pop()
        for selection in selection_set.selections if selection_set else ():
            if isinstance(selection, FragmentSpreadNode):
                name = selection.name.value
                if name not in seen:
                    seen.add(name)
                    waiting.append(info.fragments[name].selection_set)
                continue
            if isinstance(selection, FieldNode):
                names.add(selection.name.value)
            waiting.append(selection.selection_set)
    return names
