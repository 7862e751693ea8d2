"""Metrics: what a receiver counts and measures, as Prometheus collects it. They are read when somebody asks for them.

The counting itself is not the library's: its counters take five times as long, for each delivery.
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
from models.version import version
from receiver.answer_counts import AnswerCounts
from receiver.server import Server


def registry_of(answered: AnswerCounts) -> CollectorRegistry:
    """A registry of a receiver's own, with what there is before it has a server."""
    registry = CollectorRegistry()
    registry.register(_Program())
    registry.register(_Deliveries(answered))
    ProcessCollector(registry=registry)
    return registry


class ServerMetrics(Collector):
    """What a server has to do at the moment."""

    def __init__(self, server: Server) -> None:
        self._server = server

    def collect(self) -> Iterator[Metric]:
        yield GaugeMetricFamily(
            "hookdesk_requests_in_hand",
            "Requests that are not answered yet; those that wait for a thread are among them.",
            self._server.in_hand(),
        )


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
            "hookdesk_unknown_hook_requests",
            "Requests to URLs that are no web hook's.",
            self._answered.unknown(),
        )


def _histogram(name: str, documentation: str, histogram: Histogram) -> Metric:
    """Prometheus counts in each bucket what is in the smaller ones as well."""
    counted = histogram.read()
    bounds = [*map(str, counted.bounds), "+Inf"]
    buckets = list(zip(bounds, accumulate(counted.numbers), strict=True))
    return HistogramMetricFamily(name, documentation, buckets=buckets, sum_value=counted.sum)
