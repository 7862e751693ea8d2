"""Reports whose references form trees, in any order: each tree ends in one case that holds each report once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from models.cases.case_filter import Filter
from models.cases.case_pages import page
from models.channels import channels, hooks
from models.database import close_database, connection, open_database, writing
from models.messages import messages
from models.recording.rules import Source, record
from models.report import Report
from tests.models.conftest import AT
from tests.postgres import empty_desk


@contextmanager
def fresh() -> Iterator[Source]:
    """A hook in a database of its own."""
    with TemporaryDirectory() as folder:
        open_database(empty_desk(folder))
        with connection():
            hook = hooks.add(channels.add("Operations").id, "Queue")
            yield Source(hook.channel_id, hook.id, hook.purpose, AT)
        close_database()


@st.composite
def forests(draw: st.DrawFn) -> tuple[list[Report], dict[str, str]]:
    """Reports in the order in which they arrive, repeats among them, and the root of each by its text.

    A report names its parent, or its parent's ancestors as well, as e-mail does; only leaves may lack an id.
    """
    size = draw(st.integers(1, 9))
    parents = [draw(st.integers(-1, place - 1)) for place in range(size)]
    inner = {parent for parent in parents if parent >= 0}
    reports, roots = list[Report](), dict[str, str]()
    for place, parent in enumerate(parents):
        line = list[str]()
        while parent >= 0:
            line.insert(0, f"id{parent}")
            parent = parents[parent]
        roots[f"text{place}"] = line[0] if line else f"id{place}"
        named = bool(not line or place in inner or draw(st.booleans()))
        references = tuple(line if draw(st.booleans()) else line[-1:])
        reports.append(Report(id=f"id{place}" if named else None, references=references, text=f"text{place}"))
    repeats = draw(st.lists(st.sampled_from([report for report in reports if report.id is not None]), max_size=3))
    return draw(st.permutations(reports + repeats)), roots


@settings(max_examples=150, deadline=None)
@given(forest=forests())
def test_any_order_of_a_forest_ends_in_one_case_a_tree(forest: tuple[list[Report], dict[str, str]]) -> None:
    arrivals, roots = forest
    with fresh() as source:
        for report in arrivals:
            with writing():
                record(source, report)
        living = page(Filter(source.channel_id))
        held = [{m.text for m in messages.of_case(case.id)} for case in living]
        trees = [{text for text, of in roots.items() if of == root} for root in set(roots.values())]
        assert sorted(map(sorted, held)) == sorted(map(sorted, trees))
        everything = messages.page(source.channel_id, limit=100)
        assert sorted(m.text for m in everything) == sorted(roots)
        assert all(not m.unknown_references for m in everything)
        assert [case.messages for case in living] == [len(texts) for texts in held]
