"""The one way of a sentence to the screen: said in the program's language, its values put in after that."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import as_file, files

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from desktop.words.unturned import unturned

CONTEXT = "Hookdesk"
LANGUAGE = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)

_MOST = 2**31 - 1
"""The greatest count that Qt chooses a plural by."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is written down before the language is known; only `tr` makes of it a text that a widget takes.

    `meaning` tells a translator which of two meanings of the same English words this is.
    """

    text: str
    meaning: str = ""


class Plural(Sentence):
    """A Sentence that is another one for one thing than for several, and does not say how many they are."""


def speak(app: QCoreApplication) -> None:
    """Let the program speak its language, whatever the locale of the system is."""
    QLocale.setDefault(LANGUAGE)
    translator = QTranslator(app)
    name = f"hookdesk_{QLocale.languageToCode(LANGUAGE.language())}.qm"
    with as_file(files("resources") / "translations" / name) as path:
        if not translator.load(str(path)):
            raise RuntimeError(f"{name} cannot be read.")
    app.installTranslator(translator)


def tr(said: str | Sentence, count: int | None = None, /, **values: object) -> str:
    """The sentence in the language of the program, with the value of each {name} in it.

    With a count, it is the plural of that number, which stands for {count}.
    """
    sentence = said if isinstance(said, Sentence) else Sentence(said)
    form = -1 if count is None else min(count, _MOST)
    told = QCoreApplication.translate(CONTEXT, sentence.text, sentence.meaning or None, form)
    said_values = {name: unturned(value) if isinstance(value, str) else value for name, value in values.items()}
    if count is not None:
        said_values["count"] = number(count)
    return told.format_map(said_values) if said_values else told


def number(count: int) -> str:
    """A whole number: "1,234"."""
    return QLocale().toString(count)


def decimal(value: float, places: int) -> str:
    """A number with so many places after the point: "1,234.5"."""
    return QLocale().toString(value, "f", places)
