"""Metrics: what a receiver counts and measures, as Prometheus collects it. They are read when somebody asks for them.

The counting itself is not the library's: each delivery pays for it, and its counters cost more than plain ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from prometheus_client import CollectorRegistry, ProcessCollector
from prometheus_client.metrics_core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    InfoMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector

from models.histogram import Histogram
from models.recording.recorder import Recorder
from models.settings.version import version
from receiver.metrics.answer_counts import AnswerCounts
from receiver.metrics.database_metrics import DatabaseMetrics
from receiver.serving.server import Server
from receiver.serving.strays import CODES_OF_STRAYS, Strays


def registry_of(answered: AnswerCounts, strays: Strays, recorder: Recorder) -> CollectorRegistry:
    """A new registry for one receiver, with the metrics that there are before it has a server."""
    registry = CollectorRegistry()
    for collector in (_Program(), _Deliveries(answered), _Strays(strays), _Commits(recorder), DatabaseMetrics()):
        registry.register(collector)
    ProcessCollector(registry=registry)
    return registry


class ServerMetrics(Collector):
    """What a server has to do at the moment."""

    def __init__(self, server: Server) -> None:
        self._server = server

    def collect(self) -> Iterator[Metric]:
        yield GaugeMetricFamily(
            "hookdesk_queue_length", "Requests that are here and not answered yet.", self._server.in_hand()
        )
        yield GaugeMetricFamily("hookdesk_queue_capacity", "How many of them there may be.", self._server.connections())


class _Program(Collector):
    def collect(self) -> Iterator[Metric]:
        yield InfoMetricFamily("hookdesk_build", "The version of Hookdesk.", {"version": version()})


class _Deliveries(Collector):
    def __init__(self, answered: AnswerCounts) -> None:
        self._answered = answered

    def collect(self) -> Iterator[Metric]:
        deliveries = CounterMetricFamily(
            "hookdesk_deliveries",
            "Requests to web hooks by what became of them; `code` says why one was rejected.",
            labels=("outcome", "code"),
        )
        for (outcome, code), number in self._answered.numbers().items():
            deliveries.add_metric((outcome, code or ""), number)
        yield deliveries
        yield _histogram(
            "hookdesk_delivery_seconds", "How long the answers to deliveries took.", self._answered.seconds
        )
        yield CounterMetricFamily(
            "hookdesk_probes",
            "Requests that only asked whether a web hook is there.",
            self._answered.probes(),
        )


class _Strays(Collector):
    def __init__(self, strays: Strays) -> None:
        self._strays = strays

    def collect(self) -> Iterator[Metric]:
        numbers = self._strays.numbers()
        yield CounterMetricFamily(
            "hookdesk_unknown_hook_requests",
            "Requests to URLs that are no web hook's.",
            numbers.get("unknown_hook", 0),
        )
        refused = CounterMetricFamily(
            "hookdesk_stray_requests", "Requests that came to no web hook, by the code of the answer.", labels=("code",)
        )
        for code in sorted({*CODES_OF_STRAYS, *numbers}):
            refused.add_metric((code,), numbers.get(code, 0))
        yield refused


class _Commits(Collector):
    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder

    def collect(self) -> Iterator[Metric]:
        yield _histogram("hookdesk_commit_batch_size", "How many deliveries a commit stored.", self._recorder.commits)
        yield GaugeMetricFamily(
            "hookdesk_commit_queue_length", "Requests in a thread that waits for a commit.", self._recorder.in_hand()
        )


def _histogram(name: str, documentation: str, histogram: Histogram) -> Metric:
    """Prometheus counts in each bucket what is in the smaller ones as well."""
    counted = histogram.read()
    bounds = [*map(str, counted.bounds), "+Inf"]
    buckets = list(zip(bounds, accumulate(counted.numbers), strict=True))
    return HistogramMetricFamily(name, documentation, buckets=buckets, sum_value=counted.sum)
