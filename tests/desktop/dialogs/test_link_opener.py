"""Links are opened by the system's programs, and told where there is none."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop.dialogs.link_opener import LinkOpener
from tests.desktop.conftest import Answers

URL = "https://a.example/x"


def test_a_link_that_no_program_opens_can_be_copied(qapp: QApplication, answers: Answers) -> None:
    QGuiApplication.clipboard().setText("before")
    LinkOpener(answers, lambda _: False).open(URL)
    assert answers.asked == [("No program of this computer opens this link.", URL)]
    assert QGuiApplication.clipboard().text() == URL


@pytest.mark.parametrize(("url", "handed"), [(URL, [URL]), ("file:///etc/passwd", [])])
def test_only_links_are_handed_over(qapp: QApplication, answers: Answers, url: str, handed: list[str]) -> None:
    given: list[str] = []

    def hand_over(each: str) -> bool:
        given.append(each)
        return True

    LinkOpener(answers, hand_over).open(url)
    assert given == handed
    assert answers.asked == []
