"""Limits and security: drafts until OK, checked at their fields, and what they do to real posts."""

from __future__ import annotations

import hashlib
import hmac
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import requests
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.channels.properties import PropertiesDialog
from desktop.channels.web_hooks.hook_details import RULES
from desktop.channels.web_hooks.hook_drafts import HookDraft
from desktop.channels.web_hooks.hook_rules_form import HookRulesForm
from models.channels import channels, hooks
from models.channels.hook_rules import LARGEST_UPLOAD, NO_RULES, Rules, Secret
from models.channels.hooks import Hook
from models.database import writing
from tests.desktop.channels.conftest import Open, ok, post, press

Key = Qt.Key
Send = Callable[[str, str], requests.Response]
BODY = b'{"text": "hello"}'


def rules_of(dialog: PropertiesDialog) -> HookRulesForm:
    dialog.web_hooks.form.details.show_page(RULES)
    return dialog.web_hooks.form.details.rules


def stored(hook: Hook) -> Rules:
    return hooks.get(hook.guid).rules


def with_rules(hook: Hook, rules: Rules, *, enabled: bool = True) -> None:
    with writing():
        hooks.change(replace(hook.edit(), rules=rules, enabled=enabled))


def type_into(field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)


def choose(form: HookRulesForm, place: int) -> None:
    """A kind of secret, as the arrow keys choose it."""
    form.secret.kind.setFocus()
    QTest.keyClick(form.secret.kind, Key.Key_Home)
    for _ in range(place):
        QTest.keyClick(form.secret.kind, Key.Key_Down)


def test_a_limit_is_set_by_keyboard_and_stops_real_posts(qtbot: QtBot, open_dialog: Open, hook_url: str) -> None:
    dialog = open_dialog()

    def key(code: Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> QWidget:
        focused = QGuiApplication.focusObject()
        assert isinstance(focused, QWidget)
        QTest.keyClick(focused, code, modifier)
        after = QGuiApplication.focusObject()
        assert isinstance(after, QWidget)
        return after

    key(Key.Key_I, Qt.KeyboardModifier.AltModifier)
    form = dialog.web_hooks.form.details.rules
    assert form.isVisible()
    form.rate.on.setFocus(Qt.FocusReason.TabFocusReason)
    key(Key.Key_Space)
    assert key(Key.Key_Tab) is form.rate.number
    form.rate.number.selectAll()
    QTest.keyClicks(form.rate.number, "2")
    with qtbot.waitSignal(dialog.accepted):
        key(Key.Key_Return)
    assert [post(hook_url) for _ in range(3)] == [200, 200, 429]


def test_nothing_is_on_that_nobody_chose(qtbot: QtBot, open_dialog: Open, operations: Hook) -> None:
    dialog = open_dialog()
    assert rules_of(dialog).rules() == NO_RULES
    ok(qtbot, dialog)
    assert stored(operations) == NO_RULES


def test_all_rules_are_stored_with_ok_and_shown_again(qtbot: QtBot, open_dialog: Open, operations: Hook) -> None:
    dialog = open_dialog()
    form = rules_of(dialog)
    for box in (form.expiry.on, form.silence.on, form.rate.on):
        box.click()
    type_into(form.silence.number, "3")
    type_into(form.upload.number, "25")
    type_into(form.senders.line, "127.0.0.1 10.0.0.0/8,2001:db8::/32")
    choose(form, 1)
    type_into(form.secret.header, "X-Plant")
    type_into(form.secret.value, "open sesame")
    ok(qtbot, dialog)
    kept = stored(operations)
    assert kept.expires_at is not None
    assert kept.expires_at > datetime.now(UTC) + timedelta(days=29)
    assert kept == Rules(
        kept.expires_at,
        3 * 3600,
        "60/minute",
        ("127.0.0.1", "10.0.0.0/8", "2001:db8::/32"),
        Secret("header", "open sesame", "X-Plant"),
        largest_body=LARGEST_UPLOAD,
    )
    again = open_dialog()
    assert rules_of(again).rules() == kept
    details = again.web_hooks.form.details
    assert details.tabs.tabText(RULES) == "L&imits and security  6"
    assert "X-Plant: open sesame" in details.snippets.text()
    assert not details.snippets.note.isHidden()


def test_a_size_that_is_no_whole_number_of_mib_stays_unless_it_is_edited(
    qtbot: QtBot, open_dialog: Open, operations: Hook
) -> None:
    with_rules(operations, Rules(largest_body=1_500_000))
    ok(qtbot, open_dialog())
    assert stored(operations).largest_body == 1_500_000
    dialog = open_dialog()
    form = rules_of(dialog)
    type_into(form.upload.number, "0")
    press(qtbot, dialog, QDialogButtonBox.StandardButton.Ok)
    assert "from 1 to 25 MiB" in form.upload.hint.text()
    type_into(form.upload.number, "2")
    ok(qtbot, dialog)
    assert stored(operations).largest_body == 2 * 1024 * 1024


def test_what_the_form_does_not_show_stays(qtbot: QtBot, open_dialog: Open, operations: Hook) -> None:
    with_rules(operations, Rules(reopen_within=0))
    dialog = open_dialog()
    rules_of(dialog).rate.on.click()
    ok(qtbot, dialog)
    assert stored(operations) == Rules(rate_limit="60/minute", reopen_within=0)


def test_cancel_changes_no_rule(qtbot: QtBot, open_dialog: Open, operations: Hook) -> None:
    dialog = open_dialog()
    rules_of(dialog).rate.on.click()
    press(qtbot, dialog, QDialogButtonBox.StandardButton.Cancel)
    assert stored(operations) == NO_RULES


def test_what_is_wrong_is_said_at_its_field_in_the_words_of_the_rule(
    qtbot: QtBot, open_dialog: Open, operations: Hook
) -> None:
    dialog = open_dialog()
    form = rules_of(dialog)
    type_into(form.senders.line, "10.0.0.0/8, plant")
    dialog.web_hooks.form.details.show_page(0)
    dialog.tabs.setCurrentWidget(dialog.general)
    press(qtbot, dialog, QDialogButtonBox.StandardButton.Ok)
    assert form.senders.hint.text() == (
        "This is not an address or a network: plant. Write it like 192.0.2.17, 192.0.2.0/24 or 2001:db8::/32."
    )
    assert form.senders.hint.isVisible()
    assert form.senders.line.hasFocus()
    assert "plant" in form.senders.line.accessibleDescription()
    type_into(form.senders.line, "10.0.0.0/8")
    assert not form.senders.hint.isVisible()
    ok(qtbot, dialog)
    assert stored(operations).senders == ("10.0.0.0/8",)


def test_a_wrong_number_or_header_is_said_at_its_field(qtbot: QtBot, open_dialog: Open) -> None:
    dialog = open_dialog()
    form = rules_of(dialog)
    form.silence.on.click()
    form.silence.number.clear()
    assert not form.check()
    assert form.silence.number.hasFocus()
    type_into(form.silence.number, "2")
    choose(form, 1)
    type_into(form.secret.header, "no header")
    assert not form.check()
    assert form.secret.hints[form.secret.header].isVisible()
    assert not form.secret.hints[form.secret.value].isVisible()
    type_into(form.secret.header, "X-One")
    form.secret.value.clear()
    assert not form.check()
    assert form.secret.hints[form.secret.value].isVisible()
    assert form.secret.value.hasFocus()


def test_a_secret_is_made_masked_shown_copied_and_made_anew(open_dialog: Open) -> None:
    secret = rules_of(open_dialog()).secret
    assert not secret.value.isVisible()
    QTest.keyClick(secret.kind, Key.Key_Down)
    first = secret.value.text()
    assert len(first) >= 40
    assert secret.value.displayText() != first
    secret.show_value.click()
    assert secret.value.displayText() == first
    assert secret.show_value.text() == "Hide"
    secret.copy.click()
    assert QGuiApplication.clipboard().text() == first
    secret.renew.click()
    assert secret.value.text() != first
    QTest.keyClick(secret.kind, Key.Key_Down)
    QTest.keyClick(secret.kind, Key.Key_Up)
    assert secret.value.text() not in ("", first)


def github(value: str, url: str) -> requests.Response:
    signature = hmac.new(value.encode(), BODY, hashlib.sha256).hexdigest()
    return requests.post(url, BODY, headers={"X-Hub-Signature-256": f"sha256={signature}"}, timeout=10)


def standard(value: str, url: str) -> requests.Response:
    at = str(int(datetime.now(UTC).timestamp()))
    signed = hmac.new(b64decode(value.removeprefix("whsec_")), f"one.{at}.".encode() + BODY, hashlib.sha256)
    headers = {"webhook-id": "one", "webhook-timestamp": at}
    headers["webhook-signature"] = f"v1,{b64encode(signed.digest()).decode()}"
    return requests.post(url, BODY, headers=headers, timeout=10)


def header(value: str, url: str) -> requests.Response:
    return requests.post(url, BODY, headers={"X-Hook-Secret": value}, timeout=10)


@pytest.mark.parametrize(("place", "send"), [(1, header), (2, github), (3, standard)])
def test_a_sender_that_has_the_secret_is_let_in_and_no_other(
    qtbot: QtBot, open_dialog: Open, hook_url: str, place: int, send: Send
) -> None:
    dialog = open_dialog()
    form = rules_of(dialog)
    choose(form, place)
    value = form.secret.value.text()
    ok(qtbot, dialog)
    assert post(hook_url) == 403
    assert send(value, hook_url).status_code == 200
    assert send(value[:-4] + "AAAA", hook_url).status_code == 403


def test_a_time_of_expiry_keeps_its_seconds_until_it_is_edited(
    qtbot: QtBot, open_dialog: Open, operations: Hook
) -> None:
    exact = datetime(2099, 3, 12, 9, 46, 31, tzinfo=UTC)
    with_rules(operations, Rules(expires_at=exact))
    dialog = open_dialog()
    form = rules_of(dialog)
    form.rate.on.click()
    assert form.rules().expires_at == exact
    form.expiry.at.setDateTime(form.expiry.at.dateTime().addSecs(60))
    assert form.rules().expires_at == datetime(2099, 3, 12, 9, 47, tzinfo=UTC)
    ok(qtbot, dialog)
    assert stored(operations).expires_at == datetime(2099, 3, 12, 9, 47, tzinfo=UTC)


def test_the_wheel_changes_no_rule(open_dialog: Open) -> None:
    form = rules_of(open_dialog())
    before = form.rules()
    for field in (form.secret.kind, form.rate.unit, form.expiry.at):
        middle = field.rect().center()
        QTest.wheelEvent(field.window().windowHandle(), field.mapTo(field.window(), middle), QPoint(0, -120))
    assert form.rules() == before
    assert form.secret.kind.currentIndex() == 0


def test_a_row_says_first_what_somebody_should_know(operations: Hook) -> None:
    now = datetime.now(UTC)
    used = replace(operations, deliveries=1204, last_delivery_at=now - timedelta(minutes=2))

    def state(hook: Hook, rules: Rules = NO_RULES, *, enabled: bool = True) -> str:
        return HookDraft(hook.guid, hook.purpose, enabled, replace(hook, rules=rules), rules).state()

    assert state(operations) == "never used"
    assert state(used) == "2 min ago · 1,204 deliveries"
    assert state(replace(used, rejected=2)) == "2 min ago · 2 of 1,204 rejected"
    assert state(operations, enabled=False) == "Disabled · never used"
    assert state(operations, Rules(expires_at=now - timedelta(minutes=1))) == "Expired · never used"
    assert state(operations, Rules(expires_at=now + timedelta(days=2, minutes=1))) == "Expires in 2 days · never used"
    assert state(operations, Rules(expires_at=now + timedelta(days=30))) == "never used"
    watched = replace(operations, watched_since=now - timedelta(hours=3))
    assert state(watched, Rules(silent_after=7200)) == "Silent for 3 h · never used"
    assert state(watched, Rules(silent_after=14_400)) == "never used"


def test_a_hook_that_is_added_has_its_rules_from_the_first_post_on(qtbot: QtBot, open_dialog: Open) -> None:
    dialog = open_dialog()
    dialog.web_hooks.add.click()
    form = dialog.web_hooks.form
    QTest.keyClicks(form.purpose, "Signed")
    choose(rules_of(dialog), 2)
    value, url = form.details.rules.secret.value.text(), form.url.text()
    assert len(channels.all_channels()) == 1
    ok(qtbot, dialog)
    assert post(url) == 403
    assert github(value, url).status_code == 200
