"""The message bar: what happened, what is safe, what to do now; never in the way of the work."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QGuiApplication
from PySide6.QtWidgets import QFrame, QWidget

from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.widgets.buttons import button, icon_button
from app.widgets.figures import SIGNS
from app.widgets.icons import Glyph
from app.widgets.labels import label
from app.widgets.layouts import column, row
from app.widgets.theme import set_state

SHOWN_FOR_MS = 6000
READ_AFTER_MS = 800
"""A message as young as this was told by what led to the other screen; nobody has read it yet."""
PASSING = ("", "good")
OF_A_SCREEN = (*PASSING, "bad")
"""What belongs to the screen it was told on: news, and a refusal, which answers something tried there."""


@dataclass(frozen=True)
class Message:
    """One message; `tone` is "", good, warn or bad; warn stays until closed, bad while its screen does."""

    text: str
    hint: str = ""
    tone: str = ""
    action_text: str = ""
    action: Callable[[], object] | None = None

    @classmethod
    def of(cls, error: UserError) -> "Message":
        """The message of an expected failure; it can be copied for asking someone else."""
        return cls(error.text, error.hint, "bad", _("Salin"), lambda: _copy(error))


def _copy(error: UserError) -> None:
    QGuiApplication.clipboard().setText(f"{error.text}\n{error.hint}\n[{error.code}]".replace("\n\n", "\n"))


class MessageBar(QWidget):
    """Shows one message at a time; a newer good one replaces an older good one, bad ones queue."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._waiting: deque[Message] = deque()
        self._shown: Message | None = None
        self._glyph = Glyph("info")
        self._text, self._hint = label("", "strong", wrap=True), label("", "muted", wrap=True)
        self._action = button("", self._act)
        self._close = icon_button("x", _("Tutup pesan"), self.dismiss)
        words = column(self._text, self._hint, gap=1)
        line = row(self._glyph, words, self._action, self._close, gap=10, margins=(14, 8, 8, 8))
        line.setStretch(1, 1)
        line.setAlignment(self._glyph, Qt.AlignmentFlag.AlignTop)
        self._ground = QFrame()
        self._ground.setProperty("kind", "message")
        self._ground.setLayout(line)
        self.setLayout(column(self._ground, margins=(24, 10, 24, 0)))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.dismiss)
        self._since = QElapsedTimer()
        self.hide()

    @property
    def message(self) -> Message | None:
        """What is shown now."""
        return self._shown

    def tell(self, message: Message) -> None:
        """Show a message, after the ones that must be read first."""
        if self._shown is not None and self._shown.tone in ("warn", "bad"):
            if message != self._shown and message not in self._waiting:
                self._waiting.append(message)
            return
        self._show(message)

    def leave_behind(self) -> None:
        """The user turned to something else: news and refusals that could be read go, warnings stay until closed.

        A refusal nobody has seen yet, because another was in front of it, is still shown.
        """
        self._waiting = deque(each for each in self._waiting if each.tone not in PASSING)
        if self._shown is not None and self._shown.tone in OF_A_SCREEN and self._since.elapsed() >= READ_AFTER_MS:
            self.dismiss()

    def refuse(self, error: UserError) -> None:
        """Show an expected failure."""
        self.tell(Message.of(error))

    def dismiss(self) -> None:
        """Close the message and show the next that waits."""
        self._timer.stop()
        self._shown = None
        self.hide()
        if self._waiting:
            self._show(self._waiting.popleft())

    def _show(self, message: Message) -> None:
        self._timer.stop()
        self._since.start()
        self._shown = message
        self._text.setText(message.text)
        self._hint.setText(message.hint)
        self._hint.setVisible(bool(message.hint))
        self._action.setText(message.action_text)
        self._action.setVisible(bool(message.action_text))
        self._glyph.show_icon(SIGNS[message.tone], message.tone or "accent")
        set_state(self._ground, tone=message.tone)
        self.setAccessibleName(f"{message.text} {message.hint}".strip())
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.accessibleName()))
        if message.tone in PASSING:
            self._timer.start(SHOWN_FOR_MS)

    def _act(self) -> None:
        message = self._shown
        if message is not None and message.action is not None:
            message.action()
        if message is not None and message.tone != "bad":
            self.dismiss()
