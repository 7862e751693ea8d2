"""The database a command works on: opened before it, closed after it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Concatenate, ParamSpec

import click

from models.database import close_database, connection, open_database
from models.settings.config import Config, load

P = ParamSpec("P")


@contextmanager
def opened(config: Config) -> Iterator[None]:
    """The database of `config` is open inside. Raises Problem."""
    open_database(config.database)
    try:
        yield
    finally:
        close_database()


def on_desk(command: Callable[Concatenate[Config, P], None]) -> Callable[P, None]:
    """Decorate a command: it gets the options as its first argument and runs with the database open."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        config = load({"database": click.get_current_context().find_root().params["database"]})
        with opened(config), connection():
            command(config, *args, **kwargs)

    return run
