"""Deliveries taken out of the program: as a line that posts them again, as text, as a file."""

from __future__ import annotations

import subprocess
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desktop.deliveries.page import DeliveriesPage
from models.channels import hooks
from models.channels.hook_rules import Secret
from models.channels.hooks import Hook
from models.deliveries import deliveries
from tests.desktop.conftest import Answers
from tests.desktop.deliveries.reading import CONTROL, SHIFT, Key, Reader, Sender
from tests.receiver.intake.rules import set_rules
from tests.receiver.test_senders import need


def copied(qtbot: QtBot, announced: list[str], words: str) -> str:
    qtbot.waitUntil(lambda: announced[-1:] == [words])
    return QGuiApplication.clipboard().text()


def test_the_copied_line_posts_the_same_to_the_urls_of_now(
    qtbot: QtBot, reader: Reader, sender: Sender, operations: Hook, page: DeliveriesPage, announced: list[str]
) -> None:
    body = '{"text": "it\'s 100 % ✓\\n"}'.encode()
    sender.post(body, content_type="application/json", x_event="ping")
    reader.wait_for_count(1)
    reader.open()
    page.copy_as.actions()[0].trigger()
    line = copied(qtbot, announced, "Copied it as curl")
    assert sender.url in line
    need("curl")
    subprocess.run(["/bin/sh"], input=line.encode(), check=True, capture_output=True, timeout=30)
    reader.wait_for_count(2)
    shown = deliveries.shown(2)
    assert shown.body == body
    assert dict(shown.headers)["X-Event"] == "ping"


def test_a_secret_is_not_copied(
    qtbot: QtBot, reader: Reader, sender: Sender, operations: Hook, page: DeliveriesPage, announced: list[str]
) -> None:
    set_rules(operations, secret=Secret("header", "hush-hush", "X-Key"))
    sender.post(x_key="hush-hush")
    reader.wait_for_rows("Posted")
    reader.open()
    for at, language in enumerate(("curl", "PowerShell", "Python", "JavaScript")):
        page.copy_as.actions()[at].trigger()
        program = copied(qtbot, announced, f"Copied it as {language}")
        assert "hush" not in program
        assert "<the secret of the web hook>" in program


def test_a_delivery_of_a_hook_that_is_gone_has_no_url_to_copy(
    qtbot: QtBot, reader: Reader, sender: Sender, operations: Hook, page: DeliveriesPage, answers: Answers
) -> None:
    sender.post()
    hooks.remove(operations.guid)
    reader.wait_for_count(1)
    reader.open()
    page.copy_as.actions()[0].trigger()
    qtbot.waitUntil(lambda: len(answers.problems) == 1)
    assert "is gone" in answers.problems[0].title


def test_a_body_is_copied_as_text_and_saved_as_it_came(
    qtbot: QtBot, reader: Reader, sender: Sender, answers: Answers, announced: list[str], tmp_path: Path
) -> None:
    body = b'{"text": "\xc3\xbc\xff"}\r\n'
    sender.post(body)
    reader.wait_for_count(1)
    reader.open()
    reader.press(Key.Key_C, CONTROL | SHIFT)
    assert copied(qtbot, announced, "Copied the body") == '{"text": "ü\ufffd"}\r\n'
    answers.file = tmp_path / "body.json"
    reader.press(Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: announced[-1] == f"Saved 17 bytes to {answers.file}")
    assert answers.asked[-1] == ("Save body", "delivery-1.json")
    assert answers.file.read_bytes() == body


def test_a_place_that_cannot_be_written_is_said(
    qtbot: QtBot, reader: Reader, sender: Sender, answers: Answers, tmp_path: Path
) -> None:
    sender.post()
    reader.wait_for_count(1)
    reader.open()
    answers.file = tmp_path / "there is none" / "body.json"
    reader.press(Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: len(answers.problems) == 1)
    assert "cannot be written" in answers.problems[0].title
