"""The deployment files name things that exist, agree with the code, and hold no secret."""

import ast
import base64
import hashlib
import hmac
import re
import subprocess

import psycopg
import pytest
from django.core.management import get_commands

from config.local.places import BOOTSTRAP, ROOT
from config.local.postgres import SETTINGS
from config.local.postgres_place import packaged_programs

INFRA = ROOT / "infra"
COMPOSE = (INFRA / "compose.yaml").read_text(encoding="utf-8")
DOCKERFILE = (INFRA / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
CADDYFILE = (INFRA / "proxy" / "Caddyfile").read_text(encoding="utf-8")
STORED_PASSWORD = "SELECT rolpassword FROM pg_authid WHERE rolname = 'county'"
OPTIONAL = {
    "SENTRY_DSN",
    "SMS_CHANNEL",
    "EMAIL_HOST",
    "EMAIL_PORT",
    "EMAIL_HOST_USER",
    "EMAIL_HOST_PASSWORD",
    "EMAIL_FROM",
}


def test_everything_the_image_copies_exists_and_reaches_the_build():
    copied = [
        source
        for line in re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.MULTILINE)
        for source in line.split()[:-1]
    ]
    sent = re.findall(r"^!(.+)$", (INFRA / "Dockerfile.dockerignore").read_text(), re.MULTILINE)
    assert [source for source in copied if not (ROOT / source).exists()] == []
    assert sorted(copied) == sorted(sent)


def test_the_image_installs_the_lock_by_hash_and_ends_as_a_user_without_rights():
    assert re.search(r"pip wheel .*--no-deps .*--require-hashes .*requirements\.lock", DOCKERFILE)
    assert re.findall(r"^USER (.+)$", DOCKERFILE, re.MULTILINE) == ["county"]


def test_the_image_keeps_no_secret_and_no_development_environment():
    kept = re.findall(r"^ENV .*$|^ARG .*$", DOCKERFILE, re.MULTILINE)
    assert not [line for line in kept if re.search(r"SECRET|PASSWORD|_KEY", line)]
    assert "APP_ENV=production" in DOCKERFILE


def commands():
    """What the image and the services run: the first words of each."""
    yield ast.literal_eval(re.search(r"^CMD (.+)$", DOCKERFILE, re.MULTILINE)[1])
    for line in re.findall(r"^    command: (\[\"(?:python|celery|granian)\".+)$", COMPOSE, re.MULTILINE):
        yield ast.literal_eval(line)


@pytest.mark.parametrize("command", list(commands()), ids=lambda command: " ".join(command[:4]))
def test_every_command_that_is_run_exists(command):
    if command[0] == "python":
        assert command[1] == "manage.py"
        assert command[2] in get_commands()
    else:
        assert (ROOT / ".venv" / "bin" / command[0]).exists()
        assert re.search(rf"^{command[0]}==", (ROOT / "requirements.lock").read_text(), re.MULTILINE)


def test_every_file_a_service_mounts_exists():
    mounted = re.findall(r"- (\./[^:]+):", COMPOSE)
    assert len(mounted) == 4
    assert [path for path in mounted if not (INFRA / path).exists()] == []


def test_no_setting_of_the_deployment_has_a_default_but_the_optional_ones():
    used = re.findall(r"\$\{(\w+)(:[?-])?([^}]*)\}", COMPOSE)
    with_default = {name for name, kind, _ in used if kind != ":?"}
    assert with_default == OPTIONAL
    assert [text for name, kind, text in used if kind == ":-" and text] == []


def test_no_password_or_key_is_written_in_the_deployment():
    lines = re.findall(r"^\s*\w*(?:PASSWORD|SECRET|_KEY|AUTH)\w*:\s*(.+)$", COMPOSE, re.MULTILINE)
    assert len(lines) == 6
    assert [value for value in lines if not value.startswith("${")] == []
    assert re.findall(r"://\w*:(?!\$\{)[^@\s]+@", COMPOSE) == []


def test_every_setting_the_services_pass_is_read_by_the_application():
    block = re.search(r"environment: &environment\n((?:    \w+:.*\n)+)", COMPOSE)[1]
    passed = set(re.findall(r"^    (\w+):", block, re.MULTILINE))
    settings = (ROOT / "platform/config/settings.py").read_text(encoding="utf-8")
    assert {name for name in passed if f'"{name}"' not in settings} == set()


def test_the_proxy_drops_headers_that_claim_a_hall_and_caps_the_body():
    assert re.search(r"header_up -X-Tenant\*", CADDYFILE)
    assert re.search(r"max_size 1MB", CADDYFILE)
    assert "*.{$BASE_DOMAIN} {" in CADDYFILE


def test_a_body_that_trickles_in_waits_at_the_proxy_and_not_in_a_thread_of_the_application():
    assert re.search(r"^\t\trequest_buffers 1MB$", CADDYFILE, re.MULTILINE)
    assert re.search(r"^\t\t\tread_body 20s$", CADDYFILE, re.MULTILINE)


def test_the_application_believes_the_proxy_about_callers_addresses():
    """Else ten wrong passwords anywhere would keep the whole county from signing in."""
    assert re.search(r"^      TRUSTED_PROXIES: .*172\.16\.0\.0/12", COMPOSE, re.MULTILINE)


def test_the_proxy_adds_no_header_the_application_already_sends():
    assert re.findall(r"^\theader (.+)$", CADDYFILE, re.MULTILINE) == ["-Server"]


def test_the_server_and_the_embedded_one_agree_on_locks_and_on_silence():
    text = (INFRA / "postgres" / "postgresql.conf").read_text(encoding="utf-8")
    settings = {name: value.strip("'") for name, value in re.findall(r"^(\w+) = (\S+)", text, re.MULTILINE)}
    shared = {name: value for name, value in SETTINGS.items() if name.startswith(("log_", "max_"))}
    assert {name: settings.get(name, value) for name, value in shared.items()} == shared


def test_the_first_start_makes_the_database_and_replaces_the_development_password(start):
    server = start()
    with psycopg.connect(host=str(server.socket), user="postgres", dbname="postgres") as admin:
        admin.autocommit = True
        first_start(str(server.socket), password="it's; --of 'their' own")
        after = admin.execute(STORED_PASSWORD).fetchone()
        admin.execute("ALTER ROLE county PASSWORD 'county'")
        development = admin.execute(STORED_PASSWORD).fetchone()
    assert key_of(after[0], "it's; --of 'their' own") == stored_key(after[0])
    assert key_of(development[0], "county") == stored_key(development[0])
    with psycopg.connect(server.url) as county:
        assert county.execute("SELECT current_user, current_database()").fetchone() == ("county", "county")


def test_the_first_start_without_a_password_stops_before_it_changes_anything():
    done = first_start("/nowhere", password="", check=False)
    assert done.returncode != 0
    assert "set it to the password of the application" in done.stderr


def stored_key(scram):
    return scram.split("$")[2].split(":")[0]


def key_of(scram, password):
    """What PostgreSQL stores for the password, with the salt and rounds of `scram` (RFC 5802)."""
    rounds, salt = scram.split("$")[1].split(":")
    salted = hashlib.pbkdf2_hmac("sha256", password.encode(), base64.b64decode(salt), int(rounds))
    client = hmac.digest(salted, b"Client Key", "sha256")
    return base64.b64encode(hashlib.sha256(client).digest()).decode()


def first_start(socket, *, password, check=True):
    environ = {
        "PATH": f"{packaged_programs()}:/usr/bin:/bin",
        "PGHOST": socket,
        "POSTGRES_USER": "postgres",
        "COUNTY_PASSWORD": password,
        "BOOTSTRAP": str(BOOTSTRAP),
    }
    script = INFRA / "postgres" / "first-start.sh"
    return subprocess.run(["bash", script], env=environ, capture_output=True, text=True, check=check)
