"""The options of files: whether, from where and how large they are fetched, and where they are kept."""

from __future__ import annotations

import re
from collections.abc import Callable
from ipaddress import ip_network
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from models.settings.host_names import ascii_name
from models.settings.option import Network, Option, one_of

Fetch = Literal["on", "off"]
FilesFull = Literal["oldest", "stop"]
# A network, or the name of a host in lower case; one that begins with a dot stands for all names that end so.
Place = Network | str
_NAME = re.compile(r"\.?(?!-)[a-z0-9_-][a-z0-9_.-]{0,251}")


def places(value: str) -> tuple[Place, ...]:
    """Hosts, addresses and networks, with commas or spaces between them; raises ValueError."""
    return tuple(_place(part) for part in value.replace(",", " ").split())


def _place(part: str) -> Place:
    try:
        return ip_network(part, strict=False)
    except ValueError:
        name = ascii_name(part)
    # What is all digits and dots looks like an address to some, and is none.
    if not _NAME.fullmatch(name) or not re.search("[a-z_-]", name):
        raise ValueError("They are names or networks, such as files.example.org, .example.org or 10.0.0.0/8.")
    return name


def _proxy(value: str) -> str:
    try:
        parts = urlsplit(value)
        named = parts.hostname and (parts.port or 0) >= 0
    except ValueError:
        named = False
    if not named or parts.scheme not in ("http", "https") or parts.path not in ("", "/") or parts.query:
        raise ValueError("It looks like http://proxy.example.org:3128.")
    return value


def _ca(value: str) -> str:
    import ssl  # few starts need it, and the window would wait for it at each

    try:
        path = str(Path(value).expanduser())
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(path)
    except (OSError, ValueError, RuntimeError):  # not there, not ours to read, or without a certificate in it
        raise ValueError("It is the path of a file with certificates (PEM).") from None
    return path


def _folder(value: str) -> str:
    if "://" in value or not Path(value).expanduser().is_absolute():
        raise ValueError("It is the whole path of a folder.")
    return value


def _number(smallest: int, largest: int) -> Callable[[str], int]:
    def parse(value: str) -> int:
        if not value.isdecimal() or not smallest <= int(value) <= largest:
            raise ValueError(f"It is a number from {smallest} to {largest}.")
        return int(value)

    return parse


FETCH_OPTIONS = (
    Option(
        "fetch",
        "HOOKDESK_FETCH",
        lambda: "on",
        one_of("on", "off"),
        "Whether files that reports name are fetched: on or off.",
    ),
    Option(
        "fetch_also",
        "HOOKDESK_FETCH_ALSO",
        tuple,
        places,
        "Hosts and networks that files are fetched from although a rule forbids it, with commas between.",
    ),
    Option(
        "fetch_only",
        "HOOKDESK_FETCH_ONLY",
        tuple,
        places,
        "The only hosts and networks that files are fetched from, with commas between.",
    ),
    Option("fetch_proxy", "HOOKDESK_FETCH_PROXY", lambda: None, _proxy, "The proxy that files are fetched through."),
    Option("fetch_ca", "HOOKDESK_FETCH_CA", lambda: None, _ca, "A file with the certificates to trust when fetching."),
    Option(
        "fetch_size",
        "HOOKDESK_FETCH_SIZE",
        lambda: 50,
        _number(1, 4096),
        "How large a file may be that is fetched, or attached to a comment, in MiB.",
    ),
    Option(
        "fetch_seconds",
        "HOOKDESK_FETCH_SECONDS",
        lambda: 60,
        _number(1, 3600),
        "How many seconds the fetching of a file may take.",
    ),
    Option(
        "fetch_redirects",
        "HOOKDESK_FETCH_REDIRECTS",
        lambda: 5,
        _number(0, 20),
        "How many redirects are followed to a file.",
    ),
    Option(
        "fetch_at_once",
        "HOOKDESK_FETCH_AT_ONCE",
        lambda: 4,
        _number(1, 128),
        "How many files are fetched at once.",
    ),
    Option(
        "fetch_per_host",
        "HOOKDESK_FETCH_PER_HOST",
        lambda: 2,
        _number(1, 128),
        "How many files are fetched from one host at once.",
    ),
    Option(
        "files",
        "HOOKDESK_FILES",
        lambda: None,
        _folder,
        "The folder that files are kept in; without it beside a database that is a file, and in one of a server.",
    ),
    Option(
        "files_size",
        "HOOKDESK_FILES_SIZE",
        lambda: 10_240,
        _number(1, 100_000_000),
        "How large all files together may be that are kept, in MiB.",
    ),
    Option(
        "files_full",
        "HOOKDESK_FILES_FULL",
        lambda: "oldest",
        one_of("oldest", "stop"),
        "When that is reached: oldest deletes the oldest files of closed cases, stop fetches no more.",
    ),
)
