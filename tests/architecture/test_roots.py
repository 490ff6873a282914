"""The source roots stay roots: `platform` and `graphql` are the real ones, and no test folder hides a package."""

import importlib.util
import platform
import sys
from pathlib import Path

import graphql
import pytest

ROOT = Path(__file__).parents[2]
ROOTS = ("platform", "tenants", "graphql", "tests", "loadtests", "infra")
OUR_PACKAGES = {"config", "county", "rules", "hall", "packs", "api"}


@pytest.mark.parametrize("root", ROOTS)
def test_a_root_is_no_package(root: str) -> None:
    assert (ROOT / root).is_dir()
    assert not (ROOT / root / "__init__.py").exists()


def test_platform_and_graphql_are_the_real_ones() -> None:
    assert "site-packages" in Path(graphql.__file__).parts
    assert callable(graphql.parse)
    assert platform.system() == {"linux": "Linux", "darwin": "Darwin"}.get(sys.platform, platform.system())
    assert Path(platform.__file__).name == "platform.py"


@pytest.mark.parametrize("package", sorted(OUR_PACKAGES - {"packs"}))
def test_our_packages_are_those_of_this_tree(package: str) -> None:
    spec = importlib.util.find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    assert Path(spec.origin).is_relative_to(ROOT)
    assert not Path(spec.origin).is_relative_to(ROOT / "tests")


def test_no_folder_of_tests_is_a_package_or_named_like_an_installed_one() -> None:
    """With `tests` on the path a folder tests/celery would be found as `celery` by whoever looks there first."""
    assert list((ROOT / "tests").rglob("__init__.py")) == []
    folders = {path.name for path in (ROOT / "tests").iterdir() if path.is_dir()} - {"__pycache__"}
    assert {"architecture", "support"} <= folders
    shadows = {
        name for name in folders - OUR_PACKAGES if (spec := importlib.util.find_spec(name)) and spec.origin
    }
    assert shadows == set()
    assert folders & set(sys.stdlib_module_names) == set()


def test_nobody_edits_the_module_path() -> None:
    editing = [
        str(path.relative_to(ROOT))
        for root in ROOTS
        for path in (ROOT / root).rglob("*.py")
        if path != Path(__file__) and "sys.path" in path.read_text(encoding="utf-8")
    ]
    assert editing == []
