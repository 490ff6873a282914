"""What a newcomer reads when the environment cannot be built."""

import ast
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from config.local import environment
from config.local.places import ROOT


def test_an_old_python_is_told_its_version_and_what_is_needed():
    with pytest.raises(environment.Refused) as refused:
        environment.check_python((3, 9, 2), "/usr/bin/python3")
    assert str(refused.value).startswith(
        "Python 3.9 is too old (/usr/bin/python3): County Halls needs Python 3.11 or newer."
    )


def test_the_file_that_says_so_has_no_syntax_an_old_python_cannot_parse():
    source = (ROOT / "platform/config/local/environment.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 6))


def test_no_module_beside_it_hides_one_of_the_standard_library():
    names = {path.stem for path in (ROOT / "platform/config/local").glob("*.py")}
    assert names & set(sys.stdlib_module_names) == set()


def test_a_python_without_ensurepip_is_told_the_package_to_install():
    def find(name):
        if name == "ensurepip":
            raise ImportError(name)

    with pytest.raises(environment.Refused, match=r"lacks the module ensurepip.*apt install python3-venv"):
        environment.check_modules(find)


@pytest.mark.parametrize(
    "said, sentence",
    [
        ("OSError: [Errno 28] No space left on device", "The disk is full"),
        ("error: command 'x86_64-linux-gnu-gcc' failed: No such file or directory", "no compiler"),
        ("error: [Errno 2] No such file or directory: 'gcc'", "no compiler"),
        ("fatal error: Python.h: No such file or directory", "Python's headers"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "not the one the lock"),
        ("Failed to establish a new connection: [Errno -3] Temporary failure in name resolution", "network"),
        ("ERROR: Could not find a version that satisfies x==1 (from versions: none)", "cannot be reached"),
        ("ERROR: No matching distribution found for x==1", "Try another Python"),
        ("PermissionError: [Errno 13] Permission denied: '/srv/.venv'", "may not be written"),
    ],
)
def test_what_pip_says_becomes_a_sentence(said, sentence):
    assert sentence in environment.explain(said)


def test_what_nobody_foresaw_is_not_guessed_at():
    assert environment.explain("something else") is None


def lay_out(root: Path) -> Path:
    """A project whose .venv stands on a Python that can import anything asked of it."""
    (root / "requirements-dev.lock").write_text("a==1 --hash=sha256:0\n")
    (root / "pyproject.toml").write_text("[project]\n")
    python = root / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text("#!/bin/sh\nexit 0\n")
    python.chmod(0o755)
    return root


@pytest.fixture
def steps(monkeypatch):
    """What a build would do, without doing it."""
    done: list[str] = []
    monkeypatch.setattr(environment.Builder, "rebuild", lambda self: done.append("rebuild"))
    monkeypatch.setattr(environment.Builder, "link", lambda self: done.append("link"))
    return done


def test_an_environment_in_step_is_left_alone(tmp_path, steps):
    root = lay_out(tmp_path)
    (root / ".venv/built-from.json").write_text(json.dumps(environment.fingerprint(root)))
    environment.build(root, root / "var")
    assert steps == []


def test_a_half_built_environment_is_built_again(tmp_path, steps):
    root = lay_out(tmp_path)
    environment.build(root, root / "var")
    assert steps == ["rebuild"]
    assert environment.read_stamp(root / ".venv") == environment.fingerprint(root)


def test_a_new_lock_rebuilds_and_a_new_project_file_only_links(tmp_path, steps):
    root = lay_out(tmp_path)
    environment.build(root, root / "var")
    (root / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    environment.build(root, root / "var")
    (root / "requirements-dev.lock").write_text("a==2 --hash=sha256:0\n")
    environment.build(root, root / "var")
    assert steps == ["rebuild", "link", "rebuild"]


def test_an_environment_whose_python_is_gone_is_built_again(tmp_path, steps):
    root = lay_out(tmp_path)
    environment.build(root, root / "var")
    (root / ".venv/bin/python").unlink()
    environment.build(root, root / "var")
    assert steps == ["rebuild", "rebuild"]


def test_a_failed_build_leaves_no_stamp(tmp_path, monkeypatch):
    root = lay_out(tmp_path)
    (root / ".venv/built-from.json").write_text(json.dumps({"lock": "older"}))

    def fail(self):
        raise environment.Refused("no network")

    monkeypatch.setattr(environment.Builder, "rebuild", fail)
    with pytest.raises(environment.Refused):
        environment.build(root, root / "var")
    assert environment.read_stamp(root / ".venv") == {}


def test_make_says_in_one_sentence_that_the_python_it_was_given_is_too_old(tmp_path):
    old = tmp_path / "python3"
    # Stands in for an old Python: runs the file with the version it would report.
    old.write_text(
        f"#!{sys.executable}\nimport runpy, sys\nsys.version_info = (3, 8, 10, 'final', 0)\n"
        "sys.argv = sys.argv[1:]\nrunpy.run_path(sys.argv[0], run_name='__main__')\n"
    )
    old.chmod(0o755)
    # In a checkout of its own: were the check to fail, this one would be built anew.
    checkout = tmp_path / "checkout"
    file = checkout / "platform/config/local/environment.py"
    file.parent.mkdir(parents=True)
    shutil.copy(ROOT / "platform/config/local/environment.py", file)
    shutil.copy(ROOT / "Makefile", checkout)
    command = ["make", "env", f"PYTHON={old}"]
    done = subprocess.run(
        command, cwd=checkout, capture_output=True, text=True, env={"PATH": os.environ["PATH"]}
    )
    assert done.returncode == 2
    assert done.stderr.startswith("Python 3.8 is too old")
    assert "Traceback" not in done.stderr
    assert not (checkout / ".venv").exists()
