"""How the lists of cases are answered: by walking an index from where the last page ended."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from typing import Any, get_args

import pytest

from models.case_filter import Between, Filter, Order
from models.case_pages import page
from models.database import connection, execute, is_shared
from models.recording import Source
from models.tables import database
from tests.models.conftest import AT, NOW
from tests.models.plans import sorts_or_scans

Asked = tuple[str, Any]
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
    "created": Filter(1, created=Between(AT, NOW)),
    "updated": Filter(None, "open", updated=Between(AT, NOW)),
    "closed": Filter(1, "closed", closed=Between(AT, NOW)),
}


@pytest.fixture
def asked(sixty: Source, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Callable[[], object]], list[Asked]]]:
    """The queries on cases that something asks."""

    def queries(ask: Callable[[], object]) -> list[Asked]:
        asked: list[Asked] = []
        run = database.obj.execute_sql

        def noticed(text: str, params: Any = None) -> Any:
            asked.append((text, params))
            return run(text, params)

        with monkeypatch.context() as patch:
            patch.setattr(database.obj, "execute_sql", noticed)
            ask()
        asked = [one for one in asked if "FROM cases" in one[0]]
        assert asked
        return asked

    with connection():
        yield queries


@pytest.mark.parametrize(("name", "order"), list(product(PARTS, ORDERS)))
def test_no_list_sorts_all_cases(asked: Callable[[Callable[[], object]], list[Asked]], name: str, order: Order) -> None:
    filter_ = PARTS[name]
    first = page(filter_, order=order, limit=1, now=NOW)
    for ask in (
        lambda: page(filter_, order=order, limit=50, now=NOW),
        lambda: page(filter_, order=order, after=first[0] if first else None, now=NOW),
    ):
        if is_shared():
            assert sorts_or_scans(asked(ask)) == []
            continue
        queries = asked(ask)
        steps = [row[3] for text, params in queries for row in execute("EXPLAIN QUERY PLAN " + text, params or ())]
        assert [step for step in steps if "TEMP B-TREE" in step] == []
        # Only a list of all channels may walk the cases by their key, which is its order.
        assert filter_.channel_id is None or [step for step in steps if step == "SCAN cases"] == []
