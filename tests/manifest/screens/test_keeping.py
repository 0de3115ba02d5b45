"""Nothing half done is lost: lock, another officer, a rebuilt window; what others do appears; who may not, cannot."""

import json

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

from app.access.office import Office
from app.kernel.headcount import HeadCount
from app.manifest import letters, recheck, rules, share
from app.manifest.screens.arrival import ArrivalScreen
from app.manifest.screens.quay import Quay
from app.manifest.screens.remaining import QuayPaper, RemainingDialog
from app.manifest.screens.sharing import ShareDialog
from app.widgets.operations import Operations
from app.widgets.pdf_preview import PdfPreview
from app.widgets.theme import Theme
from tests.helpers.office import ship
from tests.manifest.lists import LIST, board_of, do
from tests.manifest.screens.hands import Hands
from tests.manifest.screens.quayside import quay_of, window_of


def taken_over(hands: Hands, office: Office, ops: Operations, theme: Theme) -> Hands:
    """Another window of the same desk, with the drafts of the first as the disk kept them."""
    hands.rest()
    drafts = json.loads(json.dumps(hands.window.host.drafts()))
    window = window_of(office, ops, theme)
    window.host.restore(drafts)
    return Hands.at(window, hands.qtbot, ops)


def test_everything_half_typed_survives_a_change_of_officer(
    office: Office, batch_id: str, hands: Hands, ops: Operations, theme: Theme
) -> None:
    other = ship(office, "KM Mid East")
    hands.screen.refresh(frozenset())
    hands.until(lambda: other in hands.screen.ships.boards)
    hands.enter()
    hands.window.trigger("arrival.tally_ld")
    hands.window.trigger("arrival.search")
    hands.type("mari")
    second = taken_over(hands, office, ops, theme)
    pane = second.screen.pane
    second.until(lambda: pane.mode == "search" and ops.idle)
    assert (pane.front, pane.search.line.text()) == (batch_id, "mari")
    assert second.board.gangway == HeadCount(adult_male=1)
    second.window.trigger("arrival.undo")
    second.until(lambda: ops.idle and second.board.figures.tallied == HeadCount())
    second.window.trigger("arrival.undo")
    second.until(lambda: ops.idle and second.status("Sulaiman") == rules.UNCHECKED)


def test_the_place_in_the_list_and_typed_digits_survive(
    office: Office, hands: Hands, ops: Operations, theme: Theme
) -> None:
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Down)
    hands.type("5")
    name = hands.line.name
    second = taken_over(hands, office, ops, theme)
    assert (second.line.name, second.screen.pane.rollcall.typed) == (name, "5")
    second.enter()
    assert second.line.name == "Djoemadi"


def test_a_half_filled_extra_survives(office: Office, hands: Hands, ops: Operations, theme: Theme) -> None:
    hands.window.trigger("arrival.extra")
    hands.type("Rusli")
    second = taken_over(hands, office, ops, theme)
    form = second.screen.pane.beside.extra
    second.until(lambda: second.screen.pane.beside.adds)
    assert form.name.value() == "Rusli"


def test_a_list_under_preview_survives_with_its_corrections(
    office: Office, hands: Hands, ops: Operations, theme: Theme
) -> None:
    hands.window.trigger("arrival.import")
    hands.screen.incoming.text.setPlainText(LIST.replace("Sulaiman", "Soleman"))
    hands.screen.incoming.read_text(LIST.replace("Sulaiman", "Soleman"))
    hands.rest()
    hands.screen.incoming.preview.form.field("sender").set_value("KRI Tawau")
    second = taken_over(hands, office, ops, theme)
    preview = second.screen.incoming.preview
    second.until(lambda: ops.idle and len(preview.people.rows) == 6)
    assert preview.letter().sender == "KRI Tawau"


def test_a_lock_hides_and_gives_back(hands: Hands) -> None:
    hands.type("5")
    hands.window.lock()
    hands.window.trigger("arrival.undo")
    hands.window.unlock()
    assert hands.screen.pane.rollcall.typed == "5"
    hands.enter()
    assert hands.line.name == "Djoemadi"


def test_what_another_desk_decided_appears(office: Office, batch_id: str, hands: Hands) -> None:
    do(office, recheck.absent, hands.named("Aminah").id, rules.ABSENT[1])
    hands.ops.changed.emit(frozenset({"recheck"}))
    hands.until(lambda: hands.status("Aminah") == rules.ABSENT[1])
    hands.rest()


def test_own_acts_read_the_whole_list_never_again(hands: Hands, qtbot: QtBot) -> None:
    read: list[str] = []
    hands.screen._loading.board_read.connect(lambda batch, _other: read.append(batch))
    hands.enter()
    hands.window.trigger("arrival.tally_ap")
    hands.rest()
    hands.until(lambda: hands.board.gangway == HeadCount(girls=1))
    assert read == []


def test_a_ship_that_was_closed_leaves_the_quay(office: Office, batch_id: str, hands: Hands) -> None:
    do(office, letters.close_batch, batch_id)
    hands.ops.changed.emit(frozenset({"batch"}))
    hands.until(lambda: not hands.screen.ships.open)
    hands.rest()


def test_who_is_left_is_shown_huge_and_printed(hands: Hands) -> None:
    hands.window.trigger("arrival.remaining")
    dialog = hands.screen.findChild(RemainingDialog)
    assert dialog is not None
    assert "Sisa 6: siapa?" in dialog.windowTitle()
    _push(dialog, "Cetak")
    paper = hands.screen.findChild(QuayPaper)
    assert paper is not None
    preview = paper.findChild(PdfPreview)
    assert preview is not None
    hands.until(lambda: preview.pages == 1 and hands.ops.idle)
    assert paper.paper.value() == "A4"
    narrow = preview._sizes[0]
    paper.paper.set_value("F4")
    paper.paper.changed.emit()
    hands.until(lambda: preview._sizes[0] > narrow and hands.ops.idle)
    paper.close()


def test_the_counts_go_to_a_phone_without_a_name(office: Office, batch_id: str, hands: Hands) -> None:
    hands.window.trigger("arrival.share")
    dialog = hands.screen.findChild(ShareDialog)
    assert dialog is not None
    text = share.message(board_of(office, batch_id), office.site.name, quay_of(office).clock())
    assert dialog._text == text
    assert "Sulaiman" not in text
    hands.rest()
    dialog.close()


def test_who_may_not_count_is_offered_nothing(office: Office, batch_id: str, ops: Operations, qtbot: QtBot) -> None:
    quay = quay_of(office)
    reader = Quay(quay.site, quay.zone, lambda what: what.endswith(".read"), quay.now, quay.sealer, quay.qr)
    screen = ArrivalScreen(ops, reader)
    qtbot.addWidget(screen)
    offered = set(screen.handlers())
    assert offered == {
        "arrival.letters", "arrival.match", "arrival.next_ship", "arrival.rollcall", "arrival.search",
        "arrival.remaining", "arrival.paper", "arrival.share",
    }  # fmt: skip


def test_every_action_of_the_table_has_its_hand(hands: Hands) -> None:
    told = {spec.id for spec in hands.window.bindings.specs if spec.screen == "arrival" and not spec.told}
    assert told == set(hands.screen.handlers())


def _push(dialog: QDialog, text: str) -> None:
    next(button for button in dialog.findChildren(QPushButton) if button.text() == text).click()
