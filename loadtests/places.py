"""Where the demo county is reached, and how its programs and people get in."""

import http.client
import json
import os
import re
from urllib.parse import urlencode

PORT = int(os.environ.get("PORT") or 8000)
DOMAIN = os.environ.get("BASE_DOMAIN") or "localhost"
# Only ever this machine: a load test must not be pointed at somebody else's by a setting.
ADDRESS = "127.0.0.1"
BASE = f"http://{ADDRESS}:{PORT}"
HALLS = ("zengjia", "taihu", "jingshi")
COUNTY = "county"
PASSWORD = "demo-county"  # noqa: S105 - of the demo, printed by `make run`


class NotReady(Exception):
    """The system is not there, or not in a state to be measured; the text says what to do."""


def host(place: str) -> str:
    """The Host header of a hall, or of the county."""
    return f"{place}.{DOMAIN}:{PORT}"


def check_running() -> None:
    """Raises NotReady unless the county answers."""
    try:
        status, _, _ = _send("GET", COUNTY, "/health")
    except (OSError, http.client.HTTPException) as error:
        raise NotReady(
            f"Nothing answers at http://{host(COUNTY)} ({error}). Start the system with `make run`, "
            "or say PORT= when it listens elsewhere."
        ) from None
    if status != 200:
        raise NotReady(f"http://{host(COUNTY)}/health answers {status}: another program may have the port.")


def token(place: str, scopes: str) -> str:
    """A bearer token of the place's demo integrator, by client credentials."""
    form = {
        "grant_type": "client_credentials",
        "client_id": f"{place}-demo",
        "client_secret": f"{place}-demo-secret",
        "scope": scopes,
    }
    status, body, _ = _send("POST", place, "/oauth/token", form)
    if status != 200:
        raise NotReady(f"{host(place)} gives {place}-demo no token ({status}): is the demo county loaded?")
    return str(json.loads(body)["access_token"])


def session(place: str, username: str) -> str:
    """The Cookie header of somebody signed in there. Sign-ins are limited: ask once and share it."""
    _, _, cookies = _send("GET", place, "/login/")
    form = {
        "username": username,
        "password": PASSWORD,
        "csrfmiddlewaretoken": cookies.get("csrftoken", ""),
    }
    status, _, more = _send("POST", place, "/login/", form, cookie=_cookie_header(cookies))
    if status != 302:
        raise NotReady(
            f"{username} cannot sign in at {host(place)} ({status}): is the demo county loaded? After ten "
            "sign-ins from one address there is a pause of five minutes."
        )
    return _cookie_header({**cookies, **more})


def _send(
    method: str, place: str, path: str, form: dict[str, str] | None = None, cookie: str = ""
) -> tuple[int, str, dict[str, str]]:
    connection = http.client.HTTPConnection(ADDRESS, PORT, timeout=10)
    headers = {"Host": host(place)} | ({"Cookie": cookie} if cookie else {})
    if form is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    try:
        connection.request(method, path, urlencode(form) if form is not None else None, headers)
        response = connection.getresponse()
        set_cookies = [line.partition(";")[0] for line in response.msg.get_all("Set-Cookie", [])]
        cookies = dict(re.split("=", line, maxsplit=1) for line in set_cookies)
        return response.status, response.read().decode(), cookies
    finally:
        connection.close()


def _cookie_header(cookies: dict[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in cookies.items())
