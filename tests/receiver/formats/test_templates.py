"""Templates: compiled ones are forgotten and made anew without anybody noticing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from receiver.formats import templates
from receiver.formats.templates import TemplateFault, render

LOOP = "{{ body.x }} {}: {% for each in body.all %}{{ each }}{% endfor %}"


def test_many_threads_render_more_templates_than_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(templates, "_MOST_COMPILED", 5)

    def run(own: int) -> list[str]:
        known = {"body": {"x": own, "all": (1, 2, 3)}}
        return [render(LOOP.replace("{}", str(at * 7 % 20)), known) for at in range(200)]

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(run, range(8)))
    assert found == [[f"{own} {at * 7 % 20}: 123" for at in range(200)] for own in range(8)]


def test_a_fault_is_placed_the_first_time_and_the_second() -> None:
    for _ in range(2):
        with pytest.raises(TemplateFault, match="line 2, column"):
            render("a\n{{ body.x - 1 }}", {"body": {"x": "y"}})
        with pytest.raises(TemplateFault, match="line 1, column"):
            render("{{ body.x ~ }}", {})
