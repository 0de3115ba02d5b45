"""What the tests of the page share: show somebody, ask for a verb, find the sheet that opened."""

from typing import TypeVar

from app.access.blobs import blobs_of
from app.registration import photos
from app.registration.pictures import Picture, portrait
from app.widgets.dialogs import Sheet
from tests.registration.people_made import write
from tests.registration.screens.conftest import Desk

T = TypeVar("T")
GREEN = b"\x10\xc0\x20"


def shown(desk: Desk, who: str) -> None:
    desk.screen.show_target(desk.stays[who])
    desk.calm()


def want(desk: Desk, verb: str, subject: object = None) -> None:
    desk.screen.view.wanted.emit(verb, subject)
    desk.calm()


def sheet_of(desk: Desk, kind: type[T]) -> T:
    found = [each for each in desk.screen.findChildren(Sheet) if isinstance(each, kind) and each.isVisible()]
    assert len(found) == 1, found
    return found[0]


def menu(desk: Desk) -> list[str]:
    return [entry.data() for entry in desk.screen.view.header.menu.actions() if entry.data()]


def photographed(desk: Desk, who: str) -> str:
    """A photo put on somebody's page without the screen."""
    content = portrait(Picture(480, 640, GREEN * (480 * 640)))
    digest = blobs_of(desk.office).keep(content)
    write(desk.office, lambda w: photos.keep(w, desk.stays[who], digest, "Halimah"))
    return digest
