"""Words: what PostgreSQL is told of a text is what SQLite's FTS5 takes out of it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import apsw
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from models.messages import words


@pytest.fixture(scope="module")
def fts() -> Iterator[apsw.Connection]:
    """An index of SQLite's as ours are, with a look at its words."""
    with apsw.Connection(":memory:") as file:
        file.execute("CREATE VIRTUAL TABLE texts USING fts5(words, tokenize='unicode61 remove_diacritics 2')")
        file.execute("CREATE VIRTUAL TABLE found USING fts5vocab(texts, instance)")
        yield file
    file.close()


def _is_old(letter: str) -> bool:
    """Whether a letter and its lower case are old enough to be in SQLite's tables."""
    return all(unicodedata.ucd_3_2_0.category(each) != "Cn" for each in letter + letter.lower())


KNOWN = st.characters(exclude_categories=("Cs", "Cn")).filter(_is_old)
LIKELY = st.sampled_from("aZ09 .-_'\"*#/\\ığİIşÇéñ\u0301\u0307ßøł東京サディー서버\u03b1\u03a3\u03c2йЖ½²\u0663\ue001")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=500)
@example("\u00e9\u0737 \u1eb7 \u01d7 \u212b")
@example("host-7.example C:\\temp 3com 1e5 100% _x_ a_b")
@example("Σίσυφος ΣΊΣΥΦΟΣ Ёлка cafe\u0301 I\u0307zmir")
@given(text=st.text(LIKELY | KNOWN, max_size=40))
def test_a_text_is_split_as_fts5_splits_it(fts: apsw.Connection, text: str) -> None:
    prepared = words.of(text)
    fts.execute("DELETE FROM texts")
    fts.execute("INSERT INTO texts (words) VALUES (?)", (prepared.replace("\0", " "),))
    expected = [str(row[0]) for row in fts.execute("SELECT term FROM found ORDER BY offset")]
    assert words.tokens(prepared) == expected


def test_a_vector_stays_within_what_postgresql_holds() -> None:
    many = words.vector(words.of(" ".join(f"word{number}" for number in range(200_000))))
    assert len(many.encode()) < 2_500_000
    again = words.vector("again " * 300_000)
    assert again.count(",") == 254
    assert "x" * 2001 not in words.vector("x" * 2001 + " short")
