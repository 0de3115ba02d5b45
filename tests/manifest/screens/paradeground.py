"""The window with Kedatangan and Hitung kepala in it, and the hands before it."""

from app.access.office import Office
from app.desktop.frame_lines import Desk
from app.desktop.groups import counted_together
from app.desktop.screens import ScreenSpec
from app.desktop.window import FrameServices, Window
from app.kernel.i18n import N_
from app.manifest.screens.arrival import ArrivalScreen
from app.manifest.screens.muster import MusterScreen, Parade
from app.widgets.candidates import Deliver
from app.widgets.operations import Operations
from app.widgets.theme import Theme
from tests.manifest.screens.hands import Hands
from tests.manifest.screens.quayside import Elsewhere, quay_of


def window_of(office: Office, ops: Operations, theme: Theme) -> Window:
    """The frame, as the wiring makes it."""
    desk = Desk(office.site.name, office.site.zone, office.actor.name, "kepala", office.actor.roles)
    parade = Parade(office.may, office.site.zone, counted_together)
    specs = [
        ScreenSpec("home", N_("Beranda"), "house", Elsewhere),
        ScreenSpec("arrival", N_("Kedatangan"), "ship", lambda: ArrivalScreen(ops, quay_of(office)), help="kedatangan"),
        ScreenSpec("muster", N_("Hitung kepala"), "users", lambda: MusterScreen(ops, parade), aside=True),
    ]
    return Window(desk, specs, FrameServices(ops, theme, _nobody))


def muster_in(hands: Hands) -> MusterScreen:
    """The screen of the count, in front."""
    shown = hands.window.host.current
    assert isinstance(shown, MusterScreen)
    return shown


def _nobody(_typed: str, deliver: Deliver) -> None:
    deliver([])
