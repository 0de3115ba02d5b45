"""What the tests of both screens share: a frame of them as people see it, buttons and sheets by their words."""

from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.access.blobs import blobs_of
from app.access.office import Office
from app.desktop.frame_lines import Desk
from app.desktop.screens import ScreenSpec
from app.desktop.window import FrameServices, Window
from app.reconciliation.screens.closingacts import Shelf
from app.reconciliation.screens.homecoming import HomecomingContext, HomecomingScreen
from app.reconciliation.screens.screen import ReconciliationContext, ReconciliationScreen
from app.registration.screens.screen import PeopleScreen
from app.shelter.screens.context import HouseContext
from app.shelter.screens.gate import GateScreen
from app.widgets.dialogs import Sheet
from app.widgets.fields import NoteField
from app.widgets.operations import Operations
from app.widgets.screen import Screen
from app.widgets.theme import Theme
from tests.registration.gallery import context as people_context

T = TypeVar("T", bound=QDialog)
PDF = (Path(__file__).parents[3] / "forms/reconciliation-record/v1/sample.pdf").read_bytes()


def shelf_of(office: Office) -> Shelf:
    """Where this office keeps its scans."""
    blobs = blobs_of(office)
    return Shelf(blobs.keep, blobs.read)


def balance_screen(office: Office, ops: Operations) -> ReconciliationScreen:
    """Rekap orang for whoever is signed in."""
    user = lambda: office.actor.user_id  # noqa: E731
    return ReconciliationScreen(
        ops, ReconciliationContext(office.may, lambda: office.actor.name, "WITA", user, shelf_of(office))
    )


def home_screen(office: Office, ops: Operations) -> HomecomingScreen:
    """Tiba dan pulang for whoever is signed in."""
    user = lambda: office.actor.user_id  # noqa: E731
    given = (office.may, lambda: office.actor.name, user, office.clock.now, "WITA", shelf_of(office))
    return HomecomingScreen(ops, HomecomingContext(*given))


def window_of(office: Office, ops: Operations, theme: Theme) -> Window:
    """A frame with both screens of the balance, the people and the gate."""
    desk = Desk(office.site.name, office.site.zone, office.actor.name, "kepala", office.actor.roles)
    house = HouseContext(office.may, office.clock.now, office.site.zone, lambda: "A4")
    specs = [
        ScreenSpec("people", "Orang", "users", lambda: PeopleScreen(ops, people_context(office), "WITA")),
        ScreenSpec("gate", "Gerbang", "log-out", lambda: GateScreen(ops, house)),
        ScreenSpec("reconciliation", "Rekonsiliasi", "scale", lambda: balance_screen(office, ops)),
        ScreenSpec("homecoming", "Tiba dan pulang", "house", lambda: home_screen(office, ops)),
        ScreenSpec("arrival", "Kedatangan", "ship", Screen),
    ]
    window = Window(desk, specs, FrameServices(ops, theme, lambda _typed, deliver: deliver([])))
    window.resize(1366, 768)
    window.show()
    return window


def settle(ops: Operations, qtbot: QtBot) -> None:
    """Until nothing is under way."""
    qtbot.waitUntil(lambda: ops.idle, timeout=20_000)


def buttons(over: QWidget, text: str) -> list[QPushButton]:
    """The buttons that say this and can be seen."""
    return [each for each in over.findChildren(QPushButton) if each.text() == text and each.isVisibleTo(over)]


def press(over: QWidget, text: str) -> None:
    """The first of them."""
    buttons(over, text)[0].click()


def texts(over: QWidget) -> list[str]:
    """Everything that is written."""
    return [each.text() for each in over.findChildren(QLabel) if each.text() and each.isVisibleTo(over)]


def sheet(over: QWidget, kind: type[T]) -> T:
    """The sheet that is open."""
    return [each for each in over.findChildren(kind) if each.isVisible()][-1]


def give_reason(over: QWidget, why: str) -> None:
    """The sheet that asks why gets its answer."""
    asked = sheet(over, Sheet)
    field = next(each for each in asked.findChildren(QWidget) if getattr(each, "name", "") == "text")
    assert not asked.yes.isEnabled()
    assert isinstance(field, NoteField)
    field.set_value(why)
    asked.yes.click()


def scan_in(folder: Path) -> Path:
    """A scanned paper as a file."""
    path = folder / "pindaian.pdf"
    path.write_bytes(PDF)
    return path
