"""Pages: every row once and in order, whatever the size of a page, and always by an index."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.cases import cases
from models.cases.case_filter import Filter, Order
from models.cases.case_pages import page as page_of
from models.cases.cases import Case, State
from models.channels import channels, hook_targets
from models.database import connection, execute, is_shared, writing
from models.database.tables import database
from models.deliveries import deliveries
from models.deliveries.delivery_filter import DeliveryFilter
from models.messages import messages
from models.recording.report_writer import Source, record
from models.report import Attachment, Report
from tests.models.conftest import AT, Record, close_case
from tests.models.database.plans import sorts_or_scans


@pytest.fixture
def many(source: Source) -> Source:
    """Twenty cases, every third of them closed, updated in another order than they were opened, at equal times too."""
    with writing():
        for number in range(20):
            record(source, Report(id=f"{number}", text=f"case {number}"))
        for number in (3, 17, 3, 8, 0, 12):
            later = Source(source.channel_id, source.hook_id, source.purpose, AT + timedelta(seconds=number // 4))
            record(later, Report(references=(f"{number}",), text="update"))
    for case in page_of(Filter(source.channel_id), limit=100)[::3]:
        close_case(case.id, "ada")
    return source


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(
    size=st.integers(1, 8),
    state=st.sampled_from(["open", "closed", None]),
    order=st.sampled_from(["newest", "updated"]),
    everywhere=st.booleans(),
)
def test_pages_of_cases_join_to_the_whole(
    many: Source, size: int, state: State | None, order: Order, everywhere: bool
) -> None:
    channel = None if everywhere else many.channel_id
    whole = page_of(Filter(channel, state), order=order, limit=1000)
    joined: list[Case] = []
    while page := page_of(Filter(channel, state), order=order, after=joined[-1] if joined else None, limit=size):
        joined += page
    assert joined == whole
    keys = [(case.number if order == "newest" else case.updated_at) for case in whole]
    assert keys == sorted(keys, reverse=True)
    assert len(whole) == {"open": 13, "closed": 7, None: 20}[state]


@pytest.mark.parametrize("size", [1, 7, 26])
def test_pages_of_messages_join_to_the_whole(many: Source, size: int) -> None:
    whole = [message.id for message in messages.page(many.channel_id, limit=1000)]
    joined: list[int] = []
    while page := messages.page(many.channel_id, before=joined[-1] if joined else None, limit=size):
        joined += [message.id for message in page]
    assert joined == whole == sorted(whole, reverse=True)
    assert [m.id for m in messages.newer(many.channel_id, whole[5])] == whole[:5]


def test_the_messages_of_a_case_come_oldest_first(source: Source, recorded: Record) -> None:
    recorded(Report(id="a", text="1"))
    for number in range(2, 8):
        recorded(Report(references=("a",), text=str(number)))
    first = messages.of_case(1, limit=3)
    assert [m.text for m in first + messages.of_case(1, after=first[-1].id)] == list("1234567")


def test_a_long_text_is_cut_for_a_page_and_whole_when_asked_for(source: Source, recorded: Record) -> None:
    recorded(Report(text="ğ" * 5000))
    (message,) = messages.page(source.channel_id, text_limit=100)
    assert (message.text, message.text_length) == ("ğ" * 100, 5000)
    assert messages.text(message.id) == "ğ" * 5000


def test_attachments_stay_with_their_messages_in_order(source: Source, recorded: Record) -> None:
    some = tuple(Attachment("file", f"{number}", "txt", f"http://myserver/{number}") for number in range(12))
    recorded(Report(attachments=some))
    recorded(Report(text="none"))
    none, all_of_them = (m.attachments for m in messages.page(source.channel_id))
    assert none == ()
    assert [one.url for one in all_of_them] == [one.url for one in some]


LISTS: dict[str, Any] = {
    "activity": lambda channel: messages.page(channel, before=10),
    "timeline": lambda channel: messages.of_case(1, after=1),
    "history": lambda channel: cases.history(1),
    "cases of all channels": lambda channel: page_of(Filter()),
    "deliveries": lambda channel: deliveries.page(DeliveryFilter(channel), before=10),
    "deliveries today": lambda channel: deliveries.today(AT),
    "target of a url": lambda channel: hook_targets.of_url("x", "y"),
    "target of a short url": lambda channel: hook_targets.of_url(None, "y"),
    "side bar": lambda channel: channels.get(channel),
    "counts": lambda channel: cases.counts(channel),
}
for _state in ("open", "closed", None):
    for _order in ("newest", "updated"):
        LISTS[f"cases {_state} {_order}"] = lambda channel, state=_state, order=_order: page_of(
            Filter(channel, state), order=order, after=cases.get(1)
        )


@pytest.mark.parametrize("name", LISTS)
def test_every_list_walks_an_index(many: Source, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, Any]] = []
    run = database.obj.execute_sql

    def noticed(text: str, params: Any = None) -> Any:
        asked.append((text, params))
        return run(text, params)

    with connection():
        monkeypatch.setattr(database.obj, "execute_sql", noticed)
        LISTS[name](many.channel_id)
        monkeypatch.undo()
        if is_shared():
            assert sorts_or_scans(asked) == []
            return
        plans = [row[3] for text, params in asked for row in execute("EXPLAIN QUERY PLAN " + text, params or ())]
    assert plans
    bad = [step for step in plans if "USE TEMP B-TREE" in step or (step.startswith("SCAN") and "INDEX" not in step)]
    allowed = ["SCAN cases"] if name == "cases of all channels" else []  # by its key, newest first
    assert [step for step in bad if step not in [*allowed, "SCAN unseen", "SCAN found"]] == []
