"""Copy diagnostics: what helps is on the clipboard, and nothing that is anybody's business."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desktop.desk import Desk
from models.channels import channels, hooks
from models.channels.hook_rules import Secret
from models.settings.config import Config, Given
from models.settings.version import version

PRIVATE = "marker-of-a-private-thing"


@pytest.fixture
def desk_config(desk_config: Config) -> Config:
    """A desk that is set up with names of its own."""
    values = {"public_url": f"https://{PRIVATE}.example", "person": PRIVATE, "hosts": (PRIVATE,)}
    given = {name: Given(value, "user", f"/home/{PRIVATE}") for name, value in values.items()}
    return replace(desk_config, person=PRIVATE, given={**desk_config.given, **given})


@pytest.fixture
def copied(program: Desk, qtbot: QtBot) -> Callable[[], str]:
    """What is on the clipboard after the command."""

    def copy() -> str:
        QGuiApplication.clipboard().setText("")
        program.actions["copy_diagnostics"].trigger()
        qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() != "")
        return QGuiApplication.clipboard().text()

    return copy


def test_versions_state_and_counts_are_copied(copied: Callable[[], str]) -> None:
    said = copied()
    assert said.startswith(f"Hookdesk {version()}")
    assert "Receiver: receiving" in said
    assert "Channels: 1; web hooks: 1, 1 enabled" in said


def test_nothing_private_is_copied(copied: Callable[[], str], program: Desk) -> None:
    hook = hooks.add(channels.add(PRIVATE, PRIVATE).id, PRIVATE)
    rules = replace(hook.rules, secret=Secret("header", PRIVATE, "X-Secret"))
    hooks.save(hook.edit(), replace(hook.edit(), rules=rules))
    said = copied()
    assert "Web hooks with a secret: 1" in said
    assert "public_url: set (user)" in said
    for secret in (PRIVATE, hook.guid, "://", program.person.name()):
        assert secret not in said
