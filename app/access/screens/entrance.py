"""What every window before the main one has: a rail of steps, one page at a time, back and on, background work."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStackedWidget, QWidget

from app.access.office import Office
from app.kernel.clock import Clock
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.paths import Home
from app.widgets.buttons import button
from app.widgets.icons import Glyph, redraw
from app.widgets.labels import label, retone
from app.widgets.layouts import clear, column, holder, row, scrolled
from app.widgets.operations import Operations
from app.widgets.theme import Theme, dress, set_state

PAGE_WIDTH = 820
RAIL_WIDTH = 248


class Joining(Protocol):
    """Joining a site by files; done by sync, handed in by the wiring."""

    def write_request(self, office: Office, folder: Path) -> Path:
        """Write this laptop's request; where it lies."""

    def own_code(self, office: Office) -> str:
        """The code of this laptop, to be compared on the other one."""

    def read_kit(self, office: Office, path: Path, code: str) -> str:
        """Open a kit with its sender's code; the name of what was joined."""


@dataclass(frozen=True)
class Place:
    """Where a window before the main one works; `adopt` makes an office the open one, `current` gives it back."""

    home: Home
    clock: Clock
    adopt: Callable[[Office], Office]
    current: Callable[[], Office]
    ready_to_count: Callable[[Office], None]
    joining: Joining


class Page(QWidget):
    """One step: title, why it is asked, the parts; says whether one may go on."""

    moved_on = Signal()
    """Ask to go on, as the button would."""

    def __init__(self, title: str, lead: str, on_text: str = "") -> None:
        super().__init__()
        self.title, self.lead, self.on_text = title, lead, on_text

    def appear(self) -> None:
        """The page is shown now."""

    def may_go_on(self) -> bool:
        """Whether the answers are good; shows what is not."""
        return True

    def first_focus(self) -> QWidget | None:
        """Where the cursor belongs."""
        return None


class Entrance(QWidget):
    """A window of steps; ends by `entered` (somebody was let in) or `left`."""

    entered = Signal()
    left = Signal()

    def __init__(self, place: Place, theme: Theme) -> None:
        super().__init__()
        self.place = place
        self.ops = Operations(_locked, _locked_read)
        self.setObjectName("frame")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("Pulang")
        self.resize(1100, 720)
        self._pages = QStackedWidget()
        self._rail = column(gap=2)
        self._back = button(_("Kembali"), self.go_back)
        self._on: QPushButton = button(_("Lanjut"), self.go_on, "primary")
        self._note = label("", "", "bad", wrap=True)
        theme.worn.connect(redraw)
        self._arrange()
        dress(self)

    def put_up(self, page: Page) -> None:
        """Show a page in place of the one before."""
        if self._pages.indexOf(page) < 0:
            page.moved_on.connect(self.go_on)
            head = column(label(page.title, "title", wrap=True), label(page.lead, "muted", wrap=True), gap=6)
            page.layout().insertLayout(0, head)  # type: ignore[union-attr]
            self._pages.addWidget(page)
        turn_to(self._pages, page)
        self._on.setText(page.on_text or _("Lanjut"))
        self.say("")
        self.busy(False)
        page.appear()
        (page.first_focus() or self._on).setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def page(self) -> Page | None:
        """The page shown."""
        found = self._pages.currentWidget()
        return found if isinstance(found, Page) else None

    def show_steps(self, steps: Sequence[tuple[str, str]]) -> None:
        """Draw the rail: (state, title) of each step; state is done, here or ahead."""
        clear(self._rail)
        for number, (state, title) in enumerate(steps, 1):
            self._rail.addWidget(_rail_line(number, state, title))

    def say(self, text: str, tone: str = "bad") -> None:
        """Say something beside the buttons."""
        retone(self._note, text, tone)

    def refuse(self, error: UserError) -> None:
        """Show an expected failure and let the user try again."""
        self.busy(False)
        self.say(f"{error.text} {error.hint}".strip())

    def busy(self, busy: bool, text: str = "") -> None:
        """Keep the buttons from being pressed twice."""
        self._on.setEnabled(not busy)
        self._back.setEnabled(not busy)
        if busy:
            self.say(text, "")

    def show_back(self, text: str) -> None:
        """Offer the way back under this name; "" for none."""
        self._back.setText(text)
        self._back.setVisible(bool(text))

    def go_on(self) -> None:
        """The next step."""

    def go_back(self) -> None:
        """The step before, or out."""
        self.leave()

    def leave(self) -> None:
        """End without anybody let in."""
        self.ops.close()
        self.left.emit()

    def finish(self) -> None:
        """End with somebody let in."""
        self.ops.close()
        self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the cursor; Ctrl+Enter goes on from anywhere; Escape goes back."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            here = self.focusWidget()
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier or not isinstance(here, QPushButton):
                self._on.click()
            else:
                here.click()
        elif event.key() == Qt.Key.Key_Escape and self._back.isVisible():
            self._back.click()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Put the cursor where the page wants it."""
        super().showEvent(event)
        if self.page is not None:
            (self.page.first_focus() or self._on).setFocus(Qt.FocusReason.OtherFocusReason)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The window is closed: nothing goes on in the background."""
        self.ops.close()
        super().closeEvent(event)

    def _arrange(self) -> None:
        name = column(label("Pulang", "figure-mid"), label(_("Penyiapan laptop"), "muted"), gap=2)
        rail = holder(column(name, self._rail, 1, gap=26, margins=(26, 30, 18, 20)), "rail")
        rail.setFixedWidth(RAIL_WIDTH)
        body = column(self._pages, margins=(0, 0, 12, 20))
        foot = row(self._back, self._note, self._on, gap=14, margins=(0, 12, 12, 22))
        foot.setStretch(1, 1)
        middle = holder(column(scrolled(holder(body)), foot, gap=0))
        middle.setMaximumWidth(PAGE_WIDTH)
        right = row(middle, 1, margins=(48, 34, 20, 0))
        right.setStretch(0, 100)
        self.setLayout(row(rail, right, gap=0))


def turn_to(pages: QStackedWidget, page: QWidget) -> None:
    """Show a page of a stack that is as high as this page alone needs."""
    for place in range(pages.count()):
        other = pages.widget(place)
        if other is not None:
            policy = QSizePolicy.Policy.Preferred if other is page else QSizePolicy.Policy.Ignored
            other.setSizePolicy(policy, policy)
    pages.setCurrentWidget(page)


def _rail_line(number: int, state: str, title: str) -> QWidget:
    mark: QWidget = label(str(number), "step")
    if state == "done":
        mark = Glyph("check", "good", 16)
    text = label(title, "strong" if state == "here" else "", "accent" if state == "here" else "")
    if state == "ahead":
        set_state(text, role="muted")
    made = holder(row(mark, text, 1, gap=11, margins=(0, 0, 0, 0)))
    mark.setFixedWidth(22)
    set_state(mark, state=state)
    if state == "done":
        mark.setContentsMargins(3, 0, 0, 0)
    made.setFixedHeight(30)
    made.setAccessibleName(title)
    return made


def _locked(action: str, fn: Callable[[Any], Any]) -> tuple[Any, frozenset[str]]:
    raise RuntimeError("nothing is written through the windows before the main one")


def _locked_read(fn: Callable[[Any], Any]) -> Any:
    raise RuntimeError("nothing is read through the windows before the main one")
