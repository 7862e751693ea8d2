"""Each cause of a rejection, by a real request: its words in the list, its sentence, and the fault where it is."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot

from models.channels import hooks
from models.channels.hook_rules import Secret
from models.channels.hooks import Hook
from tests.desktop.deliveries.reading import Reader, Sender
from tests.receiver.intake.rules import set_rules

YESTERDAY = datetime.now(UTC) - timedelta(days=1)
Prepare = Callable[[Hook], object]
Request = Callable[[Sender], object]


def nothing(hook: Hook) -> None:
    """The hook stays as it is."""


def post_two(sender: Sender) -> None:
    sender.post()
    sender.post()


def rules(**given: object) -> Prepare:
    return lambda hook: set_rules(hook, **given)


CAUSES: tuple[tuple[str, str, Prepare, Request], ...] = (
    ("Not JSON", "the body is not JSON: trailing comma", nothing, lambda one: one.post(b'{"text": "a",}')),
    ("Not JSON", "the body is empty", nothing, lambda one: one.post(b"")),
    ("Not JSON", "the body is not UTF-8: byte 9 (0xff)", nothing, lambda one: one.post(b'{"text":"\xff"}')),
    ("Not JSON", "the form field payload is not JSON", nothing, lambda one: one.post(b"payload=%7B%22a%22")),
    ("Wrong fields", "attachments[1].url is missing.", nothing, lambda one: one.report(attachments=[
        {"@type": "link", "url": "http://x"}, {"@type": "link"}])),
    ("Wrong fields", "text must be a string, not a number.", nothing, lambda one: one.post(b'{"text": 17}')),
    ("Wrong fields", "2 things are wrong: id, text.", nothing, lambda one: one.post(b'{"text": 17, "id": []}')),
    ("Wrong fields", "a report needs a text", nothing, lambda one: one.post(b"{}")),
    ("Too large", "the body has 1,048,577 bytes", nothing, lambda one: one.post(b" " * 1_048_577)),
    ("Not a POST", "it was a DELETE, and only POST and PUT work here.", nothing, Sender.delete),
    ("From a web page", "", nothing, lambda one: one.post(origin="http://elsewhere.example")),
    ("Wrong host", "", nothing, lambda one: one.post(host="elsewhere.example")),
    ("Web hook disabled", "this web hook is disabled", lambda hook: hooks.set_enabled(hook.guid, False), Sender.post),
    ("Web hook gone", "this web hook was removed", lambda hook: hooks.remove(hook.guid), Sender.post),
    ("Web hook gone", "this web hook expired at", rules(expires_at=YESTERDAY), Sender.post),
    ("Sender not allowed", "this web hook takes nothing from 127.0.0.1.", rules(senders=("10.0.0.1",)), Sender.post),
    ("Too many", "this web hook takes at most 1", rules(rate_limit="1/hour"), post_two),
    ("Wrong secret", "the header X-Key is missing", rules(secret=Secret("header", "open", "X-Key")), Sender.post),
)  # fmt: skip


@pytest.mark.parametrize(("words", "sentence", "prepare", "request_"), CAUSES, ids=[f"{c[0]}: {c[1]}" for c in CAUSES])
def test_a_rejected_delivery_says_why(
    reader: Reader, sender: Sender, operations: Hook, words: str, sentence: str, prepare: Prepare, request_: Request
) -> None:
    prepare(operations)
    request_(sender)
    reader.wait_for_rows(words, *(["Posted"] if request_ is post_two else []))
    reader.open()
    told = reader.detail.head.text()
    assert told.startswith(f"Rejected: {sentence}"), told
    assert words in reader.pane.model.text(reader.pane.model.records()[0])


def test_the_place_where_a_body_stops_being_json_is_marked_and_in_view(
    reader: Reader, sender: Sender, qtbot: QtBot
) -> None:
    lines = [f'"key{number}": {number},' for number in range(300)]
    sender.post(("{\n" + "\n".join(lines) + '\n"last": ?\n}').encode())
    reader.wait_for_rows("Not JSON")
    reader.open()
    view = reader.detail.view
    [mark] = view.marked()
    place = view.sheet().spot(mark.start, mark.end)
    line = view.sheet().line(place.line)
    assert (line, line[place.column]) == ('"last": ?', "?")
    assert view.marks.note_at(place.line) == mark.note

    def is_in_view() -> bool:
        first, height = view.firstVisibleBlock().blockNumber(), view.viewport().height()
        return first <= place.line <= first + height // view.fontMetrics().height()

    qtbot.waitUntil(is_in_view)  # it is scrolled there once its lines are laid out
    reader.detail.looks.choose(2)
    [mark] = view.marked()
    spot = view.sheet().spot(mark.start, mark.end)
    at = json.loads(reader.detail.shown().answer)["position"]["byte"]  # type: ignore[union-attr]
    assert (spot.line, view.sheet().line(spot.line)[:8]) == (at // 16, f"{at // 16 * 16:08x}")


def test_wrong_fields_are_marked_where_they_are(reader: Reader, sender: Sender) -> None:
    sender.post(b'{"text":17,"attachments":[{"@type":"file","url":"http://x"},{"@type":"link"}]}')
    reader.wait_for_rows("Wrong fields")
    reader.open()
    view = reader.detail.view
    marked = {view.sheet().line(view.sheet().spot(mark.start, mark.end).line): mark.note for mark in view.marked()}
    assert marked == {
        '  "text": 17,': "It must be a string, not a number.",
        "    {": "url is missing: where the file or link is.",
    }
    reader.detail.looks.choose(1)
    shown = reader.detail.shown()
    assert shown is not None
    raw = [shown.body.decode()[mark.start : mark.end] for mark in view.marked()]
    assert raw == ["17", "{"]
    assert [mark.note for mark in view.marked()] == list(marked.values())


def test_the_fault_of_a_form_is_marked_in_its_field(reader: Reader, sender: Sender) -> None:
    sender.post(b"payload=%7B%22text%22%3A+17%7D", content_type="application/x-www-form-urlencoded")
    reader.wait_for_rows("Wrong fields")
    reader.open()
    assert reader.text() == '{\n  "text": 17\n}'
    assert [mark.note for mark in reader.detail.view.marked()] == ["It must be a string, not a number."]
    assert "field “payload” of a form" in reader.detail.note.text()
    reader.detail.looks.choose(1)
    assert reader.text() == "payload=%7B%22text%22%3A+17%7D"
    assert reader.detail.view.marked() == ()


def test_a_compressed_body_is_shown_as_the_text_that_was_sent(reader: Reader, sender: Sender) -> None:
    sender.post(gzip.compress(b'{"text":17}'), content_encoding="gzip")
    reader.wait_for_rows("Wrong fields")
    reader.open()
    assert reader.text() == '{\n  "text": 17\n}'
    assert [mark.note for mark in reader.detail.view.marked()] == ["It must be a string, not a number."]
    assert "Raw shows its bytes as they came" in reader.detail.note.text()
