"""Long work in short pieces: the window answers in between, and nothing is lost."""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.data.turns import MOST_SECONDS, Turns


def work_for_a_turn() -> None:
    until = perf_counter() + MOST_SECONDS
    while perf_counter() < until:
        pass


def test_the_window_answers_between_the_pieces(qtbot: QtBot, qapp: QApplication) -> None:
    happened: list[str] = []
    parent = QObject()

    def piece() -> bool:
        work_for_a_turn()
        happened.append("piece")
        return happened.count("piece") < 3

    turns = Turns(piece, parent, turned=lambda: happened.append("turned"))
    QTimer.singleShot(0, lambda: happened.append("answered"))
    turns.begin()
    assert happened == ["piece", "turned"], "the first turn is now"
    qtbot.waitUntil(lambda: happened.count("turned") == 3)
    assert happened.index("answered") < happened.index("piece", 2)


def test_short_pieces_are_done_in_one_turn(qtbot: QtBot, qapp: QApplication) -> None:
    parent, left, turned = QObject(), list(range(5)), list[int]()

    def piece() -> bool:
        left.pop()
        return bool(left)

    Turns(piece, parent, turned=lambda: turned.append(len(left))).begin()
    assert turned == [0]


def test_a_piece_that_fails_does_not_keep_the_others_from_being_done(qtbot: QtBot, qapp: QApplication) -> None:
    parent, left = QObject(), [1, 0, 2]

    def piece() -> bool:
        1 // left.pop(0)
        return bool(left)

    with qtbot.captureExceptions() as failed:
        Turns(piece, parent).begin_soon()
        qtbot.waitUntil(lambda: not left)
    assert [kind for kind, _, _ in failed] == [ZeroDivisionError]


def test_a_piece_that_asks_a_question_does_not_keep_the_next_waiting(qtbot: QtBot, qapp: QApplication) -> None:
    parent, question = QObject(), QEventLoop()
    pieces: list[str] = []

    def piece() -> bool:
        pieces.append("piece")
        if len(pieces) == 1:
            QTimer.singleShot(2000, question, lambda: question.exit(1))
            assert question.exec() == 0, "nobody answered"
        question.exit(0)
        return len(pieces) < 3

    Turns(piece, parent).begin()
    assert len(pieces) == 3
