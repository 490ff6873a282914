"""The lock files stay in step with pyproject.toml and say nothing about where packages came from."""

import pytest

from config.local import locks, other_pythons


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A small project whose locks are in step."""
    monkeypatch.setattr(locks, "ROOT", tmp_path)
    monkeypatch.setattr(locks, "PROJECT", tmp_path / "pyproject.toml")
    monkeypatch.setattr(other_pythons, "_requirements_of", lambda name: [])
    locks.PROJECT.write_text(
        '[project]\ndependencies = ["Django==5.2.*"]\n'
        '[project.optional-dependencies]\nlocal = []\ndev = ["ruff>=0.1"]\n'
    )
    (tmp_path / locks.LOCK).write_text("django==5.2.19 \\\n    --hash=sha256:aa\n")
    (tmp_path / locks.DEV_LOCK).write_text(
        "django==5.2.19 \\\n    --hash=sha256:aa\nruff==0.17.6 \\\n    --hash=sha256:bb\n"
    )
    return tmp_path


def test_locks_in_step_have_no_faults(project):
    assert locks.faults() == []


def test_a_version_the_project_no_longer_allows_is_named(project):
    text = locks.PROJECT.read_text()
    locks.PROJECT.write_text(text.replace("ruff>=0.1", "ruff>=99"))
    assert locks.faults() == ["requirements-dev.lock: ruff>=99 is not pinned to a version it allows"]


def test_a_dependency_without_a_pin_is_named(project):
    text = locks.PROJECT.read_text()
    locks.PROJECT.write_text(text.replace('"ruff>=0.1"', '"ruff>=0.1", "mypy"'))
    assert locks.faults() == ["requirements-dev.lock: mypy is not pinned to a version it allows"]


def test_two_locks_that_disagree_are_named(project):
    text = (project / locks.LOCK).read_text()
    (project / locks.LOCK).write_text(text.replace("5.2.19", "5.2.18"))
    assert locks.faults() == ["django is 5.2.18 in requirements.lock but 5.2.19 in requirements-dev.lock"]


@pytest.mark.parametrize("line", ["--index-url https://x/simple", "six @ file:///wheels/six.whl"])
def test_a_line_that_says_where_packages_came_from_is_named(project, line):
    with (project / locks.LOCK).open("a") as lock:
        lock.write(line + "\n")
    assert locks.faults() == [f"requirements.lock says where packages came from: {line}"]


def test_a_pin_without_a_hash_is_named(project):
    (project / locks.LOCK).write_text("django==5.2.19\n")
    assert locks.faults() == ["requirements.lock: django has no hash"]


def test_a_package_that_only_another_python_wants_is_named(monkeypatch):
    wants = {"redis": ["async-timeout>=4; python_full_version < '3.11.3'", "hiredis; extra == 'hiredis'"]}
    monkeypatch.setattr(other_pythons, "_requirements_of", lambda name: wants.get(name, []))
    assert other_pythons.left_out(["redis"], {"redis": "8.1.0"}) == [
        "async-timeout, which redis wants on Python 3.11.2, is not pinned"
    ]


def test_an_extra_that_is_asked_for_is_followed(monkeypatch):
    wants = {"celery": ["redis; extra == 'redis'", "kombu"]}
    monkeypatch.setattr(other_pythons, "_requirements_of", lambda name: wants.get(name, []))
    pins = {"celery": "5.7.0", "kombu": "5.7.0"}
    assert other_pythons.left_out(["celery"], pins) == []
    assert "redis, which celery wants on Python 3.13.0, is not pinned" in other_pythons.left_out(
        ["celery[redis]"], pins
    )
