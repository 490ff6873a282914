"""Reading our own source as syntax trees, for the tests that keep its shape."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOTS = ("platform", "tenants", "graphql", "loadtests")


@cache
def trees(*roots: str) -> dict[str, ast.Module]:
    """Every source file (migrations too) by its path from the repository's root."""
    files = sorted(file for root in roots or ROOTS for file in (ROOT / root).rglob("*.py"))
    assert files
    return {str(file.relative_to(ROOT)): ast.parse(file.read_text(encoding="utf-8")) for file in files}


def docstrings(tree: ast.Module) -> set[ast.Constant]:
    """The constants that are docstrings: they may speak of what code may not do."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and node.body:
            first = node.body[0]
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                found.add(first.value)
    return found


def texts(tree: ast.Module) -> Iterator[ast.Constant]:
    """Every string of the code itself, parts of f-strings included."""
    described = docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in described:
            yield node
