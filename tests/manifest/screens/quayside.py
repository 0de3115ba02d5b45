"""The real window around the real arrival screen on a real vault, as tests and pictures need it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.access.blobs import unfinished_of
from app.access.holders import sealer
from app.access.office import Office
from app.desktop.frame_lines import Desk
from app.desktop.screens import ScreenSpec
from app.desktop.window import FrameServices, Window
from app.kernel.i18n import N_
from app.kernel.paths import resource
from app.manifest import intake, letters, opening
from app.manifest.letters import BatchDraft
from app.manifest.screens.arrival import ArrivalScreen
from app.manifest.screens.quay import Quay, Scans
from app.printing.qr import matrix
from app.widgets.candidates import Deliver
from app.widgets.operations import Operations
from app.widgets.screen import Screen
from app.widgets.theme import Theme
from tests.helpers.offices import EVENING

DEMO = ("surat-1-tawau.xlsx", "surat-2-kota-kinabalu.csv")


def operations_of(office: Office) -> Operations:
    """Background operations on the general vault, as the wiring makes them."""

    def write(action: str, act: Callable[[Any], Any]) -> tuple[Any, frozenset[str]]:
        with office.write(action) as work:
            result = act(work)
        return result, frozenset(work.touched)

    def read(look: Callable[[Any], Any]) -> Any:
        with office.read() as reading:
            return look(reading)

    return Operations(write, read)


def scans_of(office: Office) -> Scans:
    """Where pictures wait, as the wiring makes it."""
    blobs = unfinished_of(office)
    return Scans(blobs.keep, blobs.read, blobs.forget)


def quay_of(office: Office) -> Quay:
    """The post as the wiring describes it."""
    return Quay(
        site=office.site.name,
        zone=office.site.zone,
        may=office.may,
        now=office.clock.now,
        sealer=sealer,
        qr=matrix,
        scans=scans_of(office),
    )


class Elsewhere(Screen):
    """Some other screen."""


def window_of(office: Office, ops: Operations, theme: Theme) -> Window:
    """The frame with Kedatangan in it."""
    desk = Desk(office.site.name, office.site.zone, office.actor.name, "kepala", office.actor.roles)
    specs = [
        ScreenSpec("home", N_("Beranda"), "house", Elsewhere),
        ScreenSpec("arrival", N_("Kedatangan"), "ship", lambda: ArrivalScreen(ops, quay_of(office)), help="kedatangan"),
    ]
    return Window(desk, specs, FrameServices(ops, theme, _nobody))


def _nobody(_typed: str, deliver: Deliver) -> None:
    deliver([])


def demo_ship(office: Office, name: str = "KM Sinar Perdana Express") -> str:
    """A ship with both demo letters; the id of its batch."""
    with office.write("manifest.batch") as w:
        batch_id = letters.open_batch(w, BatchDraft(name, ship=name, port_from="Pelabuhan Ferry Tawau")).id
        letters.arrive_now(w, batch_id)
    for file in DEMO:
        opened = opening.open_file(Path(str(resource("demo", file))), EVENING.date())
        with office.write("manifest.import") as w:
            intake.take(w, batch_id, intake.Incoming(opened.reading, opened.source, opened.letter), sealer(w))
    return batch_id
