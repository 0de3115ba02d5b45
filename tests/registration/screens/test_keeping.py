"""Cards and goods on the page of a person, driven as an officer does it."""

from PySide6.QtWidgets import QLabel, QPushButton

from app.registration import cards, deposits, heads, idcards
from app.registration.records import DepositReturn
from app.registration.screens.goodssheet import DepositSheet, ReturnSheet
from app.registration.screens.sheetview import SheetView
from app.store.work import Work
from app.widgets.asking import Asked
from app.widgets.dialogs import Sheet
from tests.registration.people_made import read, write
from tests.registration.screens.conftest import Desk
from tests.registration.screens.driving import sheet_of, shown, want


def test_cards_are_printed_for_one_and_for_the_ship(desk: Desk) -> None:
    shown(desk, "mother")
    for who, count in (("alone", 1), ("ship", 4)):
        want(desk, "card.print")
        asked = sheet_of(desk, Asked)
        asked.form.field("who").set_value(who)
        asked.accept()
        desk.calm()
        paper = desk.screen.findChildren(SheetView)[-1]
        assert paper.preview.pages == 1
        assert len(paper._sheet.values["cards"]) == count  # type: ignore[union-attr]
        paper.close()
    assert desk.screen.view.page.head.card_number == "A-0001"  # type: ignore[union-attr]


def test_a_lost_card_is_replaced_and_its_code_asks_first(desk: Desk) -> None:
    shown(desk, "mother")
    face = write(desk.office, lambda w: idcards.issue(w, [desk.stays["mother"]])).cards[0]
    want(desk, "person", desk.stays["mother"])
    want(desk, "card.replace")
    asked = sheet_of(desk, Asked)
    asked.form.field("kind").set_value("hilang")
    asked.accept()
    desk.calm()
    desk.screen.findChildren(SheetView)[-1].close()
    assert "A-0002" in desk.said[-1].text
    shown(desk, "father")
    desk.screen.scan(face.token)
    desk.calm()
    question = sheet_of(desk, Sheet)
    assert question.windowTitle() == "Kartu lama A-0001, diganti pada 23-01-2026 21.10"
    assert desk.screen.view.page.stay_id == desk.stays["father"]  # type: ignore[union-attr]
    question.accept()
    desk.calm()
    assert desk.screen.view.page.stay_id == desk.stays["mother"]  # type: ignore[union-attr]


def test_a_scanned_card_opens_its_owner_and_others_say_what_they_are(desk: Desk) -> None:
    face = write(desk.office, lambda w: idcards.issue(w, [desk.stays["mother"]])).cards[0]
    free = write(desk.office, lambda w: cards.mint(w, 1))[0]
    desk.screen.show_target(cards.CARD_TARGET + face.token)
    desk.calm()
    assert desk.screen.view.page.stay_id == desk.stays["mother"]  # type: ignore[union-attr]
    desk.screen.scan(free[1])
    desk.calm()
    assert desk.said[-1].text == "Kartu A-0002 belum dibagikan kepada siapa pun."
    desk.screen.scan("XD481000")
    desk.calm()
    assert desk.names() == ["Baso Rahman"]  # the number of a paper is sought


def test_goods_are_taken_in_and_given_back(desk: Desk) -> None:
    shown(desk, "mother")
    want(desk, "goods")
    sheet = sheet_of(desk, DepositSheet)
    assert not sheet.yes.isEnabled()
    sheet.form.load({"what": "Tas biru", "kind": "tas", "quantity": 2})
    sheet.add()
    sheet.form.load({"what": "Buku nikah", "kind": "dokumen", "value": 5_000_000, "kept_at": "Brankas"})
    goods, party = sheet.entered()
    assert [(one.what, one.quantity) for one in goods] == [("Tas biru", 2), ("Buku nikah", 1)]
    assert party.name == "Siti Halimah"
    sheet.accept()
    desk.calm()
    receipt = desk.screen.findChildren(SheetView)[-1]
    assert receipt.preview.pages == 1
    receipt.close()
    page = desk.screen.view.page
    assert page is not None
    assert [one.held for one in page.goods] == [2, 1]
    want(desk, "goods.back")
    back = sheet_of(desk, ReturnSheet)
    for one in page.goods:
        back.fields[one.id].set_value(1 if one.what == "Tas biru" else 0)
    back.party.field("party").set_value("Udin")
    back.accept()
    desk.calm()
    desk.screen.findChildren(SheetView)[-1].close()
    held = read(desk.office, lambda r: deposits.held_goods(r, [page.stay_id]))[page.stay_id]
    assert sorted((one.what, one.held) for one in held) == [("Buku nikah", 1), ("Tas biru", 1)]
    assert any("Udin" in entry.text for entry in desk.screen.view.page.timeline)  # type: ignore[union-attr]


def test_leaving_reminds_of_goods_in_keeping(desk: Desk) -> None:
    bag = deposits.Goods("tas", "Tas biru")
    write(desk.office, lambda w: deposits.take_in(w, desk.stays["mother"], [bag]))
    shown(desk, "mother")
    want(desk, "leave")
    leaving = sheet_of(desk, Asked)
    assert "Masih ada titipan: 1 × Tas biru." in leaving.accessibleDescription()
    leaving.reject()


def test_more_than_there_is_cannot_be_typed(desk: Desk) -> None:
    bag = deposits.Goods("tas", "Tas biru", 2)
    write(desk.office, lambda w: deposits.take_in(w, desk.stays["mother"], [bag]))
    shown(desk, "mother")
    want(desk, "goods.back")
    back = sheet_of(desk, ReturnSheet)
    [field] = back.fields.values()
    for typed, possible in ((3, False), (0, False), (2, True)):
        field.set_value(typed)
        assert back.yes.isEnabled() is possible
    back.reject()


def test_a_receipt_is_printed_again_and_withdrawn(desk: Desk) -> None:
    write(desk.office, lambda w: deposits.take_in(w, desk.stays["mother"], [deposits.Goods("tas", "Tas biru")]))
    shown(desk, "mother")
    section = desk.screen.view.sections["goods"]
    names = [each.accessibleName() for each in section.findChildren(QPushButton)]
    assert any("Kembalikan" in name for name in names) or names
    [receipt] = desk.screen.view.page.receipts  # type: ignore[union-attr]
    want(desk, "goods.print", receipt)
    desk.screen.findChildren(SheetView)[-1].close()
    want(desk, "goods.undo", receipt)
    undoing = sheet_of(desk, Asked)
    undoing.form.field("reason").set_value("salah orang")
    undoing.accept()
    desk.calm()
    assert desk.screen.view.page.goods == ()  # type: ignore[union-attr]


def test_numbered_cards_are_printed_ahead(desk: Desk) -> None:
    desk.screen.handlers()["people.stock"]()
    asked = sheet_of(desk, Asked)
    asked.form.field("count").set_value(12)
    asked.accept()
    desk.calm()
    paper = desk.screen.findChildren(SheetView)[-1]
    assert paper.preview.pages == 2
    paper.close()


def test_a_card_that_two_people_have_by_the_records_asks_whose_it_is_and_keeps_the_answer(desk: Desk) -> None:
    mother, father = desk.stays["mother"], desk.stays["father"]
    write(desk.office, lambda w: cards.give(w, heads.stay_of(w, mother), "A077"))
    write(desk.office, lambda w: w.update(heads.stay_of(w, father), card_number="A077"))  # as after two desks met
    shown(desk, "mother")
    desk.screen.scan("A077")
    desk.calm()
    asked = sheet_of(desk, Asked)
    assert asked.windowTitle() == "Kartu A077 milik siapa?"
    assert not asked.yes.isEnabled()
    asked.form.field("stay").set_value(father)
    asked.accept()
    desk.calm()
    assert desk.screen.view.page.stay_id == father  # type: ignore[union-attr]
    assert desk.said[-1].text == "Kartu A077 ditetapkan."
    assert read(desk.office, lambda r: cards.look_up(r, "A077")) == cards.SeenCard("A077", father)
    assert read(desk.office, lambda r: heads.stay_of(r, mother)).card_number is None


def test_goods_two_desks_gave_back_differently_are_settled_on_the_page(desk: Desk) -> None:
    mother = desk.stays["mother"]
    write(desk.office, lambda w: deposits.take_in(w, mother, [deposits.Goods("dokumen", "Buku nikah", 3)]))
    [goods] = read(desk.office, lambda r: deposits.goods_of(r, [mother]))
    receipt = write(desk.office, lambda w: deposits.give_back(w, mother, {goods.id: 2}))
    write(desk.office, lambda w: _as_at_another_desk(w, receipt, goods))
    shown(desk, "mother")
    said = [label.text() for label in desk.screen.view.findChildren(QLabel)]
    assert "Dua loket mencatat pengembaliannya berbeda" in said
    [settle] = [found for found in desk.screen.findChildren(QPushButton) if found.text() == "Tetapkan …"]
    settle.click()
    asked = sheet_of(desk, Asked)
    assert not asked.yes.isEnabled()
    asked.form.load({"true": "f" * 32, "reason": "dilihat di lemari"})
    asked.accept()
    desk.calm()
    assert [one.held for one in read(desk.office, lambda r: deposits.goods_of(r, [mother]))] == [2]


def _as_at_another_desk(w: Work, receipt: str, goods: deposits.Held) -> None:
    """One went back by the record of a desk that knew of no other return."""
    fresh = DepositReturn(id="f" * 32, deposit_id=goods.id, receipt_id=receipt, stay_id=goods.stay_id, at=w.now())
    w.insert(fresh)
