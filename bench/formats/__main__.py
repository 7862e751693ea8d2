"""What a report costs by a preset and without one, and what the worst templates can cost.

`python3 dev.py bench formats`. All of it is time of the processor in this one process, so that a busy machine shows
less in it; the least of the rounds is shown.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial

from development.environment import ROOT
from receiver.formats.arrived import Arrived
from receiver.formats.format import Format
from receiver.formats.parts import known_of
from receiver.formats.presets import presets
from receiver.formats.reading import read
from receiver.formats.templates import TemplateFault, render

ROUNDS = 5
TIMES = 200
HOSTILE = ROOT / "tests" / "receiver" / "formats" / "hostile_templates.json"
BODY = {"list": [1, 2, {"b": "x"}], "text": "abc" * 1000, "id": 5}
AIM_MILLISECONDS, AIM_MEGABYTES = 50, 32


def _cost(what: Callable[[], object], times: int = TIMES) -> float:
    """Microseconds that it takes, the least of the rounds."""
    rounds = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        for _ in range(times):
            what()
        rounds.append((time.process_time() - begun) / times * 1e6)
    return min(rounds)


def _samples() -> Iterator[tuple[str, Format, Arrived]]:
    """The first sample of each preset."""
    for name, preset in presets().items():
        sample = min((ROOT / "resources" / "formats" / name).glob("*.json"))
        said = json.loads(sample.read_text(encoding="utf-8"))
        yield name, preset, Arrived(said["body"], said.get("headers", {}), path=said.get("path", ""))


def _ten_alerts() -> Arrived:
    sample = ROOT / "resources" / "formats" / "alertmanager" / "firing.json"
    body = json.loads(sample.read_text(encoding="utf-8"))["body"]
    body["alerts"] = [{**body["alerts"][0], "fingerprint": f"f{at}"} for at in range(10)]
    return Arrived(body)


def _hostile() -> tuple[float, str]:
    """The milliseconds of the worst template, and its name."""
    known = known_of(Arrived(BODY))
    costs = []
    for name, template in json.loads(HOSTILE.read_text(encoding="utf-8")).items():
        begun = time.process_time()
        try:
            render(template, known)
        except TemplateFault:
            costs.append(((time.process_time() - begun) * 1000, name))
    return max(costs)


def _megabytes() -> float:
    """The most that this process has held; macOS counts in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


def main() -> None:
    """Print the costs."""
    before = _megabytes()
    worst, name = _hostile()
    print(f"hostile templates: the worst takes {worst:.1f} ms ({name}; aim {AIM_MILLISECONDS}), and all of them")
    print(f"together {_megabytes() - before:.1f} MB (aim {AIM_MEGABYTES})")
    ten = _ten_alerts()
    by_preset = _cost(lambda: read(ten, presets()["alertmanager"], {})) / 10
    plain = Arrived({"text": "Disk of db1 is full"})
    print(f"an alert of ten, by its preset: {by_preset:.0f} us, {1e6 / by_preset:,.0f} reports a second")
    print(f"a plain post, by one-field: {_cost(lambda: read(plain, presets()['one-field'], {})):.0f} us")
    print(f"a plain post, looked at by all presets: {_cost(lambda: read(plain, None, presets())):.0f} us")
    costs = sorted((_cost(partial(read, arrived, preset, {}), 20), name) for name, preset, arrived in _samples())
    print("presets, from the cheapest to the dearest, in us a delivery:")
    print(", ".join(f"{name} {cost:.0f}" for cost, name in costs))


main()
