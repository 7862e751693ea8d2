"""What of a sender's text is laid out, and which parts of it are addresses that may be opened."""

from __future__ import annotations

import pytest

from desktop.words.language import tr
from desktop.words.message_text import breakable, can_open, clip, first_line, folded, linked
from desktop.words.plain_tooltip import plain_tooltip
from desktop.words.unturned import unturned


def test_a_short_text_is_shown_whole() -> None:
    shown = clip("one\r\ntwo\n")
    assert (shown.text, shown.cut) == ("one\ntwo", False)


def test_four_thousand_characters_are_shown_of_a_long_word() -> None:
    shown = clip("x" * 4_001)
    assert (len(shown.text), shown.cut) == (4_000, True)


def test_thirty_lines_are_shown_of_a_long_list() -> None:
    shown = clip("line\n" * 31)
    assert (shown.text.count("\n"), shown.cut) == (29, True)


def test_a_text_that_was_loaded_in_part_is_cut() -> None:
    assert clip("x" * 4_000, length=9_000).cut


def test_every_kind_of_line_end_counts() -> None:
    assert clip("\u2028".join(["x"] * 40)).cut


def test_a_folded_text_has_no_endless_line_and_nothing_is_missing() -> None:
    text = "a" * 2_500 + "\n\n" + "b"
    lines = folded(text).split("\n")
    assert max(map(len, lines)) == 1_000
    assert "".join(lines) == text.replace("\n", "")
    assert lines[-2:] == ["", "b"]


def test_the_first_line_is_the_first_that_says_something() -> None:
    assert first_line("\n \r\n  Disk full \nmore") == "Disk full"
    assert first_line("") == ""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see http://a.example/x.", ["http://a.example/x"]),
        ("(https://a.example/b_(c))", ["https://a.example/b_(c)"]),
        ("HTTPS://A.EXAMPLE, mailto:a@b.example!", ["HTTPS://A.EXAMPLE", "mailto:a@b.example"]),
        ("<http://a.example/?q=1&r=2>", ["http://a.example/?q=1&r=2"]),
        ("file:///etc/passwd javascript:alert(1) http:// nothttp://x", []),
        ("http://[::1", []),
        ("|http://a.example/x|b|", ["http://a.example/x"]),
        ("`http://a.example/x`", ["http://a.example/x"]),
        (r"http://a.example/x\nnext", ["http://a.example/x"]),
        ("\u201chttp://a.example/x\u201d \u00abhttp://b.example\u00bb", ["http://a.example/x", "http://b.example"]),
        ("http://a.example/x\u200b\u2060http", ["http://a.example/x"]),
        ("\u8acb\u53c3\u95b1 http://a.example/x\u3002\u8b1d", ["http://a.example/x"]),
        ("\u3010http://a.example/x\u3011\uff08http://b.example\uff09", ["http://a.example/x", "http://b.example"]),
        ("[x](http://a.example/x) {http://b.example/y}", ["http://a.example/x", "http://b.example/y"]),
        ("http://a.example/\u015fehir?x=\u0131#y", ["http://a.example/\u015fehir?x=\u0131#y"]),
        ("<http://a.example/?a=1&b=2>", ["http://a.example/?a=1&b=2"]),
    ],
)
def test_addresses_are_found_without_the_sentence_around_them(text: str, found: list[str]) -> None:
    shown, links = linked(text)
    assert shown == text
    assert [link.url for link in links] == found
    assert all(text[link.start : link.end] == link.url for link in links)


@pytest.mark.parametrize(
    ("text", "shown", "found"),
    [
        (
            "See <https://x.example/?a=1&b=2|the graph> @here",
            "See the graph @here",
            {"the graph": "https://x.example/?a=1&b=2"},
        ),
        ("<mailto:a@b.example|a@b.example>: hi", "a@b.example: hi", {"a@b.example": "mailto:a@b.example"}),
        (
            "http://a.example <http://b.example|b>, http://c.example",
            "http://a.example b, http://c.example",
            {"http://a.example": "http://a.example", "b": "http://b.example", "http://c.example": "http://c.example"},
        ),
        (
            "<http://evil.example|http://bank.example>",
            "<http://evil.example|http://bank.example>",
            {"http://evil.example": "http://evil.example", "http://bank.example": "http://bank.example"},
        ),
        ("<http://[::1|broken>", "<http://[::1|broken>", {}),
    ],
)
def test_a_link_with_a_label_is_shown_as_its_label(text: str, shown: str, found: dict[str, str]) -> None:
    said, links = linked(text)
    assert said == shown
    assert {said[link.start : link.end]: link.url for link in links} == found


def test_what_turns_a_name_round_is_seen() -> None:
    name = "invoice\u202efdp.exe"
    assert unturned(name) == r"invoice\u202efdp.exe"
    assert unturned("caf\u00e9 \u200f\u05d0\u200e") == "caf\u00e9 \u200f\u05d0\u200e"
    assert tr("on {day}", day=name) == r"on invoice\u202efdp.exe"
    assert plain_tooltip(name).endswith(r"invoice\u202efdp.exe</p>")


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "smb://host/share",
        "C:\\x.exe",
        "",
        "http:",
        "mailto:",
        "http://a/\n",
    ],
)
def test_only_the_web_and_mail_are_opened(url: str) -> None:
    assert not can_open(url)


def test_a_tooltip_shows_markup_as_it_was_written() -> None:
    assert plain_tooltip("<b>x</b> & y").endswith("&lt;b&gt;x&lt;/b&gt; &amp; y</p>")
    assert plain_tooltip("") == ""


def test_an_endless_word_may_be_broken() -> None:
    assert max(map(len, breakable("x" * 255).split("\u200b"))) == 24
    assert breakable("short words stay") == "short words stay"
