"""Runs trials: python3 dev.py torture [TRIAL ...] [--full] [--seed N]."""

from __future__ import annotations

import argparse
import secrets
import shutil
import signal
import sys
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path
from time import monotonic

from tests.torture.trial import Broken, Terms, Trial, Untried
from tests.torture.trials import TRIALS


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    # Ends what the trials have started, as Ctrl-C does.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    seed = secrets.randbelow(1_000_000) if options.seed is None else options.seed
    size = "full" if options.full else "small"
    print(f"Seed {seed}, {size} size{', each with its weakness' if options.prove else ''}.", flush=True)
    chosen = [trial for trial in TRIALS if not options.trial or trial.name in options.trial]
    failed = [trial.name for trial in chosen if not _tried(trial, seed, options)]
    if failed:
        again = f"python3 dev.py torture {' '.join(failed)} --seed {seed}{' --full' if options.full else ''}"
        print(f"Failed: {', '.join(failed)}. Again: {again}")
    return 1 if failed else 0


def _tried(trial: Trial, seed: int, options: argparse.Namespace) -> bool:
    """Run one trial and print its line. With --prove the program is weakened, and the trial has to notice."""
    folder = Path(tempfile.mkdtemp(prefix=f"hookdesk-{trial.name}-", dir=options.folder))
    weakness = trial.weakness if options.prove else options.weaken
    terms = Terms(seed, options.full, folder, weakness, options.json_suite, options.naughty)
    began = monotonic()
    try:
        verdict, words = "ok", trial.run(terms)
    except Untried as reason:
        verdict, words = "untried", str(reason)
    except Broken as broken:
        verdict, words = "FAILED", str(broken)
    except Exception as error:  # of the trial itself, or of a program that behaved in no way it knows
        traceback.print_exc()
        verdict, words = "FAILED", f"{type(error).__name__}: {error}"
    if options.prove and verdict != "untried":
        verdict, words = ("ok", f"noticed {weakness!r}: {words}") if verdict == "FAILED" else ("FAILED", "noticed not")
    good = verdict != "FAILED"
    kept = "" if good else f"; files in {folder}"
    print(f"{trial.name:<17}{verdict:<8}{words}; {_duration(monotonic() - began)}{kept}", flush=True)
    if good:
        shutil.rmtree(folder, ignore_errors=True)
    return good


def _duration(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 120 else f"{seconds / 60:.0f} min"


def _parser() -> argparse.ArgumentParser:
    names = [trial.name for trial in TRIALS]
    parser = argparse.ArgumentParser(prog="python3 dev.py torture", description=__doc__)
    parser.add_argument("trial", nargs="*", type=_name, help=f"which, all without: {', '.join(names)}", metavar="TRIAL")
    parser.add_argument("--full", action="store_true", help="the size of docs/trust.md, which takes hours")
    parser.add_argument("--seed", type=int, help="repeat the chance of an earlier run")
    parser.add_argument("--prove", action="store_true", help="break the program in each trial; it has to notice")
    parser.add_argument("--weaken", metavar="WEAKNESS", help="break the program in this way")
    parser.add_argument("--folder", type=Path, help="where the databases go, for a disk of your choice")
    parser.add_argument("--json-suite", type=Path, metavar="FOLDER", help="JSONTestSuite's test_parsing, for bad-json")
    parser.add_argument("--naughty", type=Path, metavar="FILE", help="blns.json, for bad-json")
    return parser


def _name(value: str) -> str:
    """A trial's name; argparse's own choices would not let none be given."""
    names = [trial.name for trial in TRIALS]
    if value not in names:
        raise argparse.ArgumentTypeError(f"there is no trial {value}; there are {', '.join(names)}")
    return value


if __name__ == "__main__":
    sys.exit(main())
