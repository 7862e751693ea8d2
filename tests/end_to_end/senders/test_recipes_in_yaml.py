"""The recipes in YAML can be read, by the library that Ansible brings."""

import pytest

from tests.documented_recipes import recipes
from tests.end_to_end.senders import programs

SNIPPETS = {recipe.title: snippet for recipe in recipes() for snippet in recipe.snippets("yaml")}


@pytest.mark.parametrize("snippet", SNIPPETS.values(), ids=SNIPPETS)
def test_a_snippet_of_yaml_can_be_read(snippet: str) -> None:
    programs.run(programs.python(), "-c", "import sys, yaml; assert yaml.safe_load(sys.argv[1])", snippet)
