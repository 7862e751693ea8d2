"""Recipes: the snippets of docs/senders.md, with a hook's own URL in them."""

from tests.documented_recipes import recipes


def snippet(title: str, language: str, url: str) -> str:
    """The first snippet of a language in the recipe of this title."""
    (recipe,) = (each for each in recipes() if each.title == title)
    return recipe.snippets(language)[0].replace("https://desk.example/hooks/…", url)
