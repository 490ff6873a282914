"""How much one query may ask for: measured in one pass over its text, before anything is executed.

Every definition is walked once, with a stack and not by recursion, and fragments are added up by memo: cyclic,
undefined and exponentially nested fragments cost no more than their text. The cost of an operation is the greatest
number of fields its answer can hold: below a list, times its `first` (or LIST_SIZE for a short plain list).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLSchema,
    IntValueNode,
    OperationDefinitionNode,
    OperationType,
    ValidationRule,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_list_type,
)

from api.base.fields import MAX_FIRST, USUAL_FIRST

MAX_DEPTH = 20  # GraphiQL's own introspection needs 15; our deepest field is 8 down
MAX_ALIASES = 30
MAX_ROOT_FIELDS = 10
MAX_DIRECTIVES = 20
MAX_COST = 20_000
LIST_SIZE = 10  # of lists without `first`: materials of a matter, events of a case


@dataclass
class Measure:
    """What an operation or fragment amounts to, fragments included."""

    depth: int = 0
    aliases: int = 0
    directives: int = 0
    root_fields: int = 0
    cost: int = 0


@dataclass
class Walked:
    """A definition's own part, and the fragments it spreads: (name, depth, times, is at its top)."""

    own: Measure = field(default_factory=Measure)
    spreads: list[tuple[str, int, int, bool]] = field(default_factory=list)


def measures(
    document: DocumentNode, schema: GraphQLSchema, variables: Mapping[str, Any]
) -> dict[OperationDefinitionNode, Measure]:
    """The measure of each operation of the document. Survives documents that are not valid."""
    walked, operations = {}, []
    for definition in document.definitions:
        if isinstance(definition, FragmentDefinitionNode):
            parent = schema.get_type(definition.type_condition.name.value)
            walked[definition.name.value] = _walk(definition, parent, schema, variables)
        elif isinstance(definition, OperationDefinitionNode):
            operations.append(definition)
    totals: dict[str, Measure] = {}
    for name in walked:
        _add_up(name, walked, totals)
    return {
        operation: _total(
            _walk(operation, schema.get_root_type(operation.operation), schema, variables), totals
        )
        for operation in operations
    }


def _add_up(name: str, walked: dict[str, Walked], totals: dict[str, Measure]) -> None:
    """Totals of a fragment and all below it. A spread that closes a cycle counts nothing: it is refused anyway."""
    path, on_path = [(name, iter(walked[name].spreads))], {name}
    while path:
        current, spreads = path[-1]
        for spread, *_rest in spreads:
            if spread in walked and spread not in totals and spread not in on_path:
                path.append((spread, iter(walked[spread].spreads)))
                on_path.add(spread)
                break
        else:
            path.pop()
            on_path.discard(current)
            totals[current] = _total(walked[current], totals)


def _total(part: Walked, totals: Mapping[str, Measure]) -> Measure:
    own = part.own
    total = Measure(own.depth, own.aliases, own.directives, own.root_fields, own.cost)
    for name, depth, times, is_top in part.spreads:
        if below := totals.get(name):
            total.depth = max(total.depth, depth + below.depth)
            total.aliases += below.aliases
            total.directives += below.directives
            total.root_fields += below.root_fields if is_top else 0
            total.cost += times * below.cost
    return total


def _walk(definition: Any, parent: Any, schema: GraphQLSchema, variables: Mapping[str, Any]) -> Walked:
    part = Walked()
    own = part.own
    waiting = [(definition.selection_set, parent, 0, 1, True)]
    while waiting:
        selection_set, parent, depth, times, is_top = waiting.pop()
        for selection in selection_set.selections:
            own.directives += len(selection.directives)
            if isinstance(selection, FragmentSpreadNode):
                part.spreads.append((selection.name.value, depth, times, is_top))
            elif isinstance(selection, FieldNode):
                own.depth = max(own.depth, depth + 1)
                own.aliases += selection.alias is not None
                own.root_fields += is_top
                own.cost += times
                if selection.selection_set:
                    below, more = _below(selection, parent, variables)
                    waiting.append((selection.selection_set, below, depth + 1, times * more, False))
            else:
                condition = selection.type_condition
                narrowed = schema.get_type(condition.name.value) if condition else parent
                waiting.append((selection.selection_set, narrowed, depth, times, is_top))
    return part


def _below(selection: FieldNode, parent: Any, variables: Mapping[str, Any]) -> tuple[Any, int]:
    """The type under a field, and how many of them there may be."""
    if selection.name.value.startswith("__"):
        return None, 0  # the schema itself: in memory, its depth bounded by a standard rule
    definition = getattr(parent, "fields", {}).get(selection.name.value)
    if definition is None:
        return None, 1
    below = get_named_type(definition.type)
    if "first" in definition.args:
        return below, _first(selection, variables)
    is_plain_list = is_list_type(get_nullable_type(definition.type)) and selection.name.value != "edges"
    return below, LIST_SIZE if is_plain_list else 1


def _first(selection: FieldNode, variables: Mapping[str, Any]) -> int:
    given: Any = USUAL_FIRST
    for argument in selection.arguments:
        if argument.name.value == "first":
            value = argument.value
            given = None
            if isinstance(value, IntValueNode) and len(value.value) < 10:
                given = int(value.value)
            elif isinstance(value, VariableNode):
                given = variables.get(value.name.value)
    # Anything odd counts as the most: it is refused where it is read.
    return given if isinstance(given, int) and 1 <= given <= MAX_FIRST else MAX_FIRST


class Limits(ValidationRule):
    """The limits that do not depend on variables, as a rule next to the standard ones."""

    def enter_document(self, node: DocumentNode, *_args: Any) -> None:
        for operation, found in measures(node, self.context.schema, {}).items():
            if self.context.schema.get_root_type(operation.operation) is None:
                self._refuse("operation_unknown", _("This schema has no such operations."), operation)
            is_mutation = operation.operation is OperationType.MUTATION
            for code, size, most, message in (
                ("query_too_deep", found.depth, MAX_DEPTH, _("Fields may be nested %(most)s deep.")),
                ("too_many_aliases", found.aliases, MAX_ALIASES, _("At most %(most)s aliases a request.")),
                (
                    "too_many_directives",
                    found.directives + len(operation.directives),
                    MAX_DIRECTIVES,
                    _("At most %(most)s directives a request."),
                ),
                (
                    "too_many_mutations" if is_mutation else "too_many_root_fields",
                    found.root_fields,
                    1 if is_mutation else MAX_ROOT_FIELDS,
                    _("At most %(most)s root fields a request."),
                ),
            ):
                if size > most:
                    self._refuse(code, message % {"most": most}, operation)

    def _refuse(self, code: str, message: str, operation: OperationDefinitionNode) -> None:
        self.report_error(GraphQLError(message, operation, extensions={"code": code}))


def check_cost(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    schema: GraphQLSchema,
    variables: Mapping[str, Any],
) -> int:
    """The operation's cost with these variables. Raises GraphQLError `query_too_costly` above MAX_COST."""
    cost = measures(document, schema, variables)[operation].cost
    if cost > MAX_COST:
        raise GraphQLError(
            _("This query could return %(cost)s values; at most %(most)s a request. Ask for less at a time.")
            % {"cost": min(cost, 10**9), "most": MAX_COST},
            operation,
            extensions={"code": "query_too_costly"},
        )
    return cost
