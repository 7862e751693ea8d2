"""One message laid out for a width: where its words, links and chips are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QTextCharFormat, QTextLayout, QTextOption

from desktop.activity.chips import Chip, place
from desktop.activity.fonts import Fonts
from desktop.attachments.attachment_words import about, why
from desktop.words.language import tr
from desktop.words.message_text import MOST_LINES, TextLink, can_open, clip, linked
from desktop.words.message_words import author, waits_for
from models.messages.messages import Message
from models.messages.posted import Posted

EDGE = 28
INDENT = 34
PAD = 11
GAP = 8
WIDEST_CHARACTERS = 110
MOST_TROUBLES = 3
LINE_SEPARATOR = "\u2028"

ZoneKind = Literal["case", "link", "whole", "time", "chip", "author", "why"]


@dataclass(frozen=True, slots=True)
class Zone:
    """A place that answers to the mouse; `value` is a URL or a text for the tooltip, `posted` what a chip is of."""

    rect: QRect
    kind: ZoneKind
    value: str
    posted: Posted | None = None

    def can_be_opened(self) -> bool:
        """Whether a click leads somewhere: to a file that is here, or to an address of the web or of mail."""
        if self.posted is not None:
            return self.posted.state == "kept" or can_open(self.posted.url)
        return self.kind == "link" and can_open(self.value)


class MessageEntry:
    """What the delegate paints; built once for a message, a width and a link colour."""

    def __init__(self, message: Message, width: int, fonts: Fonts, link: QColor) -> None:
        self.message = message
        self.width = width
        self.fonts = fonts
        self.zones: list[Zone] = []
        self.chips: list[Chip] = []
        self.troubles: list[tuple[QRect, str]] = []
        self.left = EDGE + INDENT
        metrics = fonts.of_reading
        room = width - self.left - EDGE
        self.room = max(80, min(room, metrics.averageCharWidth() * WIDEST_CHARACTERS))
        self._top = PAD
        self._head(metrics)
        self._body(metrics, link)
        self._chips(metrics)
        self._waiting()
        self.height = self._top + PAD

    def zone_at(self, x: int, y: int) -> Zone | None:
        """The zone at a place inside the entry."""
        return next((zone for zone in self.zones if zone.rect.contains(x, y)), None)

    def first_target(self) -> Zone | None:
        """The first address or file in the message that can be opened."""
        return next((zone for zone in self.zones if zone.can_be_opened()), None)

    def _head(self, metrics: QFontMetrics) -> None:
        bold, small = self.fonts.of_bold, self.fonts.of_small
        self.head = QRect(self.left, self._top, self.room, metrics.height())
        name = author(self.message)
        self.author = bold.elidedText(name, Qt.TextElideMode.ElideRight, self.room // 2)
        x = self.left + bold.horizontalAdvance(self.author)
        if self.author != name:
            self.zones.append(Zone(self._on_head(self.left, x), "author", name))
        self.action, self.rest = _action(self.message)
        self.action_x = x + GAP + 1
        self.case = "" if self.message.case is None else f"#{self.message.case}"
        self.case_x = self.action_x + small.horizontalAdvance(self.action)
        self.rest_x = self.case_x + small.horizontalAdvance(self.case)
        self.time_x = self.rest_x + small.horizontalAdvance(self.rest)
        if self.case:
            self.zones.append(Zone(self._on_head(self.case_x, self.rest_x), "case", self.case))
        time = self._on_head(self.time_x, self.time_x + small.horizontalAdvance(f" · {tr('yesterday')} "))
        self.zones.append(Zone(time, "time", ""))
        self._top = self.head.bottom() + 5

    def _on_head(self, left: int, right: int) -> QRect:
        return QRect(left, self.head.top(), right - left, self.head.height())

    def _body(self, metrics: QFontMetrics, link: QColor) -> None:
        shown = clip(self.message.text, self.message.text_length)
        text, links = linked(shown.text)
        self.text = QTextLayout(text.replace("\n", LINE_SEPARATOR), self.fonts.reading)
        self.body = QPointF(self.left, self._top)
        fits = not text or self._lay_out([_in_qt(text, found) for found in links], link)
        if shown.cut or not fits:
            label = tr("Show all")
            width = metrics.horizontalAdvance(label)
            self.zones.append(Zone(QRect(self.left, self._top + 2, width, metrics.height()), "whole", label))
            self._top += metrics.height() + 6

    def _lay_out(self, found: list[TextLink], color: QColor) -> bool:
        """Lay out as many lines as a message may have, however they came about; whether those are all."""
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.text.setTextOption(option)
        self.text.setFormats([_link_format(link, color) for link in found])
        self.text.beginLayout()
        y = 0.0
        end, length = 0, _units(self.text.text())
        while self.text.lineCount() < MOST_LINES and (line := self.text.createLine()).isValid():
            line.setLineWidth(self.room)
            line.setPosition(QPointF(0, y))
            y += line.height() + 2
            end = line.textStart() + line.textLength()
        self.text.endLayout()
        for link in found:
            if link.start < end:
                self._link_zones(replace(link, end=min(link.end, end)))
        self._top += int(y) + 2
        return end >= length

    def _link_zones(self, link: TextLink) -> None:
        # Only the lines that the link is on: some texts have hundreds of links on dozens of lines.
        begins = self.text.lineForTextPosition(link.start).lineNumber()
        ends = self.text.lineForTextPosition(link.end - 1).lineNumber()
        for number in range(begins, ends + 1):
            line = self.text.lineAt(number)
            first = max(link.start, line.textStart())
            last = min(link.end, line.textStart() + line.textLength())
            if first < last:
                edges = sorted(_x(line.cursorToX(at)) for at in (first, last))
                top = self.body.y() + line.y()
                area = QRect(int(self.left + edges[0]), int(top), int(edges[1] - edges[0]) + 1, int(line.height()))
                self.zones.append(Zone(area, "link", link.url))

    def _chips(self, metrics: QFontMetrics) -> None:
        placed = place(self.message.attachments, metrics, QRect(self.left, self._top + 4, self.room, 0))
        self.chips = placed.chips
        self.zones += [Zone(chip.rect, "chip", about(chip.posted), chip.posted) for chip in placed.chips]
        if placed.chips:
            self._top = placed.bottom + 4
        if placed.more:
            label = tr("and {count} more", placed.more)
            area = QRect(self.left, self._top, metrics.horizontalAdvance(label), metrics.height())
            self.zones.append(Zone(area, "whole", label))
            self._top += metrics.height() + 4
        self._troubles(placed.chips)

    def _troubles(self, chips: list[Chip]) -> None:
        """What kept files from coming, a line each."""
        small = self.fonts.of_small
        for said in [*filter(None, (why(chip.posted) for chip in chips))][:MOST_TROUBLES]:
            label = small.elidedText(said, Qt.TextElideMode.ElideRight, self.room)
            area = QRect(self.left, self._top, self.room, small.height())
            self.zones.append(Zone(area, "why", said))
            self.troubles.append((area, label))
            self._top = area.bottom() + 3

    def _waiting(self) -> None:
        self.waiting = ""
        self.waiting_rect = QRect()
        if not self.message.unknown_references:
            return
        small = self.fonts.of_small
        text = waits_for(self.message.unknown_references)
        indent = small.height() + 4
        self.waiting = small.elidedText(text, Qt.TextElideMode.ElideRight, self.room - indent)
        self.waiting_rect = QRect(self.left, self._top + 4, self.room, small.height())
        self._top = self.waiting_rect.bottom() + 2


def _action(message: Message) -> tuple[str, str]:
    """What is said before the number of the case, and behind it."""
    if message.case is None:
        return "", ""
    said = {"opening": tr("opened case {case}"), "comment": tr("commented on case {case}")}
    before, _, after = said.get(message.kind, tr("updated case {case}")).partition("{case}")
    return before, after


def _in_qt(text: str, link: TextLink) -> TextLink:
    """The link with its places as Qt counts them: an emoji is two."""
    if text.isascii():
        return link
    start, end = (_units(text[:at]) for at in (link.start, link.end))
    return TextLink(start, end, link.url)


def _units(text: str) -> int:
    """The length of a text as Qt counts it."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _link_format(link: TextLink, color: QColor) -> QTextLayout.FormatRange:
    form = QTextCharFormat()
    form.setForeground(color)
    found = QTextLayout.FormatRange()
    found.start, found.length, found.format = link.start, link.end - link.start, form
    return found


def _x(answer: object) -> float:
    """The x of a place in a line; PySide returns it in a pair with the place."""
    return float(answer[0]) if isinstance(answer, tuple) else 0.0
