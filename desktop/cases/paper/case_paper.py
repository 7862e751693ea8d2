"""Takes a case out of the program: to the clipboard, to a printer, into a PDF file."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMarginsF, Signal
from PySide6.QtGui import QGuiApplication, QPageLayout, QPageSize, QPdfWriter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from desktop.cases.paper.case_document import put_on
from desktop.cases.paper.case_text import case_as_text
from desktop.cases.paper.whole_case import read_whole
from desktop.data.tasks import Tasks
from desktop.dialogs.asking import Ask
from desktop.words.language import tr
from models.cases.cases import Case
from models.problems import Problem

MARGIN_MM = 18
LONGEST_NAME = 60


class CasePaper(QWidget):
    """Reads and lays out in a task; nothing waits for it."""

    announced = Signal(str)

    def __init__(self, *, tasks: Tasks, ask: Ask, parent: QWidget) -> None:
        super().__init__(parent)
        self._tasks, self._ask = tasks, ask
        self.hide()

    def copy_number(self, case: Case) -> None:
        """Put "#48" on the clipboard."""
        self._copy(tr("#{number} copied", number=case.number), f"#{case.number}")

    def copy_as_text(self, case: Case) -> None:
        """Put the whole case on the clipboard as text."""
        copied = partial(self._copy, tr("Case #{number} copied", number=case.number))
        self._tasks.run(lambda: case_as_text(case.id), copied, owner=self)

    def print_case(self, case: Case) -> None:
        """Print the whole case on the printer that is chosen."""
        printer = self._ask.printer(self.window())
        if printer is not None:
            said = tr("Case #{number} was sent to the printer", number=case.number)
            self._tasks.run(partial(_print, printer, case.id), lambda _: self.announced.emit(said), owner=self)

    def save_as_pdf(self, case: Case) -> None:
        """Write the whole case into a file that is asked for."""
        path = self._ask.save_file(self.window(), tr("Save the case as PDF"), _file_name(case), tr("PDF files (*.pdf)"))
        if path is not None:
            said = tr("Case #{number} saved as {name}", number=case.number, name=path.name)
            self._tasks.run(
                partial(_write_pdf, path, case.id),
                lambda _: self.announced.emit(said),
                owner=self,
                problem=partial(self._ask.problem, self.window()),
            )

    def _copy(self, said: str, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.announced.emit(said)


def _print(printer: QPrinter, case_id: int) -> None:
    put_on(printer, read_whole(case_id))


def _write_pdf(path: Path, case_id: int) -> None:
    whole = read_whole(case_id)
    try:  # QPdfWriter says nothing when it cannot write
        with path.open("ab"):
            pass
    except OSError as error:
        raise Problem(
            "{name} cannot be written: {why}.", "Choose another folder.", name=path.name, why=error.strerror
        ) from error
    writer = QPdfWriter(str(path))
    writer.setPageLayout(_page())
    writer.setTitle(f"#{whole.case.number} {whole.case.subject}")
    put_on(writer, whole)


def _page() -> QPageLayout:
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    size = QPageSize(QPageSize.PageSizeId.A4)
    return QPageLayout(size, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter)


def _file_name(case: Case) -> str:
    """A name from the subject with nothing in it that a file system minds."""
    words = "-".join(re.findall(r"\w+", case.subject))[:LONGEST_NAME].strip("-")
    return f"case-{case.number}-{words}.pdf" if words else f"case-{case.number}.pdf"
