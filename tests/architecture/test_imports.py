"""The contracts between the layers hold, and each of them is reported when it is broken."""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
PURE, ONE_WAY, NO_GRAPHQL = (contract["name"] for contract in SETTINGS["contracts"])
LAYERS: list[str] = SETTINGS["contracts"][1]["layers"]
# A rule that reaches these reads the machine, the clock or chance, and is no longer a rule.
IMPURE = {"asyncio", "io", "logging", "os", "pathlib", "random", "secrets", "socket", "subprocess", "time"}

# Every pair of layers in the wrong direction, and every module a contract forbids by name.
FORBIDDEN = [
    *((ONE_WAY, lower, upper) for at, upper in enumerate(LAYERS) for lower in LAYERS[at + 1 :]),
    *(
        (contract["name"], source, module)
        for contract in SETTINGS["contracts"]
        if contract["type"] == "forbidden"
        for source in contract["source_modules"]
        for module in contract["forbidden_modules"]
    ),
]


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("lint-imports")
    wide = {**os.environ, "COLUMNS": "200", "PYTHONPATH": str(folder)}
    return subprocess.run(
        [program, "--no-cache"],
        cwd=folder,
        env=wide,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def small_tree(folder: Path) -> None:
    """Our layers, each an empty package, under the very contracts of this project."""
    shutil.copy(ROOT / "pyproject.toml", folder)
    for layer in LAYERS:
        (folder / layer).mkdir()
        (folder / layer / "__init__.py").write_text("")


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> subprocess.CompletedProcess[str]:
    """The small tree with every forbidden import in it, each in a module of its own, inside a function."""
    folder = tmp_path_factory.mktemp("broken")
    small_tree(folder)
    for _, source, module in FORBIDDEN:
        (folder / source / f"takes_{module}.py").write_text(f"def late() -> None:\n    import {module}\n")
    return lint(folder)


def test_the_contracts_hold() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert "Contracts: 3 kept, 0 broken." in done.stdout


def test_the_contracts_speak_of_all_our_layers_in_this_order() -> None:
    assert LAYERS == ["config", "api", "hall", "county", "rules"]
    assert sorted(SETTINGS["root_packages"]) == sorted(LAYERS)


def test_a_tree_without_a_wrong_import_passes_the_same_contracts(tmp_path: Path) -> None:
    small_tree(tmp_path)
    (tmp_path / "config" / "right.py").write_text("import api, hall, county, rules, django\n")
    done = lint(tmp_path)
    assert done.returncode == 0, done.stdout
    assert "Contracts: 3 kept, 0 broken." in done.stdout


def test_a_tree_with_wrong_imports_breaks_every_contract(broken: subprocess.CompletedProcess[str]) -> None:
    assert broken.returncode == 1
    assert "Contracts: 0 kept, 3 broken." in broken.stdout


@pytest.mark.parametrize("contract, source, module", FORBIDDEN)
def test_a_forbidden_import_is_reported_with_its_line(
    broken: subprocess.CompletedProcess[str], contract: str, source: str, module: str
) -> None:
    report = broken.stdout.split("Broken contracts", 1)[1]
    heading = "|".join(map(re.escape, (PURE, ONE_WAY, NO_GRAPHQL)))
    _, *sections = re.split(rf"\n({heading})\n-+\n", report)
    of_this = dict(zip(sections[::2], sections[1::2], strict=True))[contract]
    assert f"{source}.takes_{module} -> {module} (l.2)" in of_this


def test_a_rule_imports_the_standard_library_and_other_rules_only() -> None:
    for path in (ROOT / "platform" / "rules").rglob("*.py"):
        taken = set()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                taken |= {name.name.partition(".")[0] for name in node.names}
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{path.name} imports relatively"
                taken.add((node.module or "").partition(".")[0])
        assert taken <= (sys.stdlib_module_names - IMPURE) | {"rules"}, path.name
