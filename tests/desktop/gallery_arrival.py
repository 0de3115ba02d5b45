"""What came late or was done twice, as pictures: a late list, a family on the wrong ship, contested cards and goods."""

from collections.abc import Callable

from PySide6.QtWidgets import QScrollBar

from app.access.holders import sealer
from app.access.office import Office
from app.kernel.ids import derived_id
from app.manifest import intake, letters, recheck, replacing, unlisted
from app.manifest.recheck import Found
from app.manifest.screens.joinpane import JoinPane
from app.registration import cards, deposits, heads
from app.registration.deposits import Goods, Party
from app.registration.heads import Paper, Who
from app.registration.records import Card, DepositReturn, Stay
from app.store.work import Work
from app.widgets.asking import Asked
from tests.desktop.gallery_scenes import Stage
from tests.helpers.office import ship
from tests.manifest.lists import do, incoming_of, keep_list

FIRST = (
    "No,Nama,L/P,Umur,No SPLP,Kab/Kota,Hubungan\n"
    "1,Rosdiana Fransiska Nona Lelu Kedang Wuran,P,27,XD990011,Flores Timur,\n"
    "2,Bayi Ny. Rosdiana Fransiska Nona Lelu,,,,Flores Timur,Anak\n"
    "3,Djoemadi bin Kartosoewirjo,L,44,XD990012,Bone,\n"
    "4,Andi Baso Daeng Mattola,L,31,XD990013,Bone,\n"
)
SECOND = FIRST.replace("Djoemadi", "Jumadi").replace("4,Andi Baso Daeng Mattola,L,31", "4,Lukman Hakim,L,29")
LATE = (
    "No,Nama,L/P,Tgl Lahir,No SPLP,Kab/Kota\n"
    "1,Muhammad Syarifuddin Daeng Mattola bin La Ode Ndika Wuran,L,06-07-1988,XD990021,Bulukumba\n"
    "2,Siti Nurhaliza binti Daeng Tasammi,P,03-02-1995,XD990022,Bone\n"
)
CONTESTED, TWO = "A801", ("A802", "A803")


def quayside(office: Office, father: str, others: list[str]) -> dict[str, str]:
    """A third ship with a corrected and a late list; one card for two people, two for one, goods given back twice."""
    late = ship(office, "KM Purnama Ekspres")
    lines = keep_list(office, late, FIRST, letters.Letter(letter_number="00040/PK/01/2026"))
    for line in lines[2:]:
        do(office, recheck.confirm, line, Found("LD"))
    mother = do(office, recheck.confirm, lines[0], Found("PD"))
    do(office, recheck.confirm, lines[1], Found("AL"))
    for who in (
        Who(
            "Muhammad Syarifuddin", "La Ode Ndika Wuran", sex="L", birth_year=1988, papers=(Paper("splp", "XD990021"),)
        ),
        Who("Siti Nurhalisa", "Daeng Tasami", sex="P", birth_year=1995),
    ):
        do(office, unlisted.add, late, who, Found("LD" if who.sex == "L" else "PD"))
    with office.write("manifest.import") as w:
        taken = intake.take(w, late, incoming_of(SECOND), sealer(w))
        earlier = next(view.id for view in letters.letters(w, late) if view.id != taken.manifest_id)
        replacing.replace_letter(w, taken.manifest_id, earlier)
    keep_list(office, late, LATE, letters.Letter(letter_number="00044/PK/01/2026"))
    with office.write("registration.card") as w:
        _contest(w, father, others)
    with office.write("registration.goods") as w:
        _given_back_twice(w, father)
    return {"late": late, "corrected": taken.manifest_id, "mother": mother.stay_id or ""}


def _contest(w: Work, father: str, others: list[str]) -> None:
    """As two desks leave it that gave cards away before they met."""
    cards.give(w, heads.stay_of(w, father), CONTESTED)
    w.update(w.need(Stay, others[0]), card_number=CONTESTED)
    cards.give(w, heads.stay_of(w, others[1]), TWO[0])
    w.insert(Card(id=derived_id("card", "", TWO[1]), number=TWO[1], stay_id=others[1]))


def _given_back_twice(w: Work, father: str) -> None:
    goods = [
        Goods("tas", "tas punggung biru, digembok, dengan nama keluarga di talinya", 3, "baik", kept_at="lemari 3"),
        Goods("dokumen", "buku nikah", 1),
    ]
    deposits.take_in(w, father, goods)
    bag = next(one for one in deposits.goods_of(w, [father]) if one.quantity == 3)
    deposits.give_back(w, father, {bag.id: 2})
    sister = Party("Halimah binti Daeng Tasammi", "saudara")
    again = w.insert(deposits._receipt(w, derived_id("again", bag.id), heads.stay_of(w, father), deposits.OUT, sister))
    w.insert(
        DepositReturn(
            id=derived_id("again", "line", bag.id), deposit_id=bag.id, receipt_id=again.id, stay_id=father, after=0,
            quantity=1, at=w.now(),
        )
    )  # fmt: skip


def _late(stage: Stage) -> None:
    stage.go("arrival", stage.stays["late"])
    stage.arrival._turn_to(0)
    stage.do("arrival.join")
    pane = stage.arrival.findChild(JoinPane)
    assert pane is not None
    pane.table.go_to(0)
    stage.settle()


def _apart(stage: Stage) -> None:
    stage.arrival._turn_to(0)
    stage.arrival.papers.lists_apart(stage.stays["corrected"])
    stage.settle()


def _move_family(stage: Stage) -> None:
    stage.go("arrival", stage.stays["late"])
    stage.arrival._turn_to(0)
    stage.arrival.handling.move(stage.stays["mother"], stage.stays["ship"])
    stage.settle()


def _moved_back(stage: Stage) -> None:
    stage.do("arrival.undo")


def _scan(number: str) -> Callable[[Stage], None]:
    def act(stage: Stage) -> None:
        stage.go("people")
        stage.people.scan(number)
        stage.settle()

    return act


def _chosen(stage: Stage) -> None:
    _scan(CONTESTED)(stage)
    sheet = stage.sheet
    assert isinstance(sheet, Asked)
    sheet.form.field("stay").set_value(stage.stays["father"])


def _goods(verb: str) -> Callable[[Stage], None]:
    def act(stage: Stage) -> None:
        stage.go("people", stage.stays["father"])
        shown = stage.people.view.page
        apart = next(one for one in (shown.goods if shown else ()) if one.apart)
        if verb:
            stage.people.view.wanted.emit(verb, apart)
            stage.settle()
            return
        for bar in stage.people.view.findChildren(QScrollBar):
            bar.setValue(bar.maximum() * 3 // 5)

    return act


QUAY_SCENES: dict[str, Callable[[Stage], object]] = {
    "susulan-beda": _late,
    "pisah-surat": _apart,
    "pindah-keluarga": _move_family,
    "pindah-urung": _moved_back,
    "kartu-siapa": _chosen,
    "kartu-mana": _scan(TWO[0]),
    "titipan-beda": _goods(""),
    "titipan-tetapkan": _goods("goods.settle"),
    "titipan-kembali": _goods("goods.back"),
}
