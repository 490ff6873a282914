"""What has one writer: the status of a case, events, regulation versions, the audit trail, the county's figures.

Benchmarks are left out: they try other ways on purpose, on halls of their own.
"""

import ast

import pytest
from support.source import trees

PRODUCT = ("platform", "tenants", "graphql")
# Exactly these; an entry nobody needs any more fails the test.
STATUS_WRITERS = {
    "tenants/hall/cases/transition.py": {"assignment", "setattr"},  # the table's step, then the verb's fields
    "tenants/hall/cases/intake.py": {"Case(status=)"},  # the first status; there is nothing to lock yet
    "tenants/hall/regulations/lifecycle.py": {
        "assignment"
    },  # of a version; nothing of a case is written there
}
MAKERS = {  # who may make a row of what
    "Case": {"tenants/hall/cases/intake.py"},
    "CaseEvent": {"tenants/hall/cases/events.py"},
    "IdempotencyKey": {"tenants/hall/cases/intake.py"},
    "RegulationVersion": {"tenants/hall/regulations/lifecycle.py"},
    "AuditLine": {"tenants/hall/office/audit.py"},
    "HallProgress": {"platform/county/rollup/record.py"},
    "Hall": {"platform/county/provisioning/provision.py"},
    "Domain": {"platform/county/provisioning/provision.py"},
}
MAKING = {"create", "get_or_create", "update_or_create", "bulk_create"}
TABLES_WRITTEN_BY_SQL = {
    "cases_daycounter": {"tenants/hall/cases/numbers.py"},
    "rollup_casefact": {"platform/county/rollup/record.py"},
    "rollup_dailytally": {"platform/county/rollup/record.py"},
}


def status_writes(tree: ast.Module) -> set[str]:
    """How a file of the hall or API layer writes a status of a case."""
    found = set()
    has_cases = any(isinstance(node, ast.ClassDef) and node.name == "Case" for node in ast.walk(tree))
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=targets):
                names = [each for target in targets for each in ast.walk(target)]
                found |= {"assignment" for each in names if _is_status(each, has_cases)}
            case ast.AugAssign(target=target) | ast.AnnAssign(target=target) if _is_status(target, has_cases):
                found.add("assignment")
            case ast.Call(func=ast.Name(id="setattr"), args=[_, name, *_]):
                if not isinstance(name, ast.Constant) or name.value == "status":
                    found.add("setattr")
            case ast.Call(func=function, keywords=keywords) if "status" in {each.arg for each in keywords}:
                called = ast.unparse(function)
                if called.rpartition(".")[2] in {"update", *MAKING} and "Case" in called:
                    found.add("query")
                if called.rpartition(".")[2] == "Case":
                    found.add("Case(status=)")
    return found


def _is_status(node: ast.AST, has_cases: bool) -> bool:
    """`anything.status = …`; `self.status` only where Case itself is written (an answer has a status as well)."""
    if not (isinstance(node, ast.Attribute) and node.attr == "status" and isinstance(node.ctx, ast.Store)):
        return False
    return has_cases or ast.unparse(node.value) != "self"


def made(tree: ast.Module) -> set[str]:
    """Models whose rows a file makes."""
    found = set()
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name)) if name in MAKERS:
                found.add(name)
            case ast.Call(func=ast.Attribute(value=ast.Attribute(value=ast.Name(id=name)), attr=verb)):
                if name in MAKERS and verb in MAKING:
                    found.add(name)
    return found


def test_only_transition_changes_the_status_of_a_case():
    found = {file: status_writes(tree) for file, tree in trees("tenants", "graphql").items()}

    assert {file: ways for file, ways in found.items() if ways} == STATUS_WRITERS


@pytest.mark.parametrize(
    "code",
    [
        "case.status = 'x'",
        "before, case.status = 1, 2",
        "setattr(case, 'status', 1)",
        "Case.objects.filter(pk=1).update(status=1)",
        "Case(status=1)",
        "models.Case(status=1)",
        "Case.objects.create(status=1)",
        "class Case:\n  def finish(self): self.status = 1",
    ],
)
def test_the_check_sees_each_way_to_write_a_status(code):
    assert len(status_writes(ast.parse(code))) == 1


def test_the_check_lets_reading_pass():
    assert status_writes(ast.parse("x = case.status; Case.objects.filter(status=1); Hall(status=1)")) == set()


def test_each_row_has_one_maker():
    found: dict[str, set[str]] = {model: set() for model in MAKERS}
    for file, tree in trees(*PRODUCT).items():
        for model in made(tree):
            found[model].add(file)

    assert found == MAKERS


def test_each_counted_table_is_written_in_one_file():
    found: dict[str, set[str]] = {table: set() for table in TABLES_WRITTEN_BY_SQL}
    for file, tree in trees(*PRODUCT).items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and "INSERT INTO" in node.value:
                for table in TABLES_WRITTEN_BY_SQL:
                    if f"INSERT INTO {table}" in node.value:
                        found[table].add(file)

    assert found == TABLES_WRITTEN_BY_SQL
