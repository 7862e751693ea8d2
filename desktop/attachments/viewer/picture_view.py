"""A picture in the room there is, or as large as a person wants it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QGraphicsScene, QGraphicsView

from desktop.words.language import tr

STEP = 1.25
SMALLEST, LARGEST = 0.02, 16.0


class PictureView(QGraphicsView):
    """Fits the picture in until somebody zooms; it is moved with the mouse and the arrow keys."""

    def __init__(self) -> None:
        super().__init__()
        self.image = QImage()
        self.fits = True
        self._scene = QGraphicsScene(self)
        self.setScene(self._scene)
        self.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setAccessibleName(tr("Picture"))

    def show_image(self, image: QImage) -> None:
        """Show another picture, fitted in."""
        self.image = image
        self._scene.clear()
        self._scene.setSceneRect(image.rect().toRectF())
        self._scene.addPixmap(QPixmap.fromImage(image))
        self.fit()

    def scale_now(self) -> float:
        """How many pixels of the screen one of the picture takes."""
        return self.transform().m11()

    def fit(self) -> None:
        """Show all of it; a small one as large as it is."""
        self.fits = True
        self.resetTransform()
        room = self.viewport().rect()
        if self.image.width() > room.width() or self.image.height() > room.height():
            self.fitInView(self._scene.sceneRect(), Qt.AspectRatioMode.KeepAspectRatio)

    def show_real_size(self) -> None:
        """A pixel of the picture is one of the screen."""
        self.fits = False
        self.resetTransform()

    def zoom(self, steps: int) -> None:
        """Take so many steps nearer, or away."""
        self.fits = False
        wanted = min(LARGEST, max(SMALLEST, self.scale_now() * STEP**steps))
        factor = wanted / self.scale_now()
        self.scale(factor, factor)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.fits:
            self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.angleDelta().y():
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)
