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
def opened(config: Config, *, make: bool = False) -> Iterator[None]:
    """The database of `config` is open inside, made if it is not there and `make` says so. Raises Problem."""
    open_database(config.database, make=make)
    try:
        yield
    finally:
        close_database()


def options() -> Config:
    """The options of a command, the one of the whole program among them. Raises Problem."""
    return load({"database": click.get_current_context().find_root().params["database"]})


def on_desk(command: Callable[Concatenate[Config, P], None]) -> Callable[P, None]:
    """Decorate a command: it gets the options as its first argument and runs with the database open.

    The database has to be there: who only reads, or misspelt its name, makes none.
    """
    return _on_desk(command, make=False)


def on_new_desk(command: Callable[Concatenate[Config, P], None]) -> Callable[P, None]:
    """Decorate a command as on_desk() does, one that a new database may begin with."""
    return _on_desk(command, make=True)


def _on_desk(command: Callable[Concatenate[Config, P], None], *, make: bool) -> Callable[P, None]:
    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        config = options()
        with opened(config, make=make), connection():
            command(config, *args, **kwargs)

    return run
