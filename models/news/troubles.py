"""Troubles: what keeps the desk from its work, told when it begins; who shows it decides when it is over."""

from __future__ import annotations

from blinker import Signal

from models.problems import Problem

troubled = Signal("Sent with problem=Problem on the thread that met it; problem=None: reports are stored again.")


def tell(problem: Problem | None) -> None:
    """Tell of a trouble, or that reports are stored again."""
    troubled.send(None, problem=problem)
