"""A receiver that is measured."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from models.recording.recorder import Recorder
from receiver.app import create_app
from receiver.health import Health
from receiver.intake.uploads.uploading import Uploading
from receiver.metrics import metrics
from receiver.metrics.answer_counts import AnswerCounts
from receiver.metrics.exposition import Exposition
from receiver.serving.server import Server
from receiver.serving.strays import Strays
from tests.receiver.conftest import LOOPBACK

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


@pytest.fixture
def measured(
    serve: Callable[[WSGIApplication], tuple[Server, str]],
    looked_after: Callable[[Recorder], Health],
    uploading: Uploading,
) -> Callable[[Recorder], str]:
    """Serve the application with its metrics on a recorder of the test's own; the URL."""

    def begin(recorder: Recorder) -> str:
        answered = AnswerCounts()
        shown = Exposition(metrics.registry_of(answered, Strays(), recorder))
        health = looked_after(recorder)
        app = create_app(
            recorder=recorder, hosts=LOOPBACK, health=health, answered=answered, metrics=shown, uploading=uploading
        )
        return serve(app)[1]

    return begin
