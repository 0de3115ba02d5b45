"""The window: a frame around the screens, nothing more. What the screens do, they do themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from app.desktop.bindings import Bindings, Handlers
from app.desktop.frame_lines import Desk, SampleStrip, StatusLine, TopBar
from app.desktop.help import WIDTH as HELP_WIDTH
from app.desktop.help import HelpPanel, KeySheet
from app.desktop.navigation import Navigation
from app.desktop.notice import NoticeStrip
from app.desktop.palette import Palette
from app.desktop.readying import Readying
from app.desktop.screens import ScreenHost, ScreenSpec
from app.desktop.tabs import GroupTabs
from app.desktop.telling import Telling
from app.kernel.i18n import _, language, set_language
from app.widgets import theme
from app.widgets.candidates import Search
from app.widgets.icons import redraw
from app.widgets.layouts import column, holder, row
from app.widgets.lock import LockOverlay
from app.widgets.message import MessageBar
from app.widgets.operations import Operations
from app.widgets.progress import ProgressStrip
from app.widgets.screen import Screen
from app.widgets.theme import Theme, dress

NARROW_BELOW = 1000


@dataclass(frozen=True)
class FrameServices:
    """What the frame needs from outside: background work, the look, finding people (and where they are shown)."""

    operations: Operations
    theme: Theme
    find_people: Search
    people_screen: str = "people"


class Window(Telling):
    """Navigation, title row, status line, palette, help, messages, lock."""

    unlock_asked = Signal(str)
    switch_user = Signal()
    preferences_changed = Signal(str, str)
    """Theme mode and language, to be remembered."""
    locked = Signal()
    closing = Signal()

    def __init__(self, desk: Desk, screens: Sequence[ScreenSpec], services: FrameServices) -> None:
        super().__init__()
        self.desk, self._services = desk, services
        self._all = tuple(screens)
        self._specs = _offered(self._all, self.desk)
        self.setObjectName("frame")
        self.setMinimumSize(640, 420)
        self.resize(1366, 740)
        self._readying, self._prepares = Readying(services.operations, self), False
        self._build(self._new_host())
        self.host.go(self._specs[0].id)
        services.theme.worn.connect(redraw)
        services.operations.changed.connect(lambda tables: self.host.refresh(tables))
        services.operations.refused.connect(lambda error: self.messages.refuse(error))

    def go(self, screen_id: str, target: str = "") -> None:
        """Show a screen, and on it the thing with the id `target`."""
        self.host.go(screen_id, target)

    def lock(self) -> None:
        """Cover the window; what is typed stays."""
        if not self.lock_overlay.is_locked:
            self.palette_box.hide()
            self.lock_overlay.lock(self.desk.user)
            self._enable_actions()
            self.locked.emit()

    def unlock(self) -> None:
        """Uncover the window after the application has let the user in."""
        self.lock_overlay.release()
        self._enable_actions()

    def rebuild(self) -> None:
        """Make everything anew in the language in use; drafts and the screen shown stay."""
        before, here, drafts = self.host, self.host.current_id, self.host.drafts()
        self.bindings.discard()
        before.hide()
        before.setParent(self)
        self._build(self._new_host())
        self.host.restore(drafts)
        self.host.go(here)
        self._readying.begin(chain(before.dissolve(), self.host.prepare() if self._prepares else ()))

    @property
    def is_readying(self) -> bool:
        """Whether the other screens are still being made."""
        return self._readying.busy

    def make_ready(self) -> None:
        """Make the other screens while nothing else is to do."""
        self._prepares = True
        self._readying.begin(self.host.prepare())

    def change_desk(self, desk: Desk) -> None:
        """Somebody else works here now, or the site is called otherwise; the screens and what is typed there stay."""
        cursor = self.lock_overlay.behind or self.focusWidget()
        self.desk = desk
        self._specs = _offered(self._all, self.desk)
        self.bindings.discard()
        self.host.setParent(None)
        self.host.offer(self._specs)
        self._build(self.host)
        self.host.show()
        self.host.refresh_all()
        if cursor is not None and self.host.isAncestorOf(cursor):
            cursor.setFocus(Qt.FocusReason.OtherFocusReason)

    def trigger(self, action_id: str) -> None:
        """Run an action of the table if it is offered now."""
        self.bindings.trigger(action_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what a narrow window has no room for."""
        super().resizeEvent(event)
        self.fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the application keep drafts and close its vaults."""
        self._readying.stop()
        self.closing.emit()
        super().closeEvent(event)

    def _new_host(self) -> ScreenHost:
        host = ScreenHost(self._specs)
        host.shown.connect(self._shown)
        host.made.connect(self._made)
        return host

    def _build(self, host: ScreenHost) -> None:
        self.setWindowTitle(f"Pulang · {self.desk.site}")
        self.host = host
        self.navigation, self.status_line = Navigation(self._specs), StatusLine()
        self.messages, self.progress = MessageBar(), ProgressStrip(self._services.operations)
        self.help, self.notices = HelpPanel(), NoticeStrip()
        self.bindings = Bindings(self, self.host, self.desk.roles, self._own_handlers())
        menu = QMenu()
        self.bindings.fill(menu)
        self.top = TopBar(self.desk, menu)
        self.tabs = GroupTabs(self._specs)
        centre = holder(column(self.notices, self.progress, self.messages, self.tabs, self.host, gap=0), "centre")
        self._help_room = QWidget()
        self._help_room.setFixedWidth(HELP_WIDTH)
        middle = row(self.navigation, centre, self._help_room, gap=0)
        middle.setStretch(1, 1)
        strips = (SampleStrip(),) if self.desk.sample else ()
        everything = column(self.top, *strips, middle, self.status_line, gap=0)
        everything.setStretch(everything.indexOf(middle), 1)
        frame = holder(everything, "frame")
        menu.setParent(frame, menu.windowFlags())
        self.setCentralWidget(frame)
        self.help.setParent(frame)
        self.fit()
        self.palette_box = Palette(frame, self.bindings.entries, self._services.find_people)
        self.lock_overlay = LockOverlay(frame)
        for part in (self.top, menu, *strips, self.navigation, self.tabs, self.notices, self.progress, self.messages):
            dress(part)
        for part in (self.help, self.status_line, self.palette_box, self.lock_overlay):
            dress(part)
        self._connect()
        self.tell_again()
        if self.host.current_id:
            self._shown(self.host.current_id)

    def fit(self) -> None:
        """Arrange for the width there is: narrow windows have icons alone, and help over the screen, not beside it."""
        narrow = self.width() < NARROW_BELOW
        self.navigation.be_narrow(narrow)
        self.top.be_narrow(narrow)
        self._help_room.setVisible(not narrow and not self.help.isHidden())
        top, bottom = self.top.height(), self.status_line.height()
        self.help.setGeometry(self.width() - HELP_WIDTH, top, HELP_WIDTH, self.height() - top - bottom)

    def _connect(self) -> None:
        self.navigation.chosen.connect(self.go)
        self.tabs.chosen.connect(self.go)
        self.notices.go.connect(self.go)
        self.top.search.connect(lambda: self.palette_box.open())
        self.top.lock.connect(self.lock)
        self.help.closed.connect(self._toggle_help)
        self.help.keys_wanted.connect(self._show_keys)
        self.palette_box.action_chosen.connect(self.trigger)
        self.palette_box.person_chosen.connect(lambda person: self.go(self._services.people_screen, person))
        self.palette_box.closed.connect(self.host.focus_current)
        self.lock_overlay.asked.connect(self.unlock_asked)
        self.lock_overlay.other_user.connect(self.switch_user)

    def _made(self, screen: Screen) -> None:
        screen_id = self.host.current_id
        screen.said.connect(self.say)
        screen.act.connect(self.trigger)
        screen.badge.connect(lambda text: self.show_mark(screen_id, text))

    def _shown(self, screen_id: str) -> None:
        self.navigation.show_current(screen_id)
        self.tabs.show_current(screen_id)
        self.moved_to(screen_id)
        self._enable_actions()
        if self.help.isVisible():
            self.help.show_topic(_topic(self.host))

    def _own_handlers(self) -> Handlers:
        return {
            "palette.open": lambda: self.palette_box.open(),
            "help.open": self._toggle_help,
            "help.keys": self._show_keys,
            "muster.open": lambda: self.host.go("muster"),
            "screen.next_tab": lambda: self.host.go(self.tabs.beside(self.host.current_id, 1)),
            "screen.last_tab": lambda: self.host.go(self.tabs.beside(self.host.current_id, -1)),
            "screen.back": lambda: self.host.back(),
            "screen.forward": lambda: self.host.forward(),
            "theme.switch": lambda: self._prefer("light" if theme.is_dark() else "dark"),
            "theme.system": lambda: self._prefer("system"),
            "language.switch": self._switch_language,
            "desk.lock": self.lock,
            "desk.switch": self.switch_user.emit,
            "desk.quit": self.close,
        }

    def _enable_actions(self) -> None:
        self.bindings.enable(not self.lock_overlay.is_locked)

    def _toggle_help(self) -> None:
        if self.help.isVisible():
            self.help.hide()
            self.host.focus_current()
        else:
            self.help.open(_topic(self.host))
        self.fit()

    def _show_keys(self) -> None:
        here = [spec for spec in self.bindings.specs if spec.screen and spec.screen == self.host.current_id]
        everywhere = [spec for spec in self.bindings.specs if not spec.screen]
        title = _(self.host.specs[self.host.current_id].title)
        groups = [(_("Di mana saja"), everywhere), *([(title, here)] if here else [])]
        KeySheet(self, groups).show()

    def _prefer(self, mode: str) -> None:
        self._services.theme.apply(mode)
        self.preferences_changed.emit(mode, language())

    def _switch_language(self) -> None:
        set_language("en" if language() == "id" else "id")
        self.rebuild()
        self.preferences_changed.emit(self._services.theme.mode, language())


def _offered(screens: Sequence[ScreenSpec], desk: Desk) -> list[ScreenSpec]:
    return [spec for spec in screens if not spec.roles or spec.roles & desk.roles]


def _topic(host: ScreenHost) -> str:
    spec = host.specs[host.current_id]
    return spec.help or spec.id
