"""What the frame tells around the screens, and what of it outlives a change of language or of the screen."""

from collections.abc import Sequence

from PySide6.QtWidgets import QMainWindow

from app.desktop.frame_lines import Status, StatusLine
from app.desktop.navigation import Navigation
from app.desktop.notice import Notice, NoticeStrip
from app.widgets.message import Message, MessageBar


class Telling(QMainWindow):
    """The status line, the notices, the marks of the navigation and the messages of a window."""

    status_line: StatusLine
    notices: NoticeStrip
    navigation: Navigation
    messages: MessageBar

    def __init__(self) -> None:
        super().__init__()
        self._status = Status()
        self._marks: dict[str, str] = {}
        self._notices: Sequence[Notice] = ()
        self._told_on = ""

    def say(self, message: Message) -> None:
        """Show a message."""
        self.messages.tell(message)

    def show_status(self, status: Status) -> None:
        """Show what is safe and what is not."""
        self._status = status
        self.status_line.show_status(status)

    def show_notices(self, notices: Sequence[Notice]) -> None:
        """Show what must stay in sight until it is settled."""
        self._notices = notices
        self.notices.show_notices(notices)

    def show_mark(self, screen_id: str, text: str) -> None:
        """Mark a screen where something waits, e.g. two open batches."""
        self._marks[screen_id] = text
        self.navigation.show_mark(screen_id, text)

    def tell_again(self) -> None:
        """Tell all of it on parts that were made anew."""
        self.show_status(self._status)
        for screen_id, text in self._marks.items():
            self.navigation.show_mark(screen_id, text)
        self.notices.show_notices(self._notices)

    def moved_to(self, screen_id: str) -> None:
        """Another screen is in front: what was told of the one before was read there."""
        if self._told_on and screen_id != self._told_on:
            self.messages.leave_behind()
        self._told_on = screen_id
