"""How the database finds a hook, its old URLs and what was rejected: by an index, and without reading a body."""

from __future__ import annotations

import pytest

from models.channels import channels, hook_targets, hooks, old_urls
from models.database import connection, execute, is_shared
from tests.models.database.plans import sorts_or_scans

MAY_SCAN = ("channels", "unseen")  # the channels are few, and counting stops at its limit


@pytest.mark.parametrize(
    ("text", "params"),
    [
        (hook_targets.OF_URL, ("old", "channel", "own", "old")),
        (hook_targets.OF_SHORT_URL, ("old", "own", "old")),
        (hooks.SELECT + " AND hooks.guid = ?", ("guid",)),
        (old_urls.SELECT + " WHERE hook_id = ? ORDER BY id DESC", (1,)),
        (old_urls.SELECT + " WHERE guid = ?", ("guid",)),
        (old_urls.SENDERS, (1, 1000)),
        (channels.SELECT, ()),
        (channels.NEW_TO_SEE, (1, 1, 9)),
        (channels.NEW_TO_SEE, (None, None, 9)),
    ],
)
def test_nothing_is_searched_without_an_index(desk: object, text: str, params: tuple[object, ...]) -> None:
    with connection():
        if is_shared():
            assert sorts_or_scans([(text.replace("?", "%s"), params)]) == []
            return
        steps = [row[3] for row in execute("EXPLAIN QUERY PLAN " + text, params)]
    scanned = [step for step in steps if step.startswith("SCAN") and step.split()[1] not in MAY_SCAN]
    assert (scanned, [step for step in steps if "TEMP B-TREE" in step]) == ([], [])


@pytest.mark.sqlite_only  # with few of them a server chooses otherwise: test_plans_on_server.py
@pytest.mark.parametrize(("text", "params"), [(channels.SELECT, ()), (channels.NEW_TO_SEE, (1, 1, 9))])
def test_new_rejections_are_counted_in_their_index_alone(desk: object, text: str, params: tuple[object, ...]) -> None:
    with connection():
        steps = [row[3] for row in execute("EXPLAIN QUERY PLAN " + text, params)]
    (step,) = [step for step in steps if "deliveries" in step]
    assert "COVERING INDEX deliveries_channel_rejected (channel_id=? AND id>?" in step
