"""Text for a terminal: what it covers, where it is cut, what is shown instead of being obeyed."""

import pytest

from receiver.commands.terminal import plain


@pytest.mark.parametrize(
    ("text", "columns", "shown"),
    [
        ("short", 5, "short"),
        ("too long", 5, "too…"),
        ("日本語", 6, "日本語"),
        ("日本語", 5, "日本…"),
        ("e\u0301e\u0301e\u0301", 3, "e\u0301e\u0301e\u0301"),
    ],
)
def test_text_is_cut_by_the_columns_it_covers(text: str, columns: int, shown: str) -> None:
    assert plain.cut(text, columns) == shown
    assert plain.width(plain.cut(text, columns)) <= columns


def test_lines_become_one_and_controls_visible() -> None:
    assert plain.line(" a\r\n\tb\u2028c \x00\x1b\x7f\x85\u2066 ") == "a b c \\x00\\x1b\\x7f \\u2066"


def test_own_lines_stay() -> None:
    assert plain.lines("one\r\n\ttwo\n\nthree\x1b") == ["one", "    two", "", "three\\x1b"]


def test_letters_of_every_script_stay_as_they_are() -> None:
    for text in ("ÇĞÖŞÜ çğöşü", "العربية \u200f", "👩‍👩‍👧 family"):
        assert plain.line(text) == text.strip()
