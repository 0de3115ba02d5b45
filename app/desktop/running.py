"""The window at work: what the frame tells, preferences, drafts kept, scans, and the end of it all."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from app.access.blobs import unfinished_of
from app.access.office import ACT
from app.desktop.idle import IdleWatch
from app.desktop.screens import ScreenSpec
from app.desktop.session import Session
from app.desktop.standing import Standing, standing
from app.desktop.turns import Turns, desk_of
from app.desktop.window import FrameServices, Window
from app.kernel.errors import UserError
from app.kernel.i18n import language, set_language
from app.kernel.settings import Settings, load_settings, save_settings
from app.printing.codes import check_token
from app.registration.cards import CARD_TARGET
from app.widgets.scanner import Scanner, looks_like_code

AFTER_A_CHANGE_MS = 1200
EVERY_MINUTE_MS = 60_000
KEEP_DRAFTS_MS = 3000
DRAFTS = "drafts"
_NAME_OF_A_PICTURE = re.compile(r'"([0-9a-f]{64})"')


class Running(QObject):
    """Holds one window together with the session it works in."""

    def __init__(self, session: Session, services: FrameServices, screens: Sequence[ScreenSpec]) -> None:
        super().__init__()
        self.session, self._services, self._ops = session, services, services.operations
        self.settings: Settings = load_settings(session.home)
        self._kept = ""
        self._closed = False
        self.window = Window(desk_of(session.office), screens, services)
        self.turns = Turns(session, services.operations, self.window)
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            raise RuntimeError("no application")
        self.idle = IdleWatch(app, self.settings.idle_minutes)
        self.scanner = Scanner(app, self._claims)
        self._soon = self._timer(AFTER_A_CHANGE_MS, self._look, once=True)
        self._minute = self._timer(EVERY_MINUTE_MS, self._look)
        self._drafts = self._timer(KEEP_DRAFTS_MS, self.keep_drafts)
        self._connect()
        self._restore_drafts()
        self._look()
        self._minute.start()
        self._drafts.start()

    @property
    def at_rest(self) -> bool:
        """Whether nothing is being read or written."""
        return self._services.operations.idle

    def prefer(self, wanted: Settings) -> None:
        """Take over preferences at once and keep them."""
        before, self.settings = self.settings, wanted
        save_settings(self.session.home, wanted)
        self.idle.set_minutes(wanted.idle_minutes)
        if wanted.theme != before.theme:
            self._services.theme.apply(wanted.theme)
        if wanted.language != language():
            set_language(wanted.language)
            # Later: the screen that asked is made anew by it.
            QTimer.singleShot(0, self._speak_anew)

    def desk_changed(self) -> None:
        """The site, the person or the roles are called otherwise now; in another zone every screen is made anew."""
        desk = desk_of(self.session.office)
        if desk.zone != self.window.desk.zone:
            # Later: the screen that asked is made anew by it.
            QTimer.singleShot(0, self._speak_anew)
        else:
            self.window.change_desk(desk)
            self._look()

    def show_help(self, topic: str) -> None:
        """Open a help topic beside the screen."""
        self.window.help.open(topic)
        self.window.fit()

    def look_again(self) -> None:
        """Read again what the frame tells."""
        self._look()

    def ask_pin(self) -> None:
        """Ask for a PIN of this shift."""
        self.turns.ask_pin()

    def keep_drafts(self) -> None:
        """Keep what is typed but not saved, in the vault; a power cut or a crash loses at most a few seconds of it."""
        drafts = json.dumps(self.window.host.drafts(), sort_keys=True)
        if drafts != self._kept and not self._closed:
            self._kept = drafts
            self._ops.write(ACT, lambda office: office.vaults["general"].set_secret(DRAFTS, drafts))

    def close(self) -> None:
        """Finish what is being written and close the vaults."""
        if self._closed:
            return
        self.keep_drafts()
        self._closed = True
        for timer in (self._soon, self._minute, self._drafts):
            timer.stop()
        self.idle.stop()
        self.scanner.stop()
        self._ops.close()
        self.session.close()

    def _timer(self, every: int, call: object, once: bool = False) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(every)
        timer.setSingleShot(once)
        timer.timeout.connect(call)
        return timer

    def _connect(self) -> None:
        window = self.window
        window.locked.connect(self.keep_drafts)
        window.locked.connect(self._shut_restricted)
        self.turns.taken_over.connect(self._soon.start)
        window.preferences_changed.connect(self._remember_look)
        window.closing.connect(self.close)
        self.idle.idle.connect(window.lock)
        self.scanner.scanned.connect(lambda code: self._scanning()(code))
        self._ops.changed.connect(self._changed)

    def _shut_restricted(self) -> None:
        """After everything asked for before, what is typed included."""
        session = self.session
        self._ops.write(ACT, lambda _office: session.shut_restricted())

    def _claims(self, code: str) -> bool:
        """Whether a burst of the scanner is for the screen shown, or a card of ours; all else stays typed text."""
        locked = self.window.lock_overlay.is_locked or QApplication.activeModalWidget() is not None
        return not locked and looks_like_code(code) and (check_token(code) or hasattr(self.window.host.current, "scan"))

    def _scanning(self) -> Callable[[str], object]:
        """What takes a scanned code: the screen shown, else the page of whoever holds the card."""
        taken: Callable[[str], object] = getattr(self.window.host.current, "scan", self._open_card)
        return taken

    def _open_card(self, code: str) -> None:
        self.window.go(self._services.people_screen, CARD_TARGET + code)

    def _changed(self, tables: frozenset[str]) -> None:
        self._soon.start()
        if tables & {"site", "user_account"}:
            self.desk_changed()

    def _look(self) -> None:
        session = self.session
        self._ops.compute(lambda: session.look(standing), latest="standing").then(self._show).otherwise(_quietly)

    def _show(self, found: Standing) -> None:
        self.window.show_status(found.status)
        self.window.show_notices(found.notices)
        self.window.show_mark("arrival", str(found.open_ships) if found.open_ships > 1 else "")

    def _remember_look(self, theme: str, chosen_language: str) -> None:
        self.settings = replace(self.settings, theme=theme, language=chosen_language)
        save_settings(self.session.home, self.settings)

    def _speak_anew(self) -> None:
        if not self._closed:
            self.window.change_desk(desk_of(self.session.office))
            self.window.rebuild()
            self._look()

    def _restore_drafts(self) -> None:
        """Put back what was typed; pictures that waited for a list and that no draft names any more go."""
        kept = self.session.office.vaults["general"].get_secret(DRAFTS) or ""
        unfinished_of(self.session.office).keep_only(set(_NAME_OF_A_PICTURE.findall(kept)))
        if kept:
            self._kept = kept
            self.window.host.restore(json.loads(kept))


def _quietly(_error: UserError) -> None:
    """What the frame tells is read again soon; a refusal meanwhile is no news for the user."""
