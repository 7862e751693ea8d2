"""How dev.py passes on what becomes of the programs it starts."""

import os
import signal
import subprocess
import sys

import pytest

from development import subprocesses
from development.environment import ROOT

POSIX = pytest.mark.skipif(os.name != "posix", reason="this system has no signals")


def test_the_exit_code_of_a_command_is_passed_on() -> None:
    fails = [sys.executable, "-c", "raise SystemExit(7)"]

    assert subprocesses.call(fails) == 7
    with pytest.raises(SystemExit) as end:
        subprocesses.must(fails)
    assert end.value.code == 7


@POSIX
def test_a_killed_command_ends_like_in_a_shell() -> None:
    killed = [sys.executable, "-c", "import os; os.kill(os.getpid(), 9)"]

    assert subprocesses.call(killed) == 128 + signal.SIGKILL


WAITS = "import signal, sys; signal.signal({0}, lambda *_: sys.exit(0)); print('up', flush=True); signal.pause()"


@POSIX
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_lets_the_command_stop_in_order_and_is_quiet(number: signal.Signals) -> None:
    inner = [sys.executable, "-c", WAITS.format(int(number))]
    outer = f"import sys; from development import subprocesses; sys.exit(subprocesses.call({inner!r}))"
    process = subprocess.Popen(
        [sys.executable, "-c", outer],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "up\n"
    if number == signal.SIGINT:  # a terminal sends it to the whole group
        os.killpg(process.pid, number)
    else:
        process.send_signal(number)
    _, errors = process.communicate(timeout=30)

    assert (process.returncode, errors) == (0, "")
