"""The one place where everything is put together: every screen gets what it works with as constructor arguments."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QWidget

from app.access.keyring import is_set_up
from app.access.office import Office, hold_home
from app.access.screens.entrance import Place
from app.access.screens.entrances import CodeEntrance, SheetsEntrance
from app.access.screens.first_run import FirstRun
from app.access.screens.restoring import RestoreEntrance
from app.access.unlock import logins, waiting_roles
from app.desktop.doorway import Doorway, Entry
from app.desktop.finding import find_people
from app.desktop.joining import FileJoining
from app.desktop.login import LoginUser
from app.desktop.running import Running
from app.desktop.screen_list import Screens
from app.desktop.session import Session
from app.desktop.window import FrameServices
from app.kernel.clock import Clock, SystemClock, local
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.paths import Home
from app.manifest.letters import BatchDraft, open_batch
from app.reference.regions import Regions
from app.registration.screens.lookingout import Lookout
from app.widgets.operations import Operations

NEW, CODE, SHEETS, RESTORE = "new", "code", "sheets", "restore"


class Wiring:
    """The heavy half of the application; made while the login window is already up (see app.desktop.doorway.Opener).

    It `prepares` screens nobody asked for yet, unless somebody comes only to look at a few.
    """

    def __init__(self, home: Home, clock: Clock | None = None, prepares: bool = True) -> None:
        self.home, self.clock, self.prepares = home, clock or SystemClock(), prepares
        self.session = Session(home, self.clock)
        self.running: Running | None = None
        self.lookout: Lookout | None = None

    def doorway(self) -> Doorway:
        """Who may log in, how else one may come in, and what keeps everybody out."""
        if not is_set_up(self.home):
            return Doorway(ways=((NEW, _("Siapkan pos atau loket di laptop ini")), _restoring()))
        try:
            users = [LoginUser(login, login) for login in logins(self.home)]
            code = ((CODE, _("Masuk pertama kali dengan lembar kode")),) if waiting_roles(self.home) else ()
        except UserError as error:
            return Doorway(ways=(_restoring(),), hindrance=error)
        ways = (*code, (SHEETS, _("Pulihkan dari lembar pemulihan")), _restoring())
        return Doorway(users, ways, _held_by_another(self.home))

    def unlock(self, user_id: str, secret: str) -> Office:
        """Let somebody in by passphrase."""
        return self.session.enter(user_id, secret)

    def window(self, opened: Office, desktop: Entry) -> QWidget:
        """The main window."""
        session = self.session
        ops = Operations(session.write, session.read)
        ops.crashed.connect(desktop.crash.caught)
        session.tell = ops.refused.emit
        services = FrameServices(ops, desktop.theme, partial(find_people, ops))
        screens = Screens(session, ops)
        running = self.running = screens.running = Running(session, services, screens.specs())
        desktop.crash.keep_with(running.keep_drafts)
        if not session.has_pin and not opened.device.emergency:
            running.turns.offer_pin()
        if opened.device.emergency:
            running.window.go("arrival")
        if self.prepares:
            running.window.make_ready()
        self.lookout = screens.lookout
        self.lookout.begin()
        return running.window

    def warm(self) -> None:
        """Have the regions at hand: the first balance groups people by province."""
        Regions.load()

    def close(self) -> None:
        """Close window work and vaults; safe to call twice."""
        if self.lookout is not None:
            self.lookout.stop()
        if self.running is not None:
            self.running.close()
        self.session.close()

    def entrance(self, way: str, desktop: Entry) -> QWidget:
        """Setting up, coming in by a code, or by recovery sheets."""
        session = self.session
        place = Place(self.home, self.clock, session.adopt, lambda: session.office, ready_to_count, FileJoining())
        kinds: dict[str, Callable[..., QWidget]] = {NEW: FirstRun, CODE: CodeEntrance, SHEETS: SheetsEntrance}
        kinds[RESTORE] = RestoreEntrance
        made = kinds[way](place, desktop.theme)
        made.entered.connect(lambda: desktop.enter(session.office))  # type: ignore[attr-defined]
        made.left.connect(desktop.back)  # type: ignore[attr-defined]
        return made


def _restoring() -> tuple[str, str]:
    return RESTORE, _("Pulihkan dari cadangan (flashdisk)")


def _held_by_another(home: Home) -> UserError | None:
    try:
        hold_home(home).release()
    except UserError as error:
        return error
    return None


def ready_to_count(office: Office) -> None:
    """A *loket darurat* finds a ship to count into at once."""
    with office.write("manifest.batch") as w:
        open_batch(w, BatchDraft(_arrival_name(office, w.now())))


def _arrival_name(office: Office, now: datetime) -> str:
    return _("Kedatangan {time}").format(time=f"{local(now, office.site.zone):%d-%m %H.%M}")
