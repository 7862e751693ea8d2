"""Settings > Appearance: the theme, how large texts are, and how close the rows of lists stand."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtWidgets import QCheckBox, QComboBox

from desktop.settings.fields.choice_field import ChoiceField
from desktop.settings.fields.program_options import ProgramOptions
from desktop.settings.fields.setting_page import SettingPage
from desktop.widgets.theme import ZOOMS, ThemeChoice, ThemeHolder
from desktop.words.language import Sentence, number, tr

THEMES = (
    ("system", Sentence("As the system")),
    ("light", Sentence("Light", "a theme")),
    ("dark", Sentence("Dark", "a theme")),
)


class AppearancePage(SettingPage):
    """All of it holds at once, and is in the View menu as well."""

    def __init__(
        self, *, theme: ThemeHolder, options: ProgramOptions, choose_theme: Callable[[ThemeChoice], None]
    ) -> None:
        super().__init__(tr("Appearance"))
        self._theme, self._choose_theme = theme, choose_theme
        self.choice = ChoiceField("theme", tr("Theme"), THEMES, config=options.config)
        self.choice.show_value(theme.choice)
        self.choice.entered.connect(self._on_theme)
        self.zoom = QComboBox()
        self.zoom.setAccessibleName(tr("Size of texts"))
        for percent in ZOOMS:
            self.zoom.addItem(tr("{number}\N{NO-BREAK SPACE}%", number=number(percent)), percent)
        self.zoom.activated.connect(lambda _: theme.set_zoom(self.zoom.currentData()))
        theme.zoomed.connect(self._show_zoom)
        self._show_zoom()
        self.compact = QCheckBox(tr("Compact &lists"))
        self.compact.setChecked(theme.compact)
        self.compact.toggled.connect(theme.set_compact)
        self.add(tr("Theme"), self.choice, tr("The colours of the window. It holds at once."))
        self.add(tr("Size of texts"), self.zoom, tr("Of all texts in the window. Ctrl+plus, minus and 0 do it too."))
        self.add(
            tr("Lists"), self.compact, tr("The rows of lists stand closer, so that more of them are in view at a time.")
        )

    def _show_zoom(self) -> None:
        self.zoom.setCurrentIndex(self.zoom.findData(self._theme.zoom))

    def _on_theme(self, value: str) -> None:
        self._choose_theme(cast(ThemeChoice, value))
