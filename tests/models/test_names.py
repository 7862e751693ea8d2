"""Names that are one however they are written."""

from __future__ import annotations

import pytest

from models.names import begins, folded, natural


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


def test_numbers_in_names_are_sorted_as_numbers() -> None:
    wanted = ["", "2", "10", "Işık 9", "IŞIK 10", "line", "Line 1 b", "line 1c", "LINE 02", "line 10"]
    assert sorted(reversed(wanted), key=natural) == wanted


@pytest.mark.parametrize(
    ("asked", "fits"),
    [("", True), ("ops", True), ("DB-0", True), ("07 ops", True), ("ps", False), ("b-0", False), ("7", False)],
)
def test_what_is_typed_fits_where_a_part_of_the_name_begins_so(asked: str, fits: bool) -> None:
    assert begins("Ops-db-07", asked) == fits
