"""Light or dark: the palette, the style sheet and the icons that belong together."""

from __future__ import annotations

from dataclasses import asdict, fields
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, QRect, QSize, Signal
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from resources.icon_font import ICON_FONT
from resources.palette import DARK, LIGHT, Palette

if TYPE_CHECKING:
    from qtawesome.iconic_font import IconicFont

ThemeChoice = Literal["system", "light", "dark"]
READING_POINTS = 10
BESIDE_POINTS = 9
TITLE_POINTS = 15
SCHEMES = {"system": 0, "light": 1, "dark": 2}
"""The numbers of Qt.ColorScheme: Unknown, which is the system's own, Light and Dark."""
MIDDLE_LIGHTNESS = 128
ZOOMS = (70, 80, 90, 100, 110, 125, 150, 175, 200, 250)
"""The sizes of the texts that can be chosen, in percent."""


class Theme:
    """One look, complete. Ask it for colours by role (the names in resources/palette.py)."""

    def __init__(self, palette: Palette, dark: bool) -> None:
        self.palette = palette
        self.dark = dark
        self._colors = {field.name: QColor(getattr(palette, field.name)) for field in fields(palette)}
        self._glyphs: dict[tuple[str, str], QIcon] = {}
        self._pictures: dict[tuple[str, str, int, float, QIcon.Mode], QPixmap] = {}

    def color(self, role: str) -> QColor:
        """The colour of a role; KeyError for a role that does not exist."""
        return self._colors[role]

    def draw_icon(self, painter: QPainter, name: str, role: str, area: QRect) -> None:
        """Paint an icon from its picture."""
        painter.drawPixmap(area.topLeft(), self.picture(name, role, area.height(), painter.device().devicePixelRatio()))

    def picture(
        self, name: str, role: str, side: int, ratio: float = 1.0, mode: QIcon.Mode = QIcon.Mode.Normal
    ) -> QPixmap:
        """A Font Awesome solid icon ("hashtag", "plus") in the colour of a role.

        `side` counts pixels as the style does, each of which is `ratio` of the screen's. It is kept: drawing the glyph
        costs more than a row.
        """
        if side <= 0:  # a button that has no room yet, or not any more
            return QPixmap()
        wanted = (name, role, side, ratio, mode)
        if wanted not in self._pictures:
            self._pictures[wanted] = self._glyph(name, role).pixmap(QSize(side, side), ratio, mode)
        return self._pictures[wanted]

    def style_sheet(self, zoom: int = 100) -> str:
        """resources/style.qss with this palette's colours and the sizes of texts in the places of their names."""
        sheet = Template((files("resources") / "style.qss").read_text("utf-8"))
        sizes = {"beside_points": BESIDE_POINTS * zoom / 100, "title_points": TITLE_POINTS * zoom / 100}
        return sheet.substitute(asdict(self.palette), **sizes, images=_images(), theme=self._name())

    def qt_palette(self) -> QPalette:
        """The palette of what the style sheet does not draw: Fusion's own indicators, selections, tooltips."""
        palette = QPalette(self.color("surface"), self.color("window"))
        role = QPalette.ColorRole
        for qt_role, name in (
            (role.Window, "window"),
            (role.WindowText, "text"),
            (role.Base, "surface"),
            (role.AlternateBase, "side"),
            (role.Text, "text"),
            (role.Button, "surface"),
            (role.ButtonText, "text"),
            (role.ToolTipBase, "surface"),
            (role.ToolTipText, "text"),
            (role.PlaceholderText, "muted"),
            (role.Highlight, "accent"),
            (role.HighlightedText, "on_accent"),
            (role.Link, "accent"),
            (role.Accent, "accent"),
        ):
            palette.setColor(qt_role, self.color(name))
        for qt_role in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, qt_role, self.color("muted"))
        return palette

    def apply(self, app: QApplication, zoom: int = 100) -> None:
        """Dress the whole program, with texts of a size in percent."""
        font = app.font()
        font.setPointSizeF(READING_POINTS * zoom / 100)
        app.setFont(font)
        app.setPalette(self.qt_palette())
        app.setStyleSheet(self.style_sheet(zoom))

    def _glyph(self, name: str, role: str) -> QIcon:
        if (name, role) not in self._glyphs:
            disabled = QColor(self.color("muted"))
            disabled.setAlphaF(0.45)
            self._glyphs[name, role] = _icons().icon(f"solid.{name}", color=self.color(role), color_disabled=disabled)
        return self._glyphs[name, role]

    def _name(self) -> str:
        return "dark" if self.dark else "light"


class ThemeHolder(QObject):
    """The look of now: the theme by the person's choice or the system's, with which widgets paint, how close the
    rows of lists are, and how large the texts."""

    changed = Signal()
    compacted = Signal()
    """The rows of lists have another height."""
    zoomed = Signal()
    """The texts have another size."""

    def __init__(self, app: QApplication, choice: ThemeChoice, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self._choice: ThemeChoice = choice
        self._compact = False
        self._zoom = 100
        self._twins: list[QIconEngine] = []
        self._themes = {False: Theme(LIGHT, dark=False), True: Theme(DARK, dark=True)}
        self.current = self._themes[False]
        self.choose(choice)
        app.styleHints().colorSchemeChanged.connect(self._on_system_changed)

    @property
    def choice(self) -> ThemeChoice:
        """What the person chose."""
        return self._choice

    def choose(self, choice: ThemeChoice) -> None:
        """Apply a choice at once; saving it is the caller's part."""
        self._choice = choice
        # By number, not by name: PySide reads all names of Qt together, which a start would wait for.
        self._app.styleHints().setProperty("colorScheme", SCHEMES[choice])  # also frames and dialogs of the system
        self._apply(choice == "dark" or (choice == "system" and self._is_system_dark()))

    @property
    def compact(self) -> bool:
        """Whether the rows of lists stand close, so that more of them are in view."""
        return self._compact

    def set_compact(self, compact: bool) -> None:
        """Have the rows of lists stand close, or not."""
        if compact != self._compact:
            self._compact = compact
            self.compacted.emit()

    @property
    def zoom(self) -> int:
        """How large the texts are, in percent of their usual size."""
        return self._zoom

    def set_zoom(self, zoom: int) -> None:
        """Have texts of a size, one of ZOOMS; another number is taken for the one that is nearest."""
        zoom = min(ZOOMS, key=lambda each: abs(each - zoom))
        if zoom != self._zoom:
            self._zoom = zoom
            self.current.apply(self._app, zoom)
            self.zoomed.emit()

    def zoom_by(self, steps: int) -> None:
        """Take so many steps to larger texts, or to smaller ones."""
        place = ZOOMS.index(self._zoom) + steps
        self.set_zoom(ZOOMS[max(0, min(place, len(ZOOMS) - 1))])

    def points(self, points: float) -> float:
        """The size of now of a font that has these points otherwise."""
        return points * self._zoom / 100

    def icon(self, name: str, role: str = "muted") -> QIcon:
        """An icon in the colour of a role, in whatever theme is there when it is painted: set once, it follows."""
        return QIcon(_RoleIcon(self, name, role))

    def keep(self, twin: QIconEngine) -> None:
        """Hold what a clone() gave to Qt: PySide lets go of it, and Qt would paint with what is no longer there."""
        self._twins.append(twin)

    def _on_system_changed(self) -> None:
        if self._choice == "system":
            self._apply(self._is_system_dark())

    def _is_system_dark(self) -> bool:
        """Whether the palette is dark that the system gives, before we set our own, or Fusion would take."""
        # Not of the style at first: PySide reads all of its names together, which a start would wait for.
        palette = self._app.style().standardPalette() if self._app.styleSheet() else self._app.palette()
        return palette.color(QPalette.ColorRole.Window).lightness() < MIDDLE_LIGHTNESS

    def _apply(self, dark: bool) -> None:
        self.current = self._themes[dark]
        self.current.apply(self._app, self._zoom)
        self.changed.emit()


class _RoleIcon(QIconEngine):
    """Takes its picture from the theme of now each time it is painted."""

    def __init__(self, theme: ThemeHolder, name: str, role: str) -> None:
        super().__init__()
        self._theme, self._name, self._role = theme, name, role

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Qt asks for pixels of the screen, and says itself how many of them are one."""
        return self._theme.current.picture(self._name, self._role, min(size.width(), size.height()), mode=mode)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        side, ratio = min(rect.width(), rect.height()), painter.device().devicePixelRatio()
        place = QRect(0, 0, side, side)
        place.moveCenter(rect.center())
        painter.drawPixmap(place.topLeft(), self._theme.current.picture(self._name, self._role, side, ratio, mode))

    def clone(self) -> QIconEngine:
        twin = _RoleIcon(self._theme, self._name, self._role)
        self._theme.keep(twin)
        return twin


def _images() -> str:
    with as_file(files("resources")) as folder:
        return Path(folder).joinpath("images").as_posix()


@cache
def _icons() -> IconicFont:
    """The icon font, once there is a QApplication; qtawesome would read all of its eleven."""
    from qtawesome.iconic_font import IconicFont  # with QtPy, a fifth of a start: a window is seen without icons first

    with as_file(files("qtawesome") / "fonts") as folder:
        glyphs, names = (next(folder.glob(file)).name for file in ICON_FONT)
        return IconicFont(("solid", glyphs, names, str(folder)))
