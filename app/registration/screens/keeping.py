"""The verbs of a page about what belongs to a person here: photo, cards, goods in keeping, and their papers."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app.kernel.errors import UserError
from app.kernel.i18n import _, pgettext
from app.printing.ready import Sheet
from app.reference.enumerations import name_of
from app.registration import cards, contested, deposits, goods_papers, idcards, photos, rules, sheets
from app.registration.cards import SeenCard
from app.registration.contested import Contest
from app.registration.deposits import IN, Goods, Held, Party, Receipt
from app.registration.idcards import Kind
from app.registration.page import PersonPage
from app.registration.pictures import opened
from app.registration.screens import asking, words
from app.registration.screens.context import PeopleContext
from app.registration.screens.goodssheet import (
    BOTH,
    DepositSheet,
    ReturnSheet,
    apart_sheet,
    nothing_held,
    told_apart,
)
from app.registration.screens.header import Verb
from app.registration.screens.parts import line
from app.registration.screens.photosheet import PhotoSheet, ask_photo
from app.registration.screens.sheetview import SheetView
from app.widgets.asking import Asked, ask
from app.widgets.buttons import button, icon_button
from app.widgets.dialogs import Question, at_once, confirm
from app.widgets.fields import ChoiceField, Field, NoteField, NumberField, SegmentField, TextField
from app.widgets.layouts import FlowLayout, holder, row
from app.widgets.message import Message
from app.widgets.operations import Begun, Closing, Operations, Pending

On = Callable[[str, object], object]
Tell = Callable[[Message], object]
ALONE, FAMILY, SHIP = "alone", "family", "ship"


class Keeping:
    """Photo, cards and goods of the person on show."""

    def __init__(self, over: QWidget, ops: Operations, context: PeopleContext, zone: str, tell: Tell) -> None:
        self._over, self._ops, self._context, self._zone, self._tell = over, ops, context, zone, tell
        self._verbs: dict[str, Callable[[PersonPage, Any], object]] = {
            "photo": self._photo,
            "photo.refuse": self._refuse_photo,
            "photo.remove": self._remove_photo,
            "card.print": self._print_cards,
            "card.replace": self._replace_card,
            "form.print": self._print_form,
            "goods": self._take_goods,
            "goods.back": self._give_back,
            "goods.settle": self._settle_goods,
            "goods.print": lambda _page, receipt: self._print_receipt(receipt.id),
            "goods.undo": self._undo_goods,
        }

    def handle(self, verb: str, page: PersonPage, subject: object) -> bool:
        """Do what was asked for; False for a verb of somebody else."""
        if verb not in self._verbs:
            return False
        self._verbs[verb](page, subject)
        return True

    def print_stock(self) -> None:
        """Print numbered cards ahead."""

        def act(said: dict[str, Any]) -> Begun:
            count = said["count"] if isinstance(said["count"], int) else 0
            return self._show(_("Kartu bernomor"), lambda w: sheets.print_cards(w, count).sheet)

        field = NumberField("count", _("Jumlah kartu"), required=True, limits=(1, sheets.MOST_CARDS))
        field.set_value(100)
        hint = _("Sepuluh kartu setiap lembar. Nomornya melanjutkan yang terakhir dicetak di laptop ini.")
        ask(Asked(self._over, Question(_("Cetak kartu bernomor"), hint, _("Cetak")), [field]), act)

    def scanned(self, code: str, open_page: Callable[[str], None], otherwise: Callable[[], object]) -> None:
        """A card was scanned: its owner's page opens; that of an old card only when the officer says so.

        Whose a card is that several people have by the records, the officer says.
        """

        def found(card: SeenCard | Contest | None, name: str) -> None:
            if isinstance(card, Contest):
                self._ask_whose(card, open_page)
            elif card is None:
                otherwise()
            elif card.stay_id is None:
                self._tell(Message(_("Kartu {number} belum dibagikan kepada siapa pun.").format(number=card.number)))
            elif card.ended is None:
                open_page(card.stay_id)
            else:
                self._ask_old(card, name, open_page)

        def look(r: Any) -> tuple[SeenCard | Contest | None, str]:
            several = contested.contest_of(r, cards.number_of(r, code))
            if several is not None:
                return several, ""
            card = cards.look_up(r, code)
            return card, card.told(self._zone) if card and card.ended else ""

        self._ops.read(look, latest="people.scan").then(lambda both: found(*both))

    def _ask_whose(self, several: Contest, open_page: Callable[[str], None]) -> None:
        if several.settles and not self._context.may("registration.cards"):
            several = replace(several, settles=False)

        def act(said: dict[str, Any]) -> Begun:
            number, stay = said.get("number", several.numbers[0]), said.get("stay", several.heads[0].stay_id)
            if not several.settles:
                open_page(stay)
                return Closing.AT_ONCE
            done = self._ops.write("registration.card", lambda w: contested.settle(w, number, stay))
            done.then(lambda _kept: self._tell(Message(_("Kartu {number} ditetapkan.").format(number=number))))
            return done.then(lambda _kept: open_page(stay))

        ask(asking.whose_card(self._over, several), act)

    def _ask_old(self, card: SeenCard, said: str, open_page: Callable[[str], None]) -> None:
        hint = _("Ambil kartu lama itu dan pastikan siapa pemegangnya: cocokkan wajah dan namanya.")
        title = f"{said[:1].upper()}{said[1:]}"
        why = _("Sebabnya: {why}.").format(why=name_of("alasan_kartu", card.kind).lower())
        question = Question(title, f"{why} {hint}", _("Buka halamannya"), danger=True)
        confirm(self._over, question, at_once(partial(open_page, card.stay_id or "")))

    # --- photo --------------------------------------------------------------------------------------------------------

    def _photo(self, page: PersonPage, _subject: object) -> None:
        def kept(content: bytes, guardian: str) -> Pending[str]:
            def keep(w: Any) -> str:
                digest = self._context.keep_blob(content)
                return " ".join(finding.text for finding in photos.keep(w, page.stay_id, digest, guardian or None))

            written = self._ops.write("registration.photo", keep)
            return written.then(lambda warned: self._tell(Message(_("Foto disimpan."), warned, "good")))

        child = page.head is not None and page.head.head_class in rules.CHILDREN
        ask_photo(PhotoSheet(self._over, self._ops, _name(page), child), kept)

    def _refuse_photo(self, page: PersonPage, _subject: object) -> None:
        def act(said: dict[str, Any]) -> Begun:
            done = _("Penolakannya dicatat; haknya tidak berkurang.")
            return self._write("registration.photo", lambda w: photos.refuse(w, page.stay_id, said["reason"]), done)

        title = _("{name} tidak mau difoto").format(name=_name(page))
        hint = _("Foto yang sudah ada tidak ditampilkan lagi.")
        ask(asking.reason(self._over, Question(title, hint, _("Catat"))), act)

    def _remove_photo(self, page: PersonPage, _subject: object) -> None:
        def act(said: dict[str, Any]) -> Begun:
            return self._write(
                "registration.photo", lambda w: photos.remove(w, page.stay_id, said["reason"]), _("Foto dicabut.")
            )

        ask(asking.reason(self._over, Question(_("Cabut foto ini?"), yes=_("Cabut"))), act)

    # --- cards and forms ----------------------------------------------------------------------------------------------

    def _print_cards(self, page: PersonPage, _subject: object) -> None:
        def act(said: dict[str, Any]) -> Begun:
            kind: Kind = said["kind"]
            return self._show(_("Kartu bernama"), lambda w: self._faces(w, page, said["who"]).sheet(*self._of(w, kind)))

        whom = [(ALONE, _("Orang ini"))]
        whom += [(FAMILY, _("Keluarganya"))] if page.family else []
        whom += [(SHIP, _("Semua dari kapalnya"))] if page.head and page.head.batch_id else []
        fields: list[Field] = [
            SegmentField("who", _("Untuk siapa"), whom, required=True),
            SegmentField("kind", _("Bentuk"), [("id-card", _("Kartu")), ("wristband", _("Gelang"))], required=True),
        ]
        hint = _("Yang sudah memegang kartu cetak mendapat nomor yang sama; nomor tulisan tangan diganti kartu baru.")
        sheet = Asked(self._over, Question(_("Cetak kartu bernama"), hint, _("Cetak")), fields)
        sheet.form.load({"who": ALONE, "kind": "id-card"})
        ask(sheet, act)

    def _faces(self, w: Any, page: PersonPage, who: str) -> idcards.Faces:
        stays = [page.stay_id]
        if who == FAMILY:
            stays = idcards.family_stays(w, page.person_id or "")
        elif who == SHIP and page.head and page.head.batch_id:
            stays = idcards.ship_stays(w, page.head.batch_id)
        return idcards.issue(w, stays)

    def _of(self, w: Any, kind: Kind) -> tuple[Kind, dict[str, str], Callable[[str], bytes | None]]:
        return kind, dict(self._context.ships(w)), self._portrait

    def _portrait(self, digest: str) -> bytes | None:
        """A photo to print; None while it has not arrived."""
        try:
            content = self._context.read_blob(digest)
        except UserError:
            return None
        return content if opened(content) else None

    def _replace_card(self, page: PersonPage, _subject: object) -> None:
        def act(said: dict[str, Any]) -> Begun:
            kind, note, number = said["kind"], said.get("note"), said.get("number")
            if said["new"] == "no":
                done = _("Kartu lama tidak berlaku lagi.")
                return self._write("registration.card", lambda w: idcards.lose(w, page.stay_id, kind, note), done)
            replaced = self._ops.write(
                "registration.card", lambda w: idcards.replace(w, page.stay_id, kind, note, number)
            )
            return replaced.then(partial(self._replaced, page, bool(number)))

        ask(replacing(self._over, _name(page)), act)

    def _replaced(self, page: PersonPage, stock: bool, number: str) -> None:
        done = _("{name} memegang kartu {number}; kartu lamanya tidak berlaku lagi.")
        self._tell(Message(done.format(name=_name(page), number=number), tone="good"))
        if not stock:
            make = partial(self._faces, page=page, who=ALONE)
            self._show(_("Kartu pengganti"), lambda w: make(w).sheet(*self._of(w, "id-card")))

    def _print_form(self, page: PersonPage, _subject: object) -> None:
        def make(w: Any) -> Sheet:
            also: dict[str, Any] = {
                "batch": dict(self._context.ships(w)).get(page.head.batch_id or "", "") if page.head else "",
                "belongings": ", ".join(one.text for one in page.goods if one.held),
                "photo": self._portrait(page.photo.digest) if page.photo.digest else "",
            }
            return sheets.registration_form(w, page.stay_id, {name: value for name, value in also.items() if value})

        self._show(_("Formulir pendataan"), make)

    # --- goods --------------------------------------------------------------------------------------------------------

    def _take_goods(self, page: PersonPage, _subject: object) -> None:
        sheet = DepositSheet(self._over, _name(page))

        def act() -> Pending[str]:
            goods, party = sheet.entered()
            return self._ops.write("registration.goods", partial(_take, page.stay_id, goods, party)).then(
                self._print_receipt
            )

        sheet.when_yes(act)
        sheet.open()

    def _give_back(self, page: PersonPage, _subject: object) -> None:
        sheet = ReturnSheet(self._over, _name(page), [one for one in page.goods if one.held and not one.apart])

        def act() -> Pending[str]:
            pieces, party = sheet.entered()
            stays = {one.id: one.stay_id for one in page.goods}
            of_one = next((stays[deposit] for deposit in pieces), page.stay_id)
            return self._ops.write("registration.goods", partial(_back, of_one, pieces, party)).then(
                self._print_receipt
            )

        sheet.when_yes(act)
        sheet.open()

    def _settle_goods(self, _page: PersonPage, goods: Held) -> None:
        def act(said: dict[str, Any]) -> Begun:
            true = [one.id for one in goods.apart] if said["true"] == BOTH else [said["true"]]
            done = _("Pengembaliannya ditetapkan.")
            return self._write(
                "registration.goods", lambda w: deposits.settle_return(w, goods.id, true, said["reason"]), done
            )

        ask(apart_sheet(self._over, goods, self._zone), act)

    def _print_receipt(self, receipt_id: str) -> None:
        ships = self._context.ships
        self._show(_("Tanda terima titipan"), lambda w: goods_papers.receipt_sheet(w, receipt_id, dict(ships(w))))

    def _undo_goods(self, _page: PersonPage, receipt: Receipt) -> None:
        def act(said: dict[str, Any]) -> Begun:
            undo = deposits.undo_deposit if receipt.kind == IN else deposits.undo_return
            return self._write(
                "registration.goods", lambda w: undo(w, receipt.id, said["reason"]), _("Tanda terima dibatalkan.")
            )

        question = Question(
            _("Batalkan tanda terima {number}?").format(number=receipt.number),
            yes=pgettext("paper", "Batalkan"),
            danger=True,
        )
        ask(asking.reason(self._over, question), act)

    def _write(self, action: str, act: Callable[[Any], Any], done: str) -> Pending[Any]:
        return self._ops.write(action, act).then(lambda _result: self._tell(Message(done, tone="good")))

    def _show(self, title: str, make: Callable[[Any], Sheet]) -> Pending[Any]:
        return SheetView.once_made(self._over, title, self._ops, make)


def _name(page: PersonPage) -> str:
    return page.identity.display if page.identity else page.head.display if page.head else ""


def _take(stay_id: str, goods: Sequence[Goods], party: Party, w: Any) -> str:
    return deposits.take_in(w, stay_id, goods, party)


def _back(stay_id: str, pieces: dict[str, int], party: Party, w: Any) -> str:
    return deposits.give_back(w, stay_id, pieces, party)


def replacing(parent: QWidget, name: str) -> Asked:
    """Why a card counts no more, and what takes its place."""
    fields: list[Field] = [
        ChoiceField("kind", _("Mengapa"), words.options("alasan_kartu")[:3], required=True),
        SegmentField("new", _("Kartu baru"), [("yes", _("Sekarang")), ("no", _("Nanti"))], required=True),
        TextField("number", _("Nomor kartu baru dari persediaan (kosong: dicetak)")),
        NoteField("note", _("Keterangan"), lines=2),
    ]
    hint = _("Kartu lama langsung tidak berlaku: bila dipindai, terlihat bahwa sudah diganti.")
    question = Question(_("Ganti kartu {name}").format(name=name), hint, _("Ganti kartu"), danger=True)
    sheet = Asked(parent, question, fields, wide=("number", "note"))
    sheet.form.load({"new": "yes"})
    return sheet


def verbs(page: PersonPage, may: Callable[[str], bool]) -> list[Verb]:
    """What may be done with photo, cards and goods of this head now."""
    found: list[Verb] = []
    if page.head is None:
        return found
    if may("registration.photo") and page.identity:
        text = _("Ganti foto …") if page.photo.digest else _("Ambil foto …")
        found.append(("photo", text, "user-round"))
        found += [("photo.remove", _("Cabut foto …"), "x")] if page.photo.digest else []
        found += [("photo.refuse", _("Menolak difoto …"), "user-x")] if page.photo.refused is None else []
    if may("registration.cards") and page.identity:
        found.append(("card.print", _("Cetak kartu atau gelang …"), "printer"))
    if may("registration.cards") and page.head.card_number:
        found.append(("card.replace", _("Kartu hilang atau rusak …"), "id-card"))
    if may("registration.print") and page.identity:
        found.append(("form.print", _("Cetak formulir pendataan"), "file-text"))
    if may("registration.goods"):
        found.append(("goods", _("Titip barang …"), "inbox"))
        found += [("goods.back", _("Kembalikan titipan …"), "undo-2")] if any(map(_free, page.goods)) else []
    return [("", "", ""), *found] if found else []


def section(page: PersonPage, on: On, may_keep: bool) -> Iterator[QWidget]:
    """The goods in keeping and what was given back, with their receipts."""
    held = [one for one in page.goods if one.held or one.apart]
    if not held:
        yield nothing_held()
    for one in held:
        yield line(one.text, _where(one), "inbox")
        if one.apart:
            yield line(_("Dua loket mencatat pengembaliannya berbeda"), told_apart(one), "triangle-alert", "warn")
            if may_keep:
                yield button(_("Tetapkan …"), partial(on, "goods.settle", one), "link", "scale")
    if any(map(_free, held)) and may_keep:
        flow = FlowLayout()
        flow.addWidget(button(_("Kembalikan …"), partial(on, "goods.back", None), "link", "undo-2"))
        yield holder(flow)
    for receipt in page.receipts:
        yield _receipt(receipt, on, may_keep)


def _free(one: Held) -> bool:
    """Whether something of it may go back now."""
    return bool(one.held) and not one.apart


def _where(one: Held) -> str:
    return " · ".join(
        part for part in (name_of("keadaan_barang", one.condition), one.kept_at or "", one.note or "") if part
    )


def _receipt(receipt: Receipt, on: On, may_keep: bool) -> QWidget:
    text = _("Dititipkan {number}") if receipt.kind == IN else _("Dikembalikan {number}")
    said = line(text.format(number=words.unbroken(receipt.number)), receipt.party, "file-text")
    if not may_keep:
        return said
    shown = icon_button(
        "printer", _("Cetak {number}").format(number=receipt.number), partial(on, "goods.print", receipt)
    )
    drop = icon_button("x", _("Batalkan {number}").format(number=receipt.number), partial(on, "goods.undo", receipt))
    both = row(said, shown, drop, gap=4)
    both.setStretch(0, 1)
    return holder(both)
