"""How PostgreSQL answers the lists of deliveries, with so many of them that its choice of an index counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import product
from typing import Any, get_args

import pytest

from models.channels import channels, hooks
from models.channels.hooks import Hook
from models.database import connection, execute, writing
from models.database.tables import to_stored
from models.deliveries import delivery_scan, sweeping
from models.deliveries.delivery_filter import DeliveryFilter, DeliveryOutcome
from models.deliveries.delivery_pages import OUTCOMES, Place, outcomes, select
from models.deliveries.delivery_runs import OLDEST, merged
from tests.models.conftest import AT

pytestmark = [pytest.mark.postgres_only, pytest.mark.changes_tables]

NUMBER, PAGE = 20_000, 50
# One a second, to one hook after another, each outcome in turn.
FILL = (
    "INSERT INTO deliveries (channel_id, hook_id, received_at, remote_address, method, headers, body, size,"
    " outcome, code, status, answer, milliseconds)"
    " SELECT (CAST(? AS BIGINT[]))[1 + i % 10], (CAST(? AS BIGINT[]))[1 + i % 10], ? + i * CAST(1000000 AS BIGINT),"
    " '', 'POST', '[]', CAST('{{}}' AS BYTEA), 2, (CAST(? AS TEXT[]))[1 + i / 10 % {kinds}],"
    " CASE WHEN i / 10 % {kinds} = {kinds} - 1 THEN 'invalid_json' END, 200, CAST('{{}}' AS BYTEA), 1.0"
    f" FROM GENERATE_SERIES(1, {NUMBER}) AS i"
)


@pytest.fixture
def filled(operations: Hook) -> Hook:
    """One of ten hooks that have 2,000 deliveries each."""
    ten = [operations, *(hooks.add(channels.add(f"Plant {number}").id, "Sensor") for number in range(9))]
    ids = [hook.channel_id for hook in ten], [hook.id for hook in ten]
    with writing():
        execute(FILL.format(kinds=len(OUTCOMES)), (*ids, to_stored(AT), list(OUTCOMES)))
    with connection():
        execute("VACUUM ANALYZE deliveries")  # as the server does it by itself after a while
    return operations


def steps(text: str, params: Sequence[Any]) -> list[str]:
    with connection():
        return [row[0].strip().removeprefix("->").strip() for row in execute(f"EXPLAIN {text}", params)]


def read_whole(found: Sequence[str]) -> list[str]:
    """The steps that read all there is: a walk through the table, or a sort of more than PAGE rows of a run.

    The sort at the top has only what the runs have given.
    """
    sorts = [step for step in found[2:] if (rows := re.match(r"Sort .*rows=(\d+)", step)) and int(rows[1]) > PAGE]
    return sorts + [step for step in found if "Seq Scan on deliveries" in step]


@pytest.mark.parametrize("here", ["", "channel_", "hook_"])
def test_of_each_run_as_much_is_read_as_is_shown(filled: Hook, here: str) -> None:
    hook, channel = (filled.id if here == "hook_" else None), (filled.channel_id if here else None)
    late = AT + timedelta(seconds=NUMBER - 100)
    place = Place(to_stored(AT + timedelta(seconds=NUMBER // 2)), NUMBER)
    for outcome, code, until in product((None, *get_args(DeliveryOutcome)), (None, "invalid_json"), (None, late)):
        filter_ = DeliveryFilter(channel, hook, outcome, code, until=until)
        for behind in (None, place):
            page = select(filter_, behind, PAGE)
            found = steps(page.sql, page.params)
            walked = re.findall(r"(?:using|Scan on) (deliveries_[a-z_]+)", "\n".join(found))
            assert walked == [f"deliveries_{here}{'code' if code else 'outcome'}"] * len(outcomes(filter_))
            assert read_whole(found) == []


def test_retention_reads_as_much_as_it_takes(filled: Hook) -> None:
    half = sweeping.Moment(to_stored(AT + timedelta(seconds=NUMBER // 2)), 0)
    found = steps(*merged(sweeping.between(sweeping.EVERY, sweeping.FIRST, half), OLDEST, PAGE))
    assert len([step for step in found if " using deliveries_outcome on deliveries" in step]) == len(OUTCOMES)
    assert read_whole(found) == []


def test_looking_for_a_text_reads_the_bodies_of_a_slice(filled: Hook) -> None:
    page = select(replace(DeliveryFilter(filled.channel_id), text="disk"), None, 64)
    look = delivery_scan.LOOK_ON_SERVER.format(has=delivery_scan.HAS_ON_SERVER, page=page.sql)
    assert [step for step in steps(look, [b"disk", *page.params]) if "Seq Scan on deliveries" in step] == []


@pytest.mark.parametrize(("text", "params"), [(channels.SELECT, ()), (channels.NEW_TO_SEE, (1, 1, 9))])
def test_new_rejections_are_counted_in_their_index(filled: Hook, text: str, params: tuple[object, ...]) -> None:
    (step,) = [step for step in steps(text, params) if "deliveries" in step and "Scan" in step]
    assert "Scan using deliveries_channel_rejected on deliveries" in step
