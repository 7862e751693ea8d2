"""Sentences in the language of the program: their values and plurals, whatever the locale of the system is."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from desktop.words import clock, priorities, problem_words, view_words
from desktop.words.language import Plural, Sentence, decimal, number, tr
from development import sentences, translations
from models.cases import views
from models.cases.cases import PRIORITIES
from models.problems import Problem, Words

# Some sentences as a Turkish translation has them: the value first, suffixes behind it, and one form for all numbers.
TURKISH = {
    sentences.Text("Undone: {sentence}"): "{sentence}: geri alındı",
    sentences.Text("{count} cases assigned to {name}"): "{name} kişisine {count} kayıt atandı",
    sentences.Text("Case #{number} was deleted."): "{number} numaralı kayıt silindi.",
    sentences.Text("Open", "a case is"): "Açık",
    sentences.Text("Open"): "Aç",
    sentences.Text("d MMM yyyy"): "d MMMM yyyy dddd",
}


@pytest.fixture
def turkish(qapp: QApplication, tmp_path: Path) -> Iterator[None]:
    """A window that speaks Turkish, where it knows it."""
    found = {text: sentences.Found(["a.py"], plural="{count}" in text.words) for text in TURKISH}
    written = translations.in_step('<TS version="2.1" language="tr" sourcelanguage="en"></TS>', found)
    for text in found:
        empty = "<numerusform />" if "{count}" in text.words else '<translation type="unfinished" />'
        filled = empty.replace(' type="unfinished"', "").replace(" />", f">{TURKISH[text]}</{empty[1:].split()[0]}>")
        written = written.replace(empty, filled, 1)
    source = tmp_path / "hookdesk_tr.ts"
    source.write_text(written.replace(' type="unfinished"', ""), encoding="utf-8")
    translations.release(source, tmp_path / "hookdesk_tr.qm")
    translator, before = QTranslator(), QLocale()
    assert translator.load(str(tmp_path / "hookdesk_tr.qm"))
    qapp.installTranslator(translator)
    QLocale.setDefault(QLocale(QLocale.Language.Turkish))
    yield
    QLocale.setDefault(before)
    qapp.removeTranslator(translator)


def test_values_go_into_the_sentence() -> None:
    assert tr("Undone: {sentence}", sentence="{name} 100% <b>") == "Undone: {name} 100% <b>"
    assert tr("{author}: message", author="Ada") == "Ada: message"


@pytest.mark.parametrize(("count", "words"), [(0, "0 cases"), (1, "1 case"), (2, "2 cases"), (12_345, "12,345 cases")])
def test_a_count_chooses_the_plural(count: int, words: str) -> None:
    assert tr("{count} cases", count) == words
    assert tr(Sentence("{count} cases"), count) == words


def test_a_count_of_any_size_is_said() -> None:
    assert tr("{count} bytes", 5_000_000_000) == "5,000,000,000 bytes"


def test_a_plural_need_not_say_how_many() -> None:
    assert [tr(Plural("hours"), count) for count in (1, 2)] == ["hour", "hours"]


def test_numbers_are_written_as_english_has_them() -> None:
    assert [number(1_234_567), decimal(1_234.56, 1), decimal(0.04, 1)] == ["1,234,567", "1,234.6", "0.0"]


def test_a_translation_has_its_own_order_and_plurals(turkish: None) -> None:
    assert tr("{count} cases assigned to {name}", 1_234, name="Ayşe") == "Ayşe kişisine 1.234 kayıt atandı"
    assert tr("{count} cases assigned to {name}", 1, name="Ayşe") == "Ayşe kişisine 1 kayıt atandı"


def test_a_translation_tells_two_meanings_apart(turkish: None) -> None:
    assert [tr("Open"), tr(Sentence("Open", "a case is"))] == ["Aç", "Açık"]


def test_a_problem_from_below_is_translated_with_its_values(turkish: None) -> None:
    problem = Problem("Case #{number} was deleted.", "Leave it out.", number="12")

    assert problem_words.title(problem) == "12 numaralı kayıt silindi."
    assert str(problem) == "Case #12 was deleted. Leave it out."


def test_a_translation_has_its_own_dates(turkish: None) -> None:
    at = clock.midnight(clock.now().date().replace(year=2026, month=11, day=24))

    assert clock.relative(at, at + timedelta(days=400)) == "24 Kasım 2026 Salı"


def test_the_values_of_a_problem_can_be_sentences() -> None:
    meanwhile = (Words("case #{number} was deleted", {"number": "1"}), Words("case #{number} is open", {"number": "2"}))
    problem = Problem("Meanwhile: {what}.", "Give {most} at the most.", what=meanwhile, most=1_000)

    assert problem_words.whole(problem) == str(problem)
    assert str(problem) == "Meanwhile: case #1 was deleted; case #2 is open. Give 1,000 at the most."


def test_what_a_problem_is_given_stays_as_it_is() -> None:
    problem = Problem("{name} cannot be written.", "Choose another folder.", name="{0} {name} 100%.pdf")

    assert problem_words.title(problem) == problem.title == "{0} {name} 100%.pdf cannot be written."


def test_priorities_are_said_as_everywhere() -> None:
    assert tuple(priorities.priority(place) for place in range(len(PRIORITIES))) == PRIORITIES


def test_views_that_come_with_the_program_are_known(turkish: None) -> None:
    assert {view.name for view in views.ready_made(1)} == set(view_words.READY_MADE)


@pytest.mark.parametrize("locale", ["tr_TR.UTF-8", "de_DE.UTF-8", "ar_SA.UTF-8", "C"])
def test_the_locale_of_the_system_changes_nothing(locale: str) -> None:
    code = (
        "from datetime import UTC, datetime\n"
        "from desktop.process.application import application\n"
        "app = application()\n"
        "from desktop.words import clock, dates\n"
        "from desktop.words.language import tr\n"
        "at = datetime(2026, 11, 24, 17, 5, tzinfo=UTC)\n"
        "print(dates.written(at, dates.WEEKDAY_AND_TIME), clock.exact(at), tr('{count} cases', 1234), sep='; ')\n"
    )
    environ = {**os.environ, "LC_ALL": locale, "TZ": "UTC", "QT_QPA_PLATFORM": "offscreen"}

    said = subprocess.run(
        [sys.executable, "-c", code], env=environ, capture_output=True, text=True, check=True, timeout=60
    )

    assert said.stdout == "Tue 24 Nov 2026, 17:05; Tuesday 24 November 2026, 17:05:00; 1,234 cases\n"
