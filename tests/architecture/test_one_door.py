"""Only county/halls.py enters a hall: nothing else sets a schema, a path or a role."""

import ast
import re

import pytest
from support.source import texts, trees

# Exactly these, each with its reason; an exemption nobody needs any more fails the test.
EXEMPT = {
    ("platform/county/halls.py", "set_tenant"): "the door itself",
    ("platform/county/halls.py", "set_schema_to_public"): "the way out",
    ("platform/county/provisioning/template.py", "set_tenant"): "compiles for nowhere, executes nothing",
    ("platform/county/provisioning/schema.py", "search_path"): "builds a schema before anybody can enter it",
    ("platform/config/backend/base.py", "search_path"): "path and role, set together",
    ("platform/config/backend/base.py", "role"): "path and role, set together",
    (
        "loadtests/bench/provisioning.py",
        "search_path",
    ): "measures Django's own way of making a hall beside ours",
    ("platform/config/checks.py", "set_config"): "asks whether a hall could call it",
}
WAYS_IN = {"schema_context", "tenant_context", "set_tenant", "set_schema", "set_schema_to_public"}
SQL = {
    "search_path": re.compile(r"\b(re)?set\s+(local\s+|session\s+)?search_path\b", re.I),
    "role": re.compile(r"\b(re)?set\s+(local\s+|session\s+)?(role|session\s+authorization)\b", re.I),
    "set_config": re.compile(r"\bset_config\b", re.I),
}


def breaches(tree: ast.Module) -> set[str]:
    """Which ways around the door a file uses."""
    found = set()
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(attr=name) | ast.Name(id=name) if name in WAYS_IN:
                found.add(name)
            case ast.ImportFrom(names=names):
                found |= {each.name for each in names} & WAYS_IN
            case ast.With(items=items):
                found |= {"with hall" for item in items if _names_a_hall(item.context_expr)}
    for constant in texts(tree):
        found |= {what for what, pattern in SQL.items() if pattern.search(constant.value)}
        found |= {constant.value} & WAYS_IN
    return found


def _names_a_hall(context: ast.expr) -> bool:
    name = ""
    if isinstance(context, ast.Name):
        name = context.id
    elif isinstance(context, ast.Attribute):
        name = context.attr
    return bool(re.search(r"hall|tenant|\bref\b|place", name, re.I))


def test_nothing_but_the_door_enters_a_hall():
    found = {(file, what) for file, tree in trees().items() for what in breaches(tree)}

    assert found == set(EXEMPT)


@pytest.mark.parametrize(
    ("code", "what"),
    [
        ("from django_tenants.utils import schema_context", "schema_context"),
        ("utils.tenant_context(hall)", "tenant_context"),
        ("connection.set_schema('x')", "set_schema"),
        ("getattr(connection, 'set_tenant')(hall)", "set_tenant"),
        ("with hall:\n  pass", "with hall"),
        ("with request.hall as entered:\n  pass", "with hall"),
        ("cursor.execute('SET LOCAL  search_path = x')", "search_path"),
        ("cursor.execute(f'set session role {name}')", "role"),
        ("cursor.execute('RESET ROLE')", "role"),
        ("cursor.execute('select set_config(%s)')", "set_config"),
    ],
)
def test_the_check_sees_each_way_around(code, what):
    assert breaches(ast.parse(code)) == {what}


def test_the_check_lets_the_door_and_words_about_it_pass():
    assert breaches(ast.parse('"""SET ROLE is banned."""\nwith inside(hall):\n  pass')) == set()
