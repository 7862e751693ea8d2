"""Translations of the window: .ts files for people, kept in step with the sources, and .qm files for the program.

English needs its plurals alone; every other language needs all sentences.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

from development import sentences
from development.environment import PYTHON, ROOT, SUFFIX
from development.sentences import Found, Text
from development.subprocesses import must

FOLDER = ROOT / "resources" / "translations"
CONTEXT = "Hookdesk"
FORMS = {"en": 2, "tr": 1}
"""How many plurals a language has, as Qt counts them."""


def update(folder: Path = FOLDER) -> None:
    """Bring each .ts in step with the sources, and make its .qm. New sentences in it are left unfinished."""
    found = sentences.found(ROOT)
    for path in sorted(folder.glob("*.ts")):
        path.write_text(in_step(path.read_text(encoding="utf-8"), found), encoding="utf-8")
        release(path, path.with_suffix(".qm"))


def release(source: Path, target: Path) -> None:
    """Make the .qm of a .ts."""
    lrelease = PYTHON.with_name(f"pyside6-lrelease{SUFFIX}")
    must([lrelease, "-silent", "-nounfinished", source, "-qm", target])


def in_step(text: str, found: dict[Text, Found]) -> str:
    """A .ts with exactly the sentences that were found, and the translations that it had of them."""
    root = ET.fromstring(text)
    language = root.attrib["language"].partition("_")[0]
    known = {_text(message): message for message in root.iter("message")}
    for context in root.findall("context"):
        root.remove(context)
    context = ET.SubElement(root, "context")
    ET.SubElement(context, "name").text = CONTEXT
    for sentence, about in found.items():
        if language != "en" or about.plural:
            context.append(_message(sentence, about, known.get(sentence), FORMS[language]))
    ET.indent(root, "    ")
    return f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{ET.tostring(root, encoding="unicode")}\n'


def told(text: str) -> list[tuple[str, str]]:
    """Each sentence of a .ts with what it is in that language; one with plurals with each of them."""
    found = []
    for message in ET.fromstring(text).iter("message"):
        translation = message.find("translation")
        if translation is not None:
            texts = [form.text for form in translation.findall("numerusform")] or [translation.text]
            found += [(message.findtext("source", ""), words or "") for words in texts]
    return found


def unfinished(text: str) -> list[str]:
    """The sentences of a .ts that are not translated yet."""
    return [
        message.findtext("source", "")
        for message in ET.fromstring(text).iter("message")
        if (said := message.find("translation")) is None or said.get("type") == "unfinished"
    ]


def _text(message: ET.Element) -> Text:
    return Text(message.findtext("source", ""), message.findtext("comment", ""))


def _message(sentence: Text, about: Found, known: ET.Element | None, forms: int) -> ET.Element:
    message = ET.Element("message", {"numerus": "yes"} if about.plural else {})
    for place in about.places:
        ET.SubElement(message, "location", {"filename": f"../../{place}"})
    ET.SubElement(message, "source").text = sentence.words
    if sentence.meaning:
        ET.SubElement(message, "comment").text = sentence.meaning
    translation = None if known is None else known.find("translation")
    if translation is None:
        translation = ET.Element("translation", {"type": "unfinished"})
        if about.plural:
            for _ in range(forms):
                ET.SubElement(translation, "numerusform")
    message.append(translation)
    return message
