"""How this program runs: a flag, then the environment, then the user's file, then the machine's, then the default."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from models.problems import Problem
from models.settings import option_files
from models.settings.fetch_options import Fetch, FilesFull, Place
from models.settings.option import Network, Option, hidden
from models.settings.options import OPTIONS, Credentials, LogFormat, LogLevel, MetricsFor, Theme

Kind = Literal["flag", "environment", "user", "machine", "default"]


@dataclass(frozen=True, slots=True)
class Given:
    """The value of one option and where it comes from: the flag, the variable or the file `named` gave it.

    `named` is such as --port, HOOKDESK_PORT or the path of a file; empty for a default.
    """

    value: Any = field(repr=False)  # a database's may hold a password
    source: Kind
    named: str = ""


@dataclass(frozen=True, slots=True)
class Config:
    """How this program runs.

    `given` tells of each option where its value comes from; `unknown` are names that no option has, each after the
    file that it stands in.
    """

    database: str = field(repr=False)  # with the password, if it has one
    host: str
    port: int
    public_url: str | None
    theme: Theme
    person: str
    hosts: tuple[str, ...] = ()
    trusted_proxies: tuple[Network, ...] = ()
    log_format: LogFormat = "text"
    log_level: LogLevel = "info"
    metrics: MetricsFor = "loopback"
    credentials: Credentials = "hidden"
    fetch: Fetch = "on"
    fetch_also: tuple[Place, ...] = ()
    fetch_only: tuple[Place, ...] = ()
    fetch_proxy: str | None = field(default=None, repr=False)  # with the password as well
    fetch_ca: str | None = None
    fetch_size: int = 50
    fetch_seconds: int = 60
    fetch_redirects: int = 5
    fetch_at_once: int = 4
    fetch_per_host: int = 2
    files: str | None = None
    files_size: int = 10_240
    files_full: FilesFull = "oldest"
    given: Mapping[str, Given] = field(default_factory=dict, repr=False)
    unknown: tuple[tuple[str, str], ...] = ()

    def is_given(self, name: str) -> bool:
        """Whether somebody gave the option of that name, so that it is not left at its default."""
        return name in self.given and self.given[name].source != "default"


def load(
    flags: Mapping[str, str | None] | None = None,
    environ: Mapping[str, str] = os.environ,
    file: Path | None = None,
    machine_file: Path | None = None,
) -> Config:
    """The options as they were given; raises Problem that names the option and where it was given.

    `file` and `machine_file` stand for the user's and the machine's own.
    """
    users, machines = option_files.users(file), option_files.machines(machine_file)
    given = {}
    for option in OPTIONS:
        sources: tuple[tuple[Any, Kind, str], ...] = (
            ((flags or {}).get(option.name), "flag", "--" + option.name.replace("_", "-")),
            (environ.get(option.env), "environment", option.env),
            (users.options.get(option.name), "user", users.named),
            (machines.options.get(option.name), "machine", machines.named),
        )
        first = next((each for each in sources if each[0] not in (None, "")), None)
        given[option.name] = Given(option.default(), "default") if first is None else _parsed(option, *first)
    values = {name: each.value for name, each in given.items()}
    return Config(**values, given=given, unknown=tuple(_unknown(users, machines)))


def chosen(config: Config, texts: Mapping[str, str]) -> Config:
    """The options after a person has chosen some by name, with an empty text the default.

    Raises ValueError with a sentence that says what is expected.
    """
    given = {
        option.name: Given(option.parse(texts[option.name]), "user", option_files.USERS)
        if texts[option.name]
        else Given(option.default(), "default")
        for option in OPTIONS
        if option.name in texts
    }
    values = {name: each.value for name, each in given.items()}
    return replace(config, **values, given={**config.given, **given})


def _parsed(option: Option, value: Any, source: Kind, named: str) -> Given:
    try:
        return Given(option.parse(str(value)), source, named)
    except ValueError as error:
        raise Problem(
            "The {name} given by {source} cannot be used: {value}.",
            "{reason}",
            name=option.name.replace("_", " "),
            reason=str(error),
            source=named,
            value=hidden(str(value)),
        ) from error


def _unknown(*files: option_files.OptionFile) -> Iterator[tuple[str, str]]:
    known = {option.name for option in OPTIONS}
    for file in files:
        yield from ((file.named, name) for name in file.options if name not in known)


def warnings(found: Config) -> list[str]:
    """A sentence about each name in a file that is none of the options, and so says nothing."""
    from difflib import get_close_matches  # asked when the window is seen

    names = [option.name for option in OPTIONS]
    told = []
    for file, name in found.unknown:
        near = get_close_matches(name, names, n=1)
        told.append(f"{file} has no option {name}." + (f" Is {near[0]} meant?" if near else ""))
    return told
