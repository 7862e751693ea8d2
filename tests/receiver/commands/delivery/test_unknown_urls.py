"""hookdeskctl delivery unknown."""

from __future__ import annotations

from tests.end_to_end.station import post
from tests.receiver.commands.conftest import Ctl


def test_what_came_to_a_url_with_a_mistake_names_the_hook_that_was_meant(empty: Ctl) -> None:
    with empty.station.serve() as receiver:
        hook = empty.station.hook(receiver, "General", "Backup")
        post(f"{hook}x", {"text": "lost"})
        post(hook, {"text": "fine"})
        post(f"{receiver.url}/other", {"text": "other"})
        assert receiver.stop() == 0
    (listed,) = empty.json("delivery", "unknown")
    assert (listed["path"], listed["size"]) == (f"/hooks{hook.partition('/hooks')[2]}x", 16)
    assert (listed["hook"], listed["wrong"]) == (hook.rpartition("/")[2], "too much")
    assert "like the URL of Backup in General: 1 character too much" in empty.run("delivery", "unknown").stdout
    assert [one["path"] for one in empty.json("delivery", "unknown", "--all")] == ["/other", listed["path"]]
