"""Is the web port free, and if not, who has it?"""

import errno
import socket

import psutil

from config.local.refusal import Refusal


def wanted_port(text: str) -> int:
    """PORT as a number, or a sentence."""
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise Refusal(f"PORT must be a number from 1 to 65535, not {text!r}.")
    return int(text)


def check_free(host: str, port: int) -> None:
    """Refuse when the port cannot be listened on."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        # A port whose last connections are still closing counts as free, as it does for the web server.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except socket.gaierror:
            raise Refusal(f"HOST={host} is not an address of this machine.") from None
        except OSError as error:
            raise Refusal(_sentence(error, host, port)) from None


def _sentence(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        other = port + 1 if port < 65535 else 8000
        return f"Port {port} is in use by {owner(port)}. Stop that, or choose another: make run PORT={other}"
    if error.errno == errno.EACCES:
        return f"Port {port} is reserved for the system. Choose one above 1023: make run PORT=8000"
    if error.errno == errno.EADDRNOTAVAIL:
        return f"HOST={host} is not an address of this machine."
    return f"Port {port} on {host} cannot be used: {error.strerror}."


def owner(port: int) -> str:
    """The program that listens on the port, as far as this user may know."""
    try:
        connections = psutil.net_connections(kind="tcp")
    except psutil.AccessDenied:
        connections = []
    for connection in connections:
        if connection.status == psutil.CONN_LISTEN and connection.laddr.port == port and connection.pid:
            try:
                return f"{psutil.Process(connection.pid).name()} (process {connection.pid})"
            except psutil.NoSuchProcess:
                break
    return "another program (of another user, so it cannot be named here)"
