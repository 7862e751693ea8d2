"""The body of the delivery that is open, its headers and answer: shown as text, copied as sent, and searched."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.bodies.filler import FIRST_LINES
from desktop.deliveries.detail.detail import ANSWER, BYTES, HEADERS, RAW
from models.database import execute, writing
from tests.desktop.deliveries.reading import CONTROL, SHIFT, Key, Reader, Sender
from tests.receiver.intake.uploads.posting import PNG, send

MIB = 1024 * 1024


def test_a_body_is_laid_out_as_it_was_sent_and_as_bytes(reader: Reader, sender: Sender) -> None:
    sender.post('{"text":"Şifre \\u00fc 😀"}'.encode())
    reader.wait_for_count(1)
    reader.open()
    assert reader.text() == '{\n  "text": "Şifre ü 😀"\n}'
    reader.click(reader.detail.looks.button(RAW))
    assert reader.text() == '{"text":"Şifre \\u00fc 😀"}'
    reader.click(reader.detail.looks.button(BYTES))
    assert (
        reader.text().splitlines()[0] == '00000000  7b 22 74 65 78 74 22 3a 22 c5 9e 69 66 72 65 20  {"text":"..ifre '
    )


def test_files_that_came_with_it_are_told_above_its_body(reader: Reader, sender: Sender) -> None:
    send(sender.url, ("file", "plot.png", PNG), ("file", "notes.txt", b"two\n"), text="The curve")
    reader.wait_for_count(1)
    reader.open()
    assert reader.detail.note.text().startswith("2 files, 2.0 KiB, are kept with the message.")
    assert "The curve" in reader.text()


def test_headers_and_answer_have_tabs(reader: Reader, sender: Sender) -> None:
    sender.post(x_request_id="a & <b>")
    reader.wait_for_count(1)
    reader.open()
    assert reader.detail.tabs.tabText(HEADERS).startswith("Headers  ")
    reader.detail.tabs.setCurrentIndex(HEADERS)
    assert "X-Request-Id: a & <b>" in reader.text().splitlines()
    assert not reader.detail.looks.isVisible()
    reader.detail.tabs.setCurrentIndex(ANSWER)
    assert json.loads(reader.text()) == {"status": "posted", "message": 1}


def test_what_a_sender_wrote_is_never_html(reader: Reader, sender: Sender) -> None:
    sender.post(b'{"text": "<b>bold</b>", "id": "<img src=x>"}', user_agent="<b>agent</b>")
    reader.wait_for_rows("Opened #1")
    reader.open()
    assert '"text": "<b>bold</b>"' in reader.text()
    assert reader.detail.head.facts.textFormat() == Qt.TextFormat.PlainText
    assert "<b>agent</b>" in reader.detail.head.facts.text()
    assert "&lt;b&gt;agent" in reader.detail.head.facts.toolTip()
    sender.report(references=["<b>`x`</b>"])
    reader.wait_for_rows("Posted", "Opened #1")
    reader.open()
    told = reader.detail.head.sentence.text()
    assert "&lt;b&gt;" in told
    assert "<b>" not in told


def test_raw_is_copied_as_it_was_sent(reader: Reader, sender: Sender) -> None:
    body = '{"text": "' + "a b 😀 " * 1_000 + '",\r\n "x": "\u2028\t"}'
    sender.post(body.encode())
    reader.wait_for_count(1)
    reader.open()
    reader.detail.looks.choose(RAW)
    reader.detail.view.selectAll()
    reader.detail.view.copy()
    assert QGuiApplication.clipboard().text() == body


def test_what_was_copied_does_not_crash_the_program_when_it_ends() -> None:
    # Of a process of its own: what is left in the clipboard goes away after Python has ended.
    script = (
        "from desktop.process.application import application\nfrom desktop.bodies.body_views import BodyView\n"
        "from desktop.bodies.sheet import TextSheet\nfrom desktop.bodies.sheet_view import SheetView\n"
        "from desktop.widgets.theme import ThemeHolder\napp = application()\n"
        "view = SheetView(theme=ThemeHolder(app, 'light'), name='Body')\nview.show_view(BodyView(TextSheet('a')))\n"
        "view.selectAll()\nview.copy()\n"
    )
    assert subprocess.run([sys.executable, "-c", script], timeout=60, check=False).returncode == 0


def test_all_of_a_long_body_is_copied_though_not_all_of_it_is_shown(
    reader: Reader, sender: Sender, qtbot: QtBot
) -> None:
    body = json.dumps({"text": "a", "list": list(range(3 * FIRST_LINES))}, indent=1)
    sender.post(body.encode())
    reader.wait_for_count(1)
    reader.open()
    reader.detail.looks.choose(RAW)
    said = f"1,000 of {body.count(chr(10)) + 1:,} lines are shown."
    qtbot.waitUntil(lambda: reader.detail.note.text() == said)
    reader.detail.view.selectAll()
    reader.detail.view.copy()
    assert QGuiApplication.clipboard().text() == body


def test_a_body_of_a_mebibyte_is_shown_from_its_top_and_all_of_it_if_wanted(
    reader: Reader, sender: Sender, qtbot: QtBot
) -> None:
    entry = {"@type": "link", "url": "http://x", "displayName": "a" * 900}
    body = json.dumps({"text": "x", "attachments": [entry] * 1_000, "more": ["y" * 60] * 800}).encode()
    assert MIB * 0.95 < len(body) <= MIB
    sender.post(body)
    reader.wait_for_rows("Posted")
    reader.open()
    view = reader.detail.view
    every = view.sheet().line_count()
    qtbot.waitUntil(lambda: view.shown_lines() == FIRST_LINES)
    assert reader.detail.note.text() == f"1,000 of {every:,} lines are shown."
    reader.click(reader.detail.note.show_all)
    qtbot.waitUntil(lambda: view.shown_lines() == every)
    assert not reader.detail.note.show_all.isVisible()
    assert json.loads(view.toPlainText()) == json.loads(body)


def test_one_line_of_a_mebibyte_is_folded(reader: Reader, sender: Sender, qtbot: QtBot) -> None:
    body = json.dumps({"text": "word " * 200_000})
    sender.post(body.encode())
    reader.wait_for_rows("Posted")
    reader.open()
    reader.detail.looks.choose(RAW)
    view = reader.detail.view
    assert view.sheet().line_count() > 400
    qtbot.waitUntil(lambda: view.shown_lines() == view.sheet().line_count())
    view.selectAll()
    view.copy()
    assert QGuiApplication.clipboard().text() == body


def test_a_fault_far_down_is_loaded_and_in_view(reader: Reader, sender: Sender, qtbot: QtBot) -> None:
    entries = [{"@type": "link", "url": "http://x"}] * 990
    sender.post(json.dumps({"attachments": [*entries, {"@type": "link"}], "x": list(range(3_000))}).encode())
    reader.wait_for_rows("Wrong fields")
    reader.open()
    view = reader.detail.view
    [mark] = view.marked()
    line = view.sheet().spot(mark.start, mark.end).line
    assert line > FIRST_LINES
    qtbot.waitUntil(lambda: view.textCursor().blockNumber() == line)
    assert view.firstVisibleBlock().blockNumber() > line - 100


@pytest.mark.parametrize(
    ("change", "note"),
    [
        (
            "body = X'', size = 2048",
            "Its body of 2.0 KiB is not kept: it was too old, or the disk was nearly full when it came.",
        ),
        ("size = 3145728", "Only the first 17 bytes of 3.0 MiB were kept."),
        ("body = X'', size = 0", "It had no body."),
    ],
)
def test_a_body_that_is_not_whole_says_so(reader: Reader, sender: Sender, change: str, note: str) -> None:
    sender.post()
    with writing():
        execute(f"UPDATE deliveries SET {change}")
    reader.wait_for_count(1)
    reader.open()
    assert reader.detail.note.text() == note


def test_words_are_found_in_the_body(reader: Reader, sender: Sender, qtbot: QtBot) -> None:
    body = {"text": "needle one", "list": ["x"] * 4_000, "last": "NEEDLE two"}
    sender.post(json.dumps(body).encode())
    reader.wait_for_count(1)
    reader.open()
    find = reader.detail.find_bar
    reader.detail.begin_find()
    assert find.field.hasFocus()
    QTest.keyClicks(find.field, "needle")
    assert (find.count.text(), reader.chosen()) == ("1 of 2", "needle")
    reader.press(Key.Key_Return)
    qtbot.waitUntil(lambda: reader.chosen() == "NEEDLE")
    assert find.count.text() == "2 of 2"
    reader.press(Key.Key_Return, SHIFT)
    qtbot.waitUntil(lambda: reader.chosen() == "needle")
    QTest.keyClicks(find.field, "zzz")
    assert find.count.text() == "Not found"
    reader.press(Key.Key_Escape)
    assert not find.isVisible()
    assert reader.detail.isVisible()


def test_words_are_found_in_bytes_too(reader: Reader, sender: Sender) -> None:
    sender.post('{"text": "ünlü"}'.encode())
    reader.wait_for_count(1)
    reader.open()
    reader.detail.looks.choose(BYTES)
    reader.detail.begin_find()
    reader.detail.find_bar.field.insert("ü")
    assert (reader.detail.find_bar.count.text(), reader.chosen()) == ("1 of 2", "c3 bc")


def test_the_keys_of_the_text_reach_its_end(reader: Reader, sender: Sender, qtbot: QtBot) -> None:
    sender.post(json.dumps({"text": "a", "list": list(range(2 * FIRST_LINES))}).encode())
    reader.wait_for_count(1)
    reader.open()
    view = reader.detail.view
    view.setFocus()
    reader.press(Key.Key_End, CONTROL)
    qtbot.waitUntil(lambda: view.shown_lines() == view.sheet().line_count())
