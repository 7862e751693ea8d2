"""The screens of a case with files: the case, the activity, and the viewer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from desktop.attachments.pending import Pending
from desktop.attachments.viewer.viewer import Viewer
from desktop.data.shown import ACTIVITY
from desktop.desk import Desk
from desktop.widgets.theme import ThemeChoice
from models.cases import cases
from models.channels import channels

Wait = Callable[[Callable[[], bool]], None]
Save = Callable[[QWidget, Path], None]


def draw(desk: Desk, wait: Wait, save: Save, folder: Path, theme: ThemeChoice) -> None:
    """Needs the desk of tests/samples/sample_files.py."""
    window = desk.window
    channel = channels.find("Plant").id
    window.open_case(cases.find(channel, 1).id)
    wait(lambda: window.shown.case is not None and len(window.cases.view.timeline.entries()) == 2)
    wait(lambda: desk.tasks.idle() and desk.picture_tasks.idle())
    bar = window.cases.view.timeline.verticalScrollBar()
    bar.setValue(bar.maximum())  # what kept files from coming stands at the end
    save(window, folder / f"attachments-{theme}.png")
    comment = window.cases.view.comment
    comment.field.setPlainText("The cable was loose. Both pictures are from this morning.")
    comment.add_files([Pending(name, Path(name)) for name in ("cable.jpg", "camera-3.jpg")])
    save(window, folder / f"comment-files-{theme}.png")
    comment.field.clear()
    window.cases.view.timeline.entries()[0].chips()[0].click()
    wait(lambda: any(viewer.has_picture() for viewer in viewers()))
    [viewer] = viewers()
    viewer.resize(960, 700)
    save(viewer, folder / f"viewer-{theme}.png")
    viewer.close()
    desk.shown.show_page(ACTIVITY)
    wait(lambda: window.activity.newest_seen(channel) is not None)
    save(window, folder / f"attachments-activity-{theme}.png")


def viewers() -> list[Viewer]:
    """Those that are open."""
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, Viewer) and each.isVisible()]
