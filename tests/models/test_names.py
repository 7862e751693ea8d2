"""Names that are one however they are written."""

from __future__ import annotations

import pytest

from models.names import folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Işık", "IŞIK"),
        ("Işık", "ışık"),
        ("İpek", "ipek"),
        ("İpek", "I\u0307pek"),
        ("Straße", "STRASSE"),
        ("\uff21da", "ada"),
        (" Ada  Lovelace ", "ada lovelace"),
    ],
)
def test_one_name_in_two_spellings(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_other_letters_are_another_name() -> None:
    assert folded("Işık") != folded("Isik")
    assert folded("Öz") != folded("Oz")
