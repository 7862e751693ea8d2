"""Diagnostics: what somebody who helps has to know of this program. No text of anybody, no URL, no name, no secret."""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable, Iterator

import apsw
from PySide6.QtCore import QLocale, qVersion
from PySide6.QtGui import QGuiApplication

from desktop.process.receiver_control import ReceiverControl
from models.channels import channels, hooks
from models.channels.hook_rules import Rules
from models.database_address import is_server
from models.deliveries import deliveries
from models.deliveries.delivery_filter import EVERY
from models.formats import own_formats
from models.settings.config import Given
from models.settings.version import version_and_source
from models.upkeep import space

# Of these a value is one of few words, and says nothing about anybody. What is a number may be read as well.
_WORDS = frozenset({"host", "theme", "log_format", "log_level", "metrics", "credentials", "fetch", "files_full"})
_RULES: tuple[tuple[str, Callable[[Rules], bool]], ...] = (
    ("a secret", lambda rules: rules.secret is not None),
    ("chosen senders", lambda rules: bool(rules.senders)),
    ("a rate limit", lambda rules: rules.rate_limit is not None),
    ("an expiry", lambda rules: rules.expires_at is not None),
)


def of_program(receiver: ReceiverControl) -> list[str]:
    """What runs, on what, and how it is set up. On the GUI thread."""
    screens = [
        f"{screen.size().width()}x{screen.size().height()} at {screen.devicePixelRatio():g}"
        for screen in QGuiApplication.screens()
    ]
    return [
        f"Hookdesk {version_and_source()}{', a bundle' if getattr(sys, 'frozen', False) else ''}",
        f"Python {platform.python_version()}, Qt {qVersion()}, SQLite {apsw.sqlite_lib_version()}",
        f"{platform.platform()}, {platform.machine()}, {QLocale.system().name()}",
        f"Screens: {', '.join(screens)}, by {QGuiApplication.platformName()}",
        f"Receiver: {receiver.state}{_cause(receiver)}",
        f"Database: {'PostgreSQL' if is_server(receiver.config.database) else 'SQLite'}",
        *(f"{name}: {_shown(name, given)} ({given.source})" for name, given in receiver.config.given.items()),
    ]


def of_desk() -> list[str]:
    """How much there is. Off the GUI thread; the database is open."""
    held = [channels.contents(channel.id) for channel in channels.all_channels()]
    every = hooks.of_channel(None)
    return [
        f"Database: {space.size()} bytes",
        f"Channels: {len(held)}; web hooks: {len(every)}, {sum(hook.enabled for hook in every)} enabled",
        f"Messages: {sum(each.messages for each in held)}; cases: {sum(each.cases for each in held)}",
        f"Deliveries: {deliveries.count(EVERY)}; own formats: {len(own_formats.all_formats())}",
        *_rules(every),
    ]


def _rules(every: list[hooks.Hook]) -> Iterator[str]:
    """How many hooks have which rule."""
    for name, has in _RULES:
        count = sum(has(hook.rules) for hook in every)
        if count:
            yield f"Web hooks with {name}: {count}"


def _cause(receiver: ReceiverControl) -> str:
    """Which kind of problem it has: its sentence may name a file or an address."""
    wrong = receiver.problem or receiver.trouble
    return "" if wrong is None else f", {type(wrong).__name__}: {wrong.words[0].template}"


def _shown(name: str, given: Given) -> str:
    if given.value is None or given.value == ():
        return "none"
    if isinstance(given.value, int) or name in _WORDS:
        return str(given.value)
    return "as it comes" if given.source == "default" else "set"
