"""The options: each declared once, with its environment variable, its default, and what is a value of it."""

from __future__ import annotations

import re
from getpass import getuser
from ipaddress import ip_network
from typing import Any, Literal
from urllib.parse import quote, urlsplit

from models.settings.fetch_options import FETCH_OPTIONS
from models.settings.host_names import ascii_name
from models.settings.option import Network, Option, one_of
from models.settings.paths import data_folder

Theme = Literal["system", "light", "dark"]
Credentials = Literal["hidden", "kept"]
MetricsFor = Literal["loopback", "everyone"]
LogFormat = Literal["text", "json"]
LogLevel = Literal["info", "warning", "error"]
DEFAULT_PORT = 4665
_NAME = re.compile(r"(?!-)[a-z0-9_.-]{1,253}")
_OF_PATHS = "/%:@!$&'()*+,;=~"  # what stands in a path as it is (RFC 3986, section 3.3), and what is quoted already
NAME_LENGTH = 100


def _port(value: str) -> int:
    if not value.isdecimal() or int(value) > 65535:
        raise ValueError("It is a number from 0 to 65535; 0 takes a free port.")
    return int(value)


def _public_url(value: str) -> str:
    """The address as senders write it: a name of other letters in the spelling of the DNS (RFC 5891)."""
    try:
        parts = urlsplit(value.strip())
        name, port = parts.hostname or "", parts.port
    except ValueError:
        raise ValueError("Its port is a number up to 65535, or none.") from None
    if parts.scheme.lower() not in ("http", "https") or not name or parts.query or parts.fragment:
        raise ValueError("It looks like https://hooks.example.org, with a path if there is one.")
    if parts.username is not None or re.search(r"\s", parts.netloc + parts.path):
        raise ValueError("It has no user, no password and no blanks in it.")
    authority = (f"[{name}]" if ":" in name else ascii_name(name)) + ("" if port is None else f":{port}")
    return f"{parts.scheme.lower()}://{authority}{quote(parts.path, safe=_OF_PATHS)}".rstrip("/")


def _host(value: str) -> str:
    if not value or "/" in value or value != value.strip():
        raise ValueError("It is an address of this computer, such as 127.0.0.1, or 0.0.0.0 for all of them.")
    return value


def _hosts(value: str) -> tuple[str, ...]:
    names = tuple(ascii_name(name) for name in value.replace(",", " ").split())
    if not all(_NAME.fullmatch(name) for name in names):
        raise ValueError("They are names such as desk.example.org, with commas between, without http:// and port.")
    return names


def networks(value: str) -> tuple[Network, ...]:
    """Addresses and networks, with commas or spaces between them; raises ValueError."""
    try:
        return tuple(ip_network(part, strict=False) for part in value.replace(",", " ").split())
    except ValueError:
        raise ValueError("They are addresses or networks, such as 127.0.0.1 or 10.0.0.0/8.") from None


def _database(value: str) -> str:
    if not value:
        raise ValueError("It is the path of a file, or a URL with postgresql://.")
    return value


def _person(value: str) -> str:
    name = " ".join(value.split())
    if not name or len(name) > NAME_LENGTH:
        raise ValueError(f"It is a name of up to {NAME_LENGTH} characters.")
    return name


def _login_name() -> str:
    try:
        return getuser()
    except (OSError, KeyError, ImportError):  # no name anywhere, as for some services
        return "Administrator"


OPTIONS = (
    Option(
        "database",
        "HOOKDESK_DATABASE",
        lambda: str(data_folder() / "desk.db"),
        _database,
        "The database: the path of a file, or postgresql://user:password@host/database.",
        "desk.db in the data folder",
    ),
    Option(
        "host",
        "HOOKDESK_HOST",
        lambda: "127.0.0.1",
        _host,
        "The address that the receiver listens on; 0.0.0.0 is all of them.",
    ),
    Option(
        "port",
        "HOOKDESK_PORT",
        lambda: DEFAULT_PORT,
        _port,
        "The port that the receiver listens on; 0 takes a free one.",
    ),
    Option(
        "public_url",
        "HOOKDESK_PUBLIC_URL",
        lambda: None,
        _public_url,
        "What the URLs of web hooks start with, when tools reach the receiver by another name.",
    ),
    Option(
        "hosts",
        "HOOKDESK_HOSTS",
        tuple,
        _hosts,
        "Further names under which senders call the receiver, with commas between; it answers to no other.",
    ),
    Option(
        "trusted_proxies",
        "HOOKDESK_TRUSTED_PROXIES",
        tuple,
        networks,
        "The reverse proxies whose X-Forwarded-For is believed: addresses or networks, with commas between.",
    ),
    Option(
        "log_format",
        "HOOKDESK_LOG_FORMAT",
        lambda: "text",
        one_of("text", "json"),
        "The lines of the log: text, or json for one JSON object a line.",
    ),
    Option(
        "log_level",
        "HOOKDESK_LOG_LEVEL",
        lambda: "info",
        one_of("info", "warning", "error"),
        "What is logged: info for all, with a line a delivery, warning for what went wrong, error for failures alone.",
    ),
    Option(
        "metrics",
        "HOOKDESK_METRICS",
        lambda: "loopback",
        one_of("loopback", "everyone"),
        "Who may ask the receiver for /metrics: loopback, which is programs of this machine, or everyone. With a public"
        " URL or trusted proxies nobody may, until it is set.",
    ),
    Option(
        "credentials",
        "HOOKDESK_CREDENTIALS",
        lambda: "hidden",
        one_of("hidden", "kept"),
        "Authorization, Cookie and headers of their kind in deliveries: hidden, or kept as they came.",
    ),
    Option(
        "theme",
        "HOOKDESK_THEME",
        lambda: "system",
        one_of("system", "light", "dark"),
        "The colours of the window: system, light or dark.",
    ),
    Option(
        "person",
        "HOOKDESK_PERSON",
        _login_name,
        _person,
        "Who works at this desk: the name that stands in the history of a case for what is done here.",
        "your login name",
    ),
    *FETCH_OPTIONS,
)


def default(name: str) -> Any:
    """The value of an option that nobody gave."""
    return next(option for option in OPTIONS if option.name == name).default()
