"""Several receivers and desks on one PostgreSQL server, which may be started again under them."""

import threading
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest

from development.postgres_server import running
from models.channels import channels
from models.database import close_database, open_database
from models.news.changes import Change, Watcher, changed
from tests.end_to_end.station import Station, post
from tests.torture.stops import server
from tests.torture.trial import Terms

pytestmark = pytest.mark.postgres_only


def test_a_restart_of_the_server_loses_and_doubles_nothing(tmp_path: Path) -> None:
    """The trial at its small size, which raises what does not hold."""
    assert server.run(Terms(seed=1, full=False, folder=tmp_path)).startswith("4 restarts")


def test_a_desk_hears_of_what_two_receivers_take(station: Station) -> None:
    heard = threading.Condition()
    found = set[int]()

    def note(_sender: object, change: Change) -> None:
        with heard:
            found.update(change.channels or ())
            heard.notify()

    open_database(station.database)
    watcher = Watcher()
    with ExitStack() as running:
        receivers = [running.enter_context(station.serve()) for _ in range(2)]
        urls = [station.hook(receiver, name) for receiver, name in zip(receivers, ("General", "Plant"), strict=True)]
        ids = {channel.name: channel.id for channel in channels.all_channels()}
        running.enter_context(changed.connected_to(note))
        watcher.start()
        running.callback(watcher.stop)
        for url, name in zip(urls, ("General", "Plant"), strict=True):
            with heard:
                # The watcher may begin to listen after a post: another one is heard.
                while not heard.wait_for(lambda wanted=ids[name]: wanted in found, 1.0):  # type: ignore[misc]
                    assert post(url, {"text": name}).status == 200
    close_database()


def test_a_server_of_the_tests_leaves_nothing_behind() -> None:
    with running() as started:
        with psycopg.connect(started.url) as connection:
            assert connection.execute("SHOW fsync").fetchone() == ("on",)
            [folder] = connection.execute("SHOW data_directory").fetchone() or [""]
        assert Path(folder).is_dir()
    assert not Path(folder).parent.exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(started.url)
