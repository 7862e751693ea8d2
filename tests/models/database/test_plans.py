"""How the lists of cases and deliveries are answered: by walking an index from where the last page ended."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product
from typing import Any, get_args

import pytest

from models.cases.case_filter import Between, Filter, Order
from models.cases.case_pages import page
from models.channels import hooks
from models.database import connection, execute, is_shared
from models.database.tables import database
from models.deliveries import deliveries
from models.deliveries.delivery_filter import DeliveryFilter, DeliveryOutcome
from models.recording.facts import look_up
from models.recording.report_writer import Source
from models.report import Report
from tests.models.conftest import AT, NOW
from tests.models.database.plans import sorts_or_scans
from tests.models.deliveries.some_deliveries import Some, store

Asked = list[tuple[str, Any]]
Ask = Callable[..., Asked]
ORDERS = get_args(Order)
PARTS = {
    "all": Filter(),
    "channel": Filter(1),
    "open": Filter(1, "open"),
    "assignee": Filter(None, "open", assignee_id=2),
    "nobody": Filter(1, "open", nobody=True),
    "priorities": Filter(1, "open", priorities=(3, 4, 5)),
    "overdue": Filter(1, overdue=True),
    "hook": Filter(1, hook_id=1),
    "closed by the sender": Filter(1, closed_by_sender=True),
    "created": Filter(1, created=Between(AT, NOW)),
    "updated": Filter(None, "open", updated=Between(AT, NOW)),
    "closed": Filter(1, "closed", closed=Between(AT, NOW)),
}


@pytest.fixture
def asked(sixty: Source, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ask]:
    """The queries on cases, or on another table, that something asks."""

    def queries(ask: Callable[[], object], table: str = "cases") -> Asked:
        asked: Asked = []
        run = database.obj.execute_sql

        def noticed(text: str, params: Any = None) -> Any:
            asked.append((text, params))
            return run(text, params)

        with monkeypatch.context() as patch:
            patch.setattr(database.obj, "execute_sql", noticed)
            ask()
        asked = [one for one in asked if f"FROM {table}" in one[0]]
        assert asked
        return asked

    with connection():
        yield queries


@pytest.mark.parametrize(("name", "order"), list(product(PARTS, ORDERS)))
def test_no_list_sorts_all_cases(asked: Ask, name: str, order: Order) -> None:
    filter_ = PARTS[name]
    first = page(filter_, order=order, limit=1, now=NOW)
    for ask in (
        lambda: page(filter_, order=order, limit=50, now=NOW),
        lambda: page(filter_, order=order, after=first[0] if first else None, now=NOW),
    ):
        if is_shared():
            assert sorts_or_scans(asked(ask)) == []
            continue
        steps = _steps(asked(ask))
        assert [step for step in steps if "TEMP B-TREE" in step] == []
        # Only a list of all channels may walk the cases by their key, which is its order.
        assert filter_.channel_id is None or [step for step in steps if step == "SCAN cases"] == []


def test_a_key_is_looked_up_in_an_index_from_its_newest_case(asked: Ask) -> None:
    queries = asked(lambda: look_up(1, Report(key="disk"), None), "cases AS first")
    if is_shared():
        assert sorts_or_scans(queries) == []
        return
    steps = _steps(queries)
    assert [step for step in steps if "TEMP B-TREE" in step or step.startswith("SCAN")] == []
    assert [step for step in steps if "INDEX cases_key" in step]


def _steps(asked: Asked) -> list[str]:
    """What SQLite says of queries."""
    return [row[3] for text, params in asked for row in execute("EXPLAIN QUERY PLAN " + text, params or ())]


HERE = {"everywhere": DeliveryFilter(), "channel": DeliveryFilter(1), "hook": DeliveryFilter(1, 1)}
OUTCOMES = (None, *get_args(DeliveryOutcome))


@pytest.mark.sqlite_only  # with few of them a server chooses otherwise: test_plans_on_server.py
@pytest.mark.parametrize("here", HERE)
def test_no_list_of_deliveries_reads_what_it_does_not_show(asked: Ask, here: str) -> None:
    (before,) = store(Some(hooks.of_channel(1)[0]))
    for outcome, code, until in product(OUTCOMES, (None, "invalid_json"), (None, NOW)):
        filter_ = replace(HERE[here], outcome=outcome, code=code, since=AT, until=until)
        queries = asked(lambda filter_=filter_: deliveries.page(filter_, before=before), "deliveries")
        steps = _steps(queries)
        assert [step for step in steps if "TEMP B-TREE" in step or step.startswith("SCAN deliveries")] == []
        walked = [step for step in steps if "INDEX deliveries_" in step]
        assert bool(walked) == (code is None or outcome in (None, "rejected"))
        assert all("received_at>? AND received_at<?" in step for step in walked)
        assert all("COVERING" in step or here == "everywhere" for step in walked)


def test_counting_the_deliveries_of_today_stays_in_an_index(asked: Ask) -> None:
    queries = asked(lambda: deliveries.today(AT), "deliveries")
    if is_shared():
        assert sorts_or_scans(queries) == []
        return
    walked = _steps(queries)
    assert [step for step in walked if step.startswith("SEARCH") and "COVERING INDEX deliveries_outcome" in step]
    assert [step for step in walked if "SCAN deliveries" in step] == []
