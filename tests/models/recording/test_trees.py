"""Reports whose references form trees, in any order: each tree ends in one case that holds each report once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory

from hypothesis import given, settings

from models.cases.case_filter import Filter
from models.cases.case_pages import page
from models.channels import channels, hooks
from models.database import close_database, connection, open_database, writing
from models.messages import messages
from models.recording.report_writer import Source, record
from tests.models.conftest import AT
from tests.models.recording.forests import Forest, forests
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


@settings(max_examples=150, deadline=None)
@given(forest=forests())
def test_any_order_of_a_forest_ends_in_one_case_a_tree(forest: Forest) -> None:
    with fresh() as source:
        for report in forest.arrivals:
            with writing():
                record(source, report)
        living = page(Filter(source.channel_id))
        held = [sorted(m.text for m in messages.of_case(case.id)) for case in living]
        assert sorted(held) == forest.trees
        everything = messages.page(source.channel_id, limit=100)
        assert len(everything) == sum(map(len, forest.trees))
        assert all(not m.unknown_references for m in everything)
        assert [case.messages for case in living] == [len(texts) for texts in held]
