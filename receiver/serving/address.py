"""Where hook URLs start, for a command that prints one while the receiver runs elsewhere, or not at all."""

import os
from collections.abc import Mapping

from models.settings import desk_settings
from models.settings.config import Config
from models.settings.options import DEFAULT_PORT, OPTIONS

# What a receiver that listens everywhere is called from the machine it runs on.
_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}  # noqa: S104  it is asked about, not bound
_ADDRESS = [option for option in OPTIONS if option.name in ("host", "port")]


def of(host: str, port: int) -> str:
    """The base URL of a receiver on this host name or literal address and port."""
    host = _EVERYWHERE.get(host, host)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def base_url(config: Config, environ: Mapping[str, str] = os.environ) -> str:
    """What hook URLs start with, without a slash at the end.

    The public URL; else the host and port of the environment; else the receiver that started last on this
    database, which knows its real address; else what the options say. Needs the open database.
    """
    if config.public_url is not None:
        return config.public_url.rstrip("/")
    # Port 0 takes a free one: only the receiver that took it knows which.
    if config.port != 0 and any(environ.get(option.env) for option in _ADDRESS):
        return of(config.host, config.port)
    return desk_settings.get(desk_settings.RECEIVER_URL) or of(config.host, config.port or DEFAULT_PORT)
