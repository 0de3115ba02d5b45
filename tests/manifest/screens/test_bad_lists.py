"""Files that are no lists, chosen by an officer: one sentence, nothing kept, the cursor stays, the next one is read."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from app.access.office import Office
from tests.helpers.office import ship
from tests.manifest.lists import LIST, board_of
from tests.manifest.screens.hands import Hands


def pdf_under_another_name(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7\n1 0 obj <<>> endobj\n%%EOF\n")


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>")
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 120_000_000)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def gone(path: Path) -> None:
    """The flashdisk was pulled out."""


def held(path: Path) -> None:
    """Something that cannot be read as a file, as one that another program holds."""
    path.mkdir()


def huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(100_000_000)


@pytest.fixture
def at_list(office: Office, hands: Hands) -> Hands:
    """An empty ship in front, and the import begun."""
    other = ship(office, "KM Mid East")
    hands.screen.show_target(other)
    hands.screen.refresh(frozenset())
    hands.until(lambda: hands.screen.pane.front == other)
    hands.window.trigger("arrival.import")
    hands.rest()
    return hands


@pytest.mark.parametrize("make", [pdf_under_another_name, bomb, empty, gone, held, huge])
def test_a_file_that_is_no_list(office: Office, at_list: Hands, tmp_path: Path, make: Callable[[Path], None]) -> None:
    path = tmp_path / "daftar 23 Januari.xlsx"
    make(path)
    cursor = at_list.cursor
    assert cursor.isVisible()
    at_list.screen.incoming.read_file(path)
    at_list.until(lambda: at_list.window.messages.message is not None)
    at_list.rest()
    message = at_list.window.messages.message
    assert message is not None
    assert (message.tone, bool(message.hint)) == ("bad", True)
    assert message.text.endswith("Tidak ada yang disimpan.")
    assert message.text.count(".") <= 3
    assert at_list.screen.incoming.isEnabled()
    assert at_list.cursor is cursor
    assert board_of(office, at_list.screen.pane.front).letters == ()
    at_list.window.messages.dismiss()
    at_list.screen.incoming.read_text(LIST)
    at_list.rest()
    assert len(at_list.screen.incoming.preview.people.rows) == 6


def test_refused_text_stays_where_it_was_pasted(at_list: Hands) -> None:
    incoming = at_list.screen.incoming
    incoming._open_text()
    at_list.qtbot.keyClicks(incoming.text, "sekadar kalimat")
    incoming.read_text(incoming.text.toPlainText())
    at_list.until(lambda: at_list.window.messages.message is not None)
    at_list.rest()
    assert incoming.text.toPlainText() == "sekadar kalimat"
    assert incoming.text.hasFocus()
