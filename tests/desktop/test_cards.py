"""A card scanned on any screen of the real window opens its holder's page; an old one asks first; a photo is kept."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from app.access.blobs import blobs_of
from app.kernel.clock import FixedClock
from app.registration import idcards
from app.registration.pictures import Picture
from app.registration.screens.photosheet import PhotoSheet
from app.registration.screens.screen import PeopleScreen
from app.widgets.dialogs import Sheet
from tests.desktop.at_the_desk import AtTheDesk, sit_down
from tests.helpers.office import landed, ship
from tests.helpers.offices import EVENING, KEPALA, create_sample, lower_cost

__all__ = ["sit_down"]


@pytest.fixture
def cards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str, str]:
    """Three people off a ship; (stay, old token, new token) of one whose card was replaced."""
    lower_cost(monkeypatch)
    with create_sample(tmp_path / "home", clock=FixedClock(EVENING)).office as office:
        stay = landed(office, ship(office, "KM Purnama"), 3)[0]
        with office.write("test") as w:
            old = idcards.issue(w, [stay]).cards[0].token
        with office.write("test") as w:
            idcards.replace(w, stay, "hilang")
            return stay, old, idcards.issue(w, [stay]).cards[0].token


@pytest.fixture
def desk(cards: tuple[str, str, str], sit_down: Callable[[Path, FixedClock], AtTheDesk], tmp_path: Path) -> AtTheDesk:
    """Siti at the main window."""
    made = sit_down(tmp_path / "home", FixedClock(EVENING))
    made.until(made.desktop.login.user.isVisible)
    made.desktop.login.user.set_value("siti")
    made.log_in(KEPALA)
    return made


def people(desk: AtTheDesk) -> PeopleScreen:
    found = desk.window.host.current
    assert isinstance(found, PeopleScreen)
    return found


def shown(desk: AtTheDesk) -> str:
    page = people(desk).view.page
    return page.stay_id if page else ""


def scan(desk: AtTheDesk, code: str) -> None:
    """As a keyboard scanner does: a burst of keys and Enter."""
    desk.type(code)
    desk.press(Qt.Key.Key_Return)
    desk.settled()


@pytest.mark.parametrize("screen", ["home", "handover", "sync", "people"])
def test_a_scan_on_any_screen_opens_the_holder(desk: AtTheDesk, cards: tuple[str, str, str], screen: str) -> None:
    stay, _old, token = cards
    desk.window.go(screen)
    desk.settled()
    scan(desk, token)
    desk.until(lambda: desk.window.host.current_id == "people")
    desk.settled()
    assert shown(desk) == stay


def test_an_old_card_asks_before_it_opens_anything(desk: AtTheDesk, cards: tuple[str, str, str]) -> None:
    stay, old, _token = cards
    scan(desk, old)
    desk.until(lambda: [each for each in people(desk).findChildren(Sheet) if each.isVisible()])
    [question] = [each for each in people(desk).findChildren(QDialog) if each.isVisible()]
    assert question.windowTitle().startswith("Kartu lama A-0004, diganti pada 23-01-2026")
    assert shown(desk) != stay
    question.accept()
    desk.settled()
    assert shown(desk) == stay


def test_the_palette_finds_a_card_and_asks_for_an_old_one(desk: AtTheDesk, cards: tuple[str, str, str]) -> None:
    stay, old, token = cards
    box = desk.window.palette_box
    box.open(token)
    desk.settled()
    assert (box.table.rows[0].kind, box.table.rows[0].detail) == ("person", "kartu")
    box.open(old)
    desk.settled()
    assert (box.table.rows[0].kind, box.table.rows[0].detail) == ("person", "kartu lama")
    desk.press(Qt.Key.Key_Return)
    desk.settled()
    [question] = [each for each in people(desk).findChildren(Sheet) if each.isVisible()]
    question.reject()
    assert shown(desk) != stay


def test_a_photo_is_kept_beside_the_vault_of_the_desk(desk: AtTheDesk, cards: tuple[str, str, str]) -> None:
    desk.window.go("people", cards[0])
    desk.settled()
    people(desk).view.wanted.emit("photo", None)
    [sheet] = people(desk).findChildren(PhotoSheet)
    sheet.show_picture(Picture(480, 640, b"\x10\xc0\x20" * (480 * 640)))
    sheet.guardian.set_value("Halimah, ibu")
    sheet.yes.click()
    desk.settled()
    desk.until(lambda: people(desk).view.photo.has_picture)
    assert len(blobs_of(desk.wiring.session.office).names()) == 1
