"""What goes on while nobody looks at the window: the tray, its messages, and web hooks that fall silent."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QSettings, QTimer, Signal
from PySide6.QtWidgets import QApplication

from desktop.data.shown import Shown
from desktop.data.silence_watch import SilenceWatch, sentence
from desktop.data.tasks import Tasks
from desktop.process.leaving import Leaving
from desktop.process.receiver_control import ReceiverControl
from desktop.settings.notifications import Notifications
from desktop.tray.new_cases import NewCases
from desktop.tray.tray import Tray
from desktop.tray.tray_messages import TrayMessages
from desktop.widgets.theme import ThemeHolder
from desktop.window.main_window import MainWindow
from desktop.words import clock
from desktop.words.language import Sentence, tr
from models.cases.arrivals import Arrivals
from models.channels.silence import SilentHook

KEEP_RECEIVING, TOLD = "tray/keep_receiving", "tray/told"
SESSION_ENDS_MS = 60_000
"""How long the end of a session may take; after that it was called off."""
STAYS = Sentence("Hookdesk keeps receiving")
WATCHES = Sentence("Hookdesk keeps telling of new cases")
HOW_TO_END = Sentence("Its icon is here in the tray. Quit, there or in the File menu, ends it.")


class Background(QObject):
    """Without a tray, closing the window ends the program."""

    ended = Signal()
    """The program shall end."""

    def __init__(
        self,
        *,
        app: QApplication,
        window: MainWindow,
        shown: Shown,
        receiver: ReceiverControl,
        leaving: Leaving,
        tasks: Tasks,
        theme: ThemeHolder,
        settings: QSettings,
        notifications: Notifications,
        tray_there: bool,
        parent: QObject | None = None,
    ) -> None:
        """`tray_there`: this desktop has a tray."""
        super().__init__(parent)
        self._app, self._window, self._shown = app, window, shown
        self._receiver, self._leaving, self._settings = receiver, leaving, settings
        self.notifications = notifications
        self._quitting = False
        self.session_ends = QTimer(self, singleShot=True)
        """Runs while the system ends the session, or asks the program to end so that its files can be replaced."""
        self.silence = SilenceWatch(tasks=tasks, settings=settings, parent=self)
        self.new_cases = NewCases(tasks=tasks, parent=self)
        self.tray: Tray | None = None
        self.tray_messages: TrayMessages | None = None
        if tray_there:
            self.tray = Tray(theme=theme, program=app.windowIcon())
            self.tray_messages = TrayMessages(self._tell, self._in_front, parent=self)
            self._connect_tray(self.tray, self.tray_messages)
        self._connect()

    def start(self) -> None:
        """Begin to watch."""
        self.silence.start()
        if self.tray is not None:
            self.new_cases.start()
            self.tray.show()

    def stop(self) -> None:
        """Watch no more, and leave the tray."""
        self.silence.stop()
        if self.tray is not None and self.tray_messages is not None:
            self.tray_messages.stop()
            self.tray.hide()

    def on_changed(self) -> None:
        """Take in that something changed in the database."""
        self.silence.on_changed()
        if self.tray is not None:
            self.new_cases.look()

    def show_window(self) -> None:
        """Bring the window to the front, wherever it is."""
        self._window.bring_forward()

    def quit(self) -> None:
        """End the program, unless the person would lose something by it and wants to stay."""
        if self._may_end():
            self.end()

    def quit_when_answered(self) -> None:
        """End the program once an open question is answered: what it is about would be lost."""
        self.show_window() if self._leaving.is_kept_up() else self.quit()

    def end(self) -> None:
        """End the program without a question, with the window noting its place."""
        self._quitting = True
        if self._window.isVisible():
            self._window.close()
        else:
            self.ended.emit()

    def is_on(self, name: str) -> bool:
        """Whether a choice is made, as KEEP_RECEIVING is until a person says otherwise."""
        return str(self._settings.value(name, "true")) == "true"

    def turn(self, name: str) -> None:
        """Turn a choice on or off, also for the next start."""
        self._settings.setValue(name, "false" if self.is_on(name) else "true")

    def _may_end(self) -> bool:
        return self._leaving.may_end(self._window, self.show_window)

    def _may_close(self) -> bool:
        return self._must_end() or self._goes_on() or self._may_end()

    def _must_end(self) -> bool:
        """Whether it ends without a question: a person has answered it, or nobody will while the session ends."""
        return self._quitting or self.session_ends.isActive()

    def _goes_on(self) -> bool:
        """Whether the program goes on without its window."""
        return self.tray is not None and self.is_on(KEEP_RECEIVING)

    def _in_front(self) -> bool:
        return self._app.activeWindow() is not None

    def _connect(self) -> None:
        bar = self._window.silence_bar
        self._app.commitDataRequest.connect(self._on_session_ends)
        self._receiver.changed.connect(self._show_silence)
        self.silence.changed.connect(self._show_silence)
        self._shown.moved.connect(self._show_silence)
        self._window.may_close = self._may_close
        self._window.closed.connect(self._on_closed)
        bar.dismissed.connect(self.silence.dismiss)

    def _connect_tray(self, tray: Tray, tray_messages: TrayMessages) -> None:
        self._shown.channels_read.connect(lambda: tray.show_unread(self._shown.channels))
        tray.open_wanted.connect(self.show_window)
        tray_messages.case_wanted.connect(self._open_case)
        tray_messages.channel_wanted.connect(self._open_channel)
        self.new_cases.arrived.connect(self._on_arrived)
        self.silence.began.connect(tray_messages.on_silent)

    def _on_session_ends(self) -> None:
        self.session_ends.start(SESSION_ENDS_MS)

    def _on_closed(self) -> None:
        if self._must_end() or self.tray is None or not self._goes_on():
            self.ended.emit()
        elif str(self._settings.value(TOLD, "")) != "true":
            self._settings.setValue(TOLD, "true")
            stays = STAYS if self._receiver.viewed is None else WATCHES
            self.tray.tell(tr(stays), tr(HOW_TO_END), self.show_window)

    def _on_arrived(self, arrived: Arrivals) -> None:
        told = self.notifications.rules.of(arrived)
        if self.tray_messages is not None and self.notifications.are_on and told.cases:
            self.tray_messages.on_arrived(told)

    def _tell(self, title: str, text: str, clicked: Callable[[], object]) -> None:
        rules = self.notifications.rules
        if self.tray is not None and not rules.is_quiet(clock.now()):
            self.tray.tell(title, text, clicked)
            if rules.sound:
                self._app.beep()

    def _open_case(self, case_id: int) -> None:
        self.show_window()
        self._window.open_case(case_id)

    def _open_channel(self, channel_id: int) -> None:
        self.show_window()
        self._shown.show_channel(channel_id)

    def _show_silence(self) -> None:
        silent, window = self.silence.silent(), self._window
        channel = self._shown.channel_in_front
        window.side.model.show_warnings(_warnings(silent))
        window.silence_bar.show_hooks([] if channel is None else self.silence.of_channel(channel.id))
        if self.tray is not None:
            self.tray.show_receiver(self._receiver, silent)


def _warnings(silent: Sequence[SilentHook]) -> dict[int, str]:
    """A line a channel on its web hooks that are silent."""
    found: dict[int, list[str]] = {}
    for hook in silent:
        found.setdefault(hook.channel_id, []).append(sentence(hook))
    return {channel_id: "\n".join(sentences) for channel_id, sentences in found.items()}
