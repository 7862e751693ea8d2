"""docs/senders.md: every preset has a recipe, and what stands there to be copied is right."""

import json
import tomllib

import pytest

from receiver.formats.arrived import Arrived
from receiver.formats.parts import known_of
from receiver.formats.presets import presets
from receiver.formats.recognition import recognises
from tests.documented_recipes import Recipe, recipes

RECIPES = recipes()
BODIES = [(recipe, body) for recipe in RECIPES for body in recipe.snippets("json")]
CHOSEN_BY_HAND = "one-field"


def test_every_preset_has_a_recipe_and_every_recipe_names_presets_that_are_there() -> None:
    assert {name for recipe in RECIPES for name in recipe.formats} == set(presets())


def test_a_title_stands_once() -> None:
    titles = [recipe.title for recipe in RECIPES]
    assert len(titles) == len(set(titles))


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.title)
def test_a_recipe_says_how_far_it_was_tried(recipe: Recipe) -> None:
    assert any(said in recipe.text for said in ("**Tried**", "**From its posts**", "**Untried**"))


@pytest.mark.parametrize(("recipe", "body"), BODIES, ids=lambda part: getattr(part, "title", ""))
def test_a_body_of_a_recipe_is_read_by_its_format(recipe: Recipe, body: str) -> None:
    arrived = Arrived(json.loads(body))

    known = known_of(arrived)
    found = [name for name, preset in presets().items() if recognises(preset, arrived, known)]

    assert found == [name for name in recipe.formats[:1] if name != CHOSEN_BY_HAND]


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.title)
def test_a_snippet_of_toml_can_be_read(recipe: Recipe) -> None:
    assert all(tomllib.loads(snippet) for snippet in recipe.snippets("toml"))
