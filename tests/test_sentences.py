"""What a person reads in the window: all of it goes one way, which a translation can take."""

from __future__ import annotations

from pathlib import Path

import pytest

from development import sentences, translations
from models.database.files.standing import CopiedOver, Lost, Missed
from models.problems import Problem
from tests import spoken

ROOT = Path(__file__).parent.parent
# What these say is for a terminal, or for whoever helps: there everything is English.
IN_ENGLISH = {"desktop/app.py", "desktop/help/diagnostics.py", "desktop/self_check.py"}
SOURCES = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "desktop").rglob("*.py"))
}
TS = sorted(translations.FOLDER.glob("*.ts"))


def test_every_text_of_the_window_is_said_in_its_language() -> None:
    past = [
        f"{name}:{line}: {text}"
        for name, source in SOURCES.items()
        if name not in IN_ENGLISH
        for line, text in spoken.unsaid(source)
    ]

    assert past == []


def test_numbers_and_times_are_written_by_the_one_rule() -> None:
    assert [f"{name}:{at}" for name, source in SOURCES.items() for at in spoken.foreign(source)] == []


def test_every_sentence_is_given_the_values_that_it_names() -> None:
    below = [path for top in ("models", "receiver") for path in sorted((ROOT / top).rglob("*.py"))]
    sources = {**SOURCES, **{str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in below}}

    assert [f"{name}:{at}" for name, source in sources.items() for at in spoken.misfilled(source)] == []


@pytest.mark.parametrize(
    "source",
    [
        'label.setText("Saved")',
        'label.setText(f"{many} rows")',
        'label.setText("Saved" if done else tr("Saving…"))',
        'QPushButton("Close")',
        'QLineEdit(placeholderText="name")',
        'self.announced.emit("The export was stopped")',
        'LABEL = "Nothing was rejected."',
        'menu.addAction("Copy text", self.copy)',
        'said = tr("Case") + f" {number} closed"',
        'def words():\n    return f"and {more} more"',
    ],
)
def test_a_text_past_the_way_is_noticed(source: str) -> None:
    assert len(list(spoken.unsaid(source))) == 1


@pytest.mark.parametrize(
    "source",
    [
        'label.setText(tr("Saved"))',
        'label.setText(f"#{case.number}")',
        'label.setProperty("role", "muted")',
        'LABEL = Sentence("Nothing was rejected.")',
        'raise Problem("The disk is full.", "Free some space.")',
        'raise ValueError("It must not be empty")',
        'logger.warning("It took %d seconds", seconds)',
        'self._add(tr("Replay"), "Ctrl+R", "rotate-right")',
        '"""A module says what it is for."""',
    ],
)
def test_what_nobody_reads_is_left_alone(source: str) -> None:
    assert list(spoken.unsaid(source)) == []


@pytest.mark.parametrize("source", ['f"{rows:,}"', 'f"{at:%d %b}"', 'f"{size:.1f} KiB"', 'at.strftime("%A")'])
def test_a_number_or_a_time_past_the_rule_is_noticed(source: str) -> None:
    assert len(list(spoken.foreign(source))) == 1


@pytest.mark.parametrize(
    "source",
    [
        'tr("{count} of {all} rows", rows)',
        'tr("Saved {path}", name=path)',
        'Problem("{name} is gone.", "Add it.", path=it)',
        'class Gone(Problem):\n def __init__(self, it):\n  super().__init__("{name} is gone.", "Add it.", path=it)',
        'class Gone(Lost):\n def __init__(self):\n  Problem.__init__(self, "It is gone.", "Add {name}.", path=1)',
    ],
)
def test_a_sentence_without_its_values_is_noticed(source: str) -> None:
    assert len(list(spoken.misfilled(source))) == 1


def test_sentences_are_found_wherever_they_stand() -> None:
    source = (
        'NOTE = Sentence("Open", "a case is")\n'
        'UNITS = (Plural("days"),)\n'
        'def words(n):\n    return f"{tr(\'within\')}" + tr("{count} cases", n) + tr("one" if n else "none")\n'
        'class Gone(Problem):\n    def __init__(self):\n        super().__init__("It is gone.", "Look elsewhere.")\n'
        'class Far(Gone):\n    def __init__(self):\n        Problem.__init__(self, "It is far.", "Wait.")\n'
        'raise Far("It was deleted." if gone else "It is not there.", "Add it.")\n'
    )

    assert {(text.words, text.meaning, plural) for text, plural in sentences.in_source(source)} == {
        ("Open", "a case is", False),
        ("days", "", True),
        ("within", "", False),
        ("{count} cases", "", True),
        ("one", "", False),
        ("none", "", False),
        ("It is gone.", "", False),
        ("Look elsewhere.", "", False),
        ("It is far.", "", False),
        ("Wait.", "", False),
        ("It was deleted.", "", False),
        ("It is not there.", "", False),
        ("Add it.", "", False),
    }


def test_every_kind_of_problem_is_known_whatever_it_is_made_of() -> None:
    """Also one that stands in another file than what it is made of, and says by itself what is wrong."""
    every = [Problem]
    for kind in every:
        every += kind.__subclasses__()
    ours = {kind.__name__ for kind in every if kind.__module__.split(".")[0] in sentences.WHERE}

    assert ours >= {kind.__name__ for kind in (Lost, Missed, CopiedOver)}
    assert ours <= sentences.PROBLEMS
    assert sentences.Text("{path} is gone, where it was opened before.") in sentences.found(ROOT)


@pytest.mark.parametrize("source", ['tr(f"{n} rows")', 'tr("and " + name)', 'Problem(f"{n} are gone.", "Add them.")'])
def test_a_sentence_that_only_running_it_would_tell_is_refused(source: str) -> None:
    with pytest.raises(sentences.Unreadable):
        sentences.in_source(source)


@pytest.mark.parametrize("path", TS, ids=lambda path: path.stem)
def test_a_translation_has_every_sentence(path: Path) -> None:
    """python3 dev.py sentences brings it in step; what is unfinished then has to be written."""
    text = path.read_text(encoding="utf-8")

    assert translations.in_step(text, sentences.found(ROOT)) == text
    assert translations.unfinished(text) == []


@pytest.mark.parametrize("path", TS, ids=lambda path: path.stem)
def test_the_program_has_what_a_translation_says(path: Path, tmp_path: Path) -> None:
    translations.release(path, tmp_path / "made.qm")

    assert (tmp_path / "made.qm").read_bytes() == path.with_suffix(".qm").read_bytes()


def test_a_translation_names_the_values_of_its_sentence() -> None:
    wrong = [
        words
        for path in TS
        for words, told in translations.told(path.read_text(encoding="utf-8"))
        if not spoken.names(told) <= spoken.names(words)
    ]

    assert wrong == []


def test_what_was_translated_stays_when_sentences_come() -> None:
    text = '<TS version="2.1" language="tr" sourcelanguage="en"></TS>'
    found = {sentences.Text("Cancel"): sentences.Found(["desktop/a.py"])}
    text = translations.in_step(text, found).replace(
        '<translation type="unfinished" />', "<translation>Vazgeç</translation>"
    )
    found[sentences.Text("{count} cases")] = sentences.Found(["desktop/b.py"], plural=True)

    text = translations.in_step(text, found)

    assert "<translation>Vazgeç</translation>" in text
    assert translations.unfinished(text) == ["{count} cases"]
