"""Settings > Deliveries and files: other options of fetching hold at once, and what cannot be used is refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.desk import Desk
from desktop.settings.deliveries_page import DeliveriesPage
from desktop.settings.fetch_fields import MORE, OFTEN
from desktop.settings.fields.choice_field import ChoiceField
from desktop.settings.fields.opening import Opening
from desktop.settings.fields.option_field import OptionField
from models.settings import config
from models.settings.config import Config, Given
from models.settings.fetch_options import FETCH_OPTIONS
from tests.desktop.settings.conftest import OnPage, SystemOpens

Key = Qt.Key


@pytest.fixture
def page(on_page: OnPage[DeliveriesPage]) -> DeliveriesPage:
    """The page, in front."""
    return on_page(DeliveriesPage)


def line_of(page: DeliveriesPage, name: str) -> OptionField:
    field = page.fetching.by_name[name]
    assert isinstance(field, OptionField)
    return field


def enter(field: OptionField, text: str) -> None:
    field.line.setFocus()
    field.line.selectAll()
    QTest.keyClick(field.line, Key.Key_Delete)
    QTest.keyClicks(field.line, text)
    QTest.keyClick(field.line, Key.Key_Return)


def test_each_option_of_fetching_has_a_field_but_the_folder() -> None:
    shown = [name for name, _, _ in (*OFTEN, *MORE)]
    assert sorted([*shown, "files"]) == sorted(option.name for option in FETCH_OPTIONS)


def test_a_number_holds_at_once_for_the_receiver_and_at_the_next_start(
    page: DeliveriesPage, program: Desk, qtbot: QtBot
) -> None:
    url = program.receiver.url
    enter(line_of(page, "fetch_size"), "7")
    qtbot.waitUntil(lambda: program.receiver.state == "receiving" and program.receiver.config.fetch_size == 7)
    assert (program.receiver.url, config.load({}).fetch_size) == (url, 7)
    qtbot.waitUntil(program.tasks.idle)


def test_fetching_is_switched_off_by_a_choice(page: DeliveriesPage, program: Desk, qtbot: QtBot) -> None:
    choice = page.fetching.by_name["fetch"]
    assert isinstance(choice, ChoiceField)
    QTest.keyClick(choice.box, Key.Key_Down)
    qtbot.waitUntil(lambda: program.receiver.state == "receiving" and program.receiver.config.fetch == "off")
    assert config.load({}).fetch == "off"
    qtbot.waitUntil(program.tasks.idle)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("fetch_size", "0", "It is a number from 1 to 4096."),
        ("fetch_redirects", "21", "It is a number from 0 to 20."),
        ("fetch_only", "10.0.0.300", "They are names or networks"),
        ("fetch_proxy", "proxy.example.org", "It looks like http://proxy.example.org:3128."),
        ("fetch_ca", __file__, "It is the path of a file with certificates (PEM)."),
    ],
)
def test_what_cannot_be_used_is_refused_at_its_field(
    page: DeliveriesPage, program: Desk, name: str, text: str, said: str
) -> None:
    before = program.receiver.config
    enter(line_of(page, name), text)
    assert line_of(page, name).hint.text().startswith(said)
    assert program.receiver.config is before


def test_the_password_of_a_proxy_is_not_shown_and_stays_where_its_host_is_changed(
    qtbot: QtBot, desk_config: Config
) -> None:
    config = replace(desk_config, fetch_proxy="http://ada:secret@proxy.example:3128")
    field = OptionField("fetch_proxy", "Proxy", config=config)
    qtbot.addWidget(field)
    field.show()
    assert field.line.text() == "http://ada:***@proxy.example:3128"
    with qtbot.waitSignal(field.entered) as entered:
        enter(field, "http://ada:***@other.example:3128")
    assert entered.args == ["http://ada:secret@other.example:3128"]
    field.refuse("It does not answer.", "http://ada:secret@other.example:3128")
    assert field.line.text() == "http://ada:***@other.example:3128"


def test_an_option_of_the_environment_is_locked(qtbot: QtBot, desk_config: Config) -> None:
    given = replace(desk_config, given={"fetch": Given("off", "environment", "HOOKDESK_FETCH")})
    field = ChoiceField("fetch", "Files of reports", (), config=given)
    qtbot.addWidget(field)
    assert not field.box.isEnabled()
    assert field.source.text().startswith("HOOKDESK_FETCH set this at the start.")


def test_the_folder_of_files_is_shown_with_what_it_holds_and_opened(
    page: DeliveriesPage, desk_config: Config, program: Desk, qtbot: QtBot, system: SystemOpens
) -> None:
    qtbot.waitUntil(program.tasks.idle)
    folder = Path(desk_config.database).parent / "files"
    assert page.files.line.text() == str(folder)
    assert page.files.words.text() == "0 bytes are kept now."
    page.files.show_path(folder, there=True)
    page.files.button.click()
    assert system.paths == [folder.as_posix()]


def test_what_is_not_there_cannot_be_opened(qtbot: QtBot, tmp_path: Path) -> None:
    field = Opening("Folder", "Open folder")
    qtbot.addWidget(field)
    field.show_path(tmp_path / "later", there=False)
    assert not field.button.isEnabled()
