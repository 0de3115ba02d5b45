"""The one place where everything is put together: every screen gets what it works with as constructor arguments."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app.access.keyring import is_set_up
from app.access.office import Office, hold_home
from app.access.screens.entrance import Place
from app.access.screens.entrances import CodeEntrance, SheetsEntrance
from app.access.screens.first_run import FirstRun
from app.access.screens.reach import Reach
from app.access.screens.settings import SettingsScreen
from app.access.unlock import logins, waiting_roles
from app.desktop.home import HomeScreen
from app.desktop.home_view import home_view
from app.desktop.joining import FileJoining
from app.desktop.login import LoginUser
from app.desktop.main import Desktop, Doorway
from app.desktop.running import Running
from app.desktop.screens import ScreenSpec
from app.desktop.session import Session
from app.desktop.window import FrameServices
from app.kernel.clock import Clock, SystemClock, local
from app.kernel.errors import UserError
from app.kernel.i18n import N_, _
from app.kernel.paths import Home
from app.manifest.letters import BatchDraft, open_batch
from app.registration.search import Hit, search
from app.store.work import Reading
from app.widgets.candidates import Candidate, Deliver
from app.widgets.operations import Operations

NEW, CODE, SHEETS = "new", "code", "sheets"
FOUND = 8


class Wiring:
    """The heavy half of the application; made while the login window is already up (see app.desktop.main.Opener)."""

    def __init__(self, home: Home, clock: Clock | None = None) -> None:
        self.home, self.clock = home, clock or SystemClock()
        self.session = Session(home, self.clock)
        self.running: Running | None = None

    def doorway(self) -> Doorway:
        """Who may log in, how else one may come in, and what keeps everybody out."""
        if not is_set_up(self.home):
            return Doorway(ways=((NEW, _("Siapkan pos atau loket di laptop ini")),))
        try:
            users = [LoginUser(login, login) for login in logins(self.home)]
            code = ((CODE, _("Masuk pertama kali dengan lembar kode")),) if waiting_roles(self.home) else ()
            hold_home(self.home).release()
        except UserError as error:
            return Doorway(hindrance=error)
        return Doorway(users, (*code, (SHEETS, _("Lupa kata sandi? Pakai lembar pemulihan"))))

    def unlock(self, user_id: str, secret: str) -> Office:
        """Let somebody in by passphrase."""
        return self.session.enter(user_id, secret)

    def window(self, opened: Office, desktop: Desktop) -> QWidget:
        """The main window."""
        session = self.session
        ops = Operations(session.write, session.read)
        ops.crashed.connect(desktop.crash.caught)
        services = FrameServices(ops, desktop.theme, partial(_find_people, ops))
        screens = Screens(session, ops)
        running = self.running = Running(session, services, screens.specs())
        screens.running = running
        desktop.crash.keep_with(running.keep_drafts)
        if not session.has_pin and not opened.device.emergency:
            running.offer_pin()
        if opened.device.emergency:
            running.window.go("arrival")
        return running.window

    def entrance(self, way: str, desktop: Desktop) -> QWidget:
        """Setting up, coming in by a code, or by recovery sheets."""
        session = self.session
        place = Place(self.home, self.clock, session.adopt, lambda: session.office, ready_to_count, FileJoining())
        kinds: dict[str, Callable[..., QWidget]] = {NEW: FirstRun, CODE: CodeEntrance, SHEETS: SheetsEntrance}
        made = kinds[way](place, desktop.theme)
        made.entered.connect(lambda: desktop.enter(session.office))  # type: ignore[attr-defined]
        made.left.connect(desktop.back)  # type: ignore[attr-defined]
        return made


class Screens:
    """The screens of the navigation, in the order of the journey."""

    def __init__(self, session: Session, ops: Operations) -> None:
        self._session, self._ops = session, ops
        self.running: Running | None = None

    def specs(self) -> Sequence[ScreenSpec]:
        """Every screen with its maker; the frame offers those the roles may see."""
        return (
            ScreenSpec("home", N_("Beranda"), "house", self._home, help="umum"),
            ScreenSpec("settings", N_("Pengaturan"), "settings", self._settings, help="pengaturan"),
        )

    def _home(self) -> HomeScreen:
        session, ops = self._session, self._ops

        def load(deliver: Callable[[Any], object]) -> object:
            return ops.compute(lambda: session.look(home_view), latest="home").then(deliver)

        return HomeScreen(load)

    def _settings(self) -> SettingsScreen:
        if self.running is None:
            raise RuntimeError("no window yet")
        return SettingsScreen(Reach(self._ops, self._session, self.running, FileJoining()))


def ready_to_count(office: Office) -> None:
    """A *loket darurat* finds a ship to count into at once."""
    with office.write("manifest.batch") as w:
        open_batch(w, BatchDraft(_arrival_name(office, w.now())))


def _arrival_name(office: Office, now: datetime) -> str:
    return _("Kedatangan {time}").format(time=f"{local(now, office.site.zone):%d-%m %H.%M}")


def _find_people(ops: Operations, typed: str, deliver: Deliver) -> object:
    def find(r: Reading) -> list[Candidate]:
        return [_candidate(hit) for hit in search(r, typed, FOUND)]

    return ops.read(find, latest="palette").then(deliver)


def _candidate(hit: Hit) -> Candidate:
    return Candidate(hit.head.person_id or hit.head.stay_id, hit.head.display, hit.why)
