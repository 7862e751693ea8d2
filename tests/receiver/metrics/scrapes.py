"""Scrapes: /metrics as Prometheus reads it."""

from __future__ import annotations

from collections.abc import Mapping

import requests
from prometheus_client.parser import text_string_to_metric_families

# A sample's name and labels; those without a value are as good as not there.
Samples = Mapping[tuple[str, frozenset[tuple[str, str]]], float]


def scrape(url: str) -> Samples:
    """The samples that the receiver of this URL has now."""
    answer = requests.get(f"{url}/metrics", timeout=10)
    assert answer.status_code == 200, answer.text
    return {
        (sample.name, frozenset((key, value) for key, value in sample.labels.items() if value)): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def sample(samples: Samples, name: str, **labels: str) -> float:
    """One of them; 0 would be a sample too."""
    return samples[name, frozenset(labels.items())]


def deliveries(samples: Samples) -> dict[str, int]:
    """How many deliveries were counted by code, or where there is none by outcome; without those that are zero."""
    found = {}
    for (name, labels), value in samples.items():
        if name == "hookdesk_deliveries_total" and value:
            kind = dict(labels)
            found[kind.get("code", kind["outcome"])] = int(value)
    return found
