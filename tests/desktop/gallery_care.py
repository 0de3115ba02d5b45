"""The house and the health post as steps of the visit: rooms, gate, meals, aid, stock; and what the nurse sees."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.access.days import today
from app.access.holders import sealer
from app.access.office import Office
from app.access.people import PersonDraft
from app.access.unlock import enrol
from app.health import care, certificates, referrals, screening
from app.health.care import IsolationDraft, VisitDraft
from app.health.certificates import CertificateDraft
from app.health.referrals import ReferralDraft, ReplyDraft
from app.health.screening import ScreeningDraft
from app.health.screens.pageview import ADMIT, BIRTH, CERTIFY, ISOLATE, REFER, SCREEN, VISIT
from app.health.screens.screen import HealthScreen
from app.kernel.ids import new_id
from app.registration.counts import HeadLine, heads_at
from app.shelter import aid, allocating, kitchen, meals, presence, stock
from app.shelter.aid import Grant, Terms
from app.shelter.duty import guards, incidents, shifts, turnover
from app.shelter.duty.incidents import IncidentDraft
from app.shelter.duty.turnover import TurnoverDraft
from app.shelter.kitchen import Delivered
from app.shelter.records import Presence
from app.shelter.rules.duty import Span, Window
from app.shelter.rules.stock import Place
from app.shelter.screens.gate import GateScreen
from app.shelter.screens.meals import MealsScreen
from app.shelter.screens.screen import HouseScreen
from app.shelter.screens.stock import StockScreen
from app.shelter.stock import Source
from tests.desktop.gallery_scenes import Stage
from tests.helpers.offices import EVENING, NURSE
from tests.shelter.crowd import HOUSE
from tests.shelter.lodging import built, do

LONG_AGO = timedelta(hours=20)
WHAT_HAPPENED = "Rebutan antrean kamar mandi antara dua keluarga dari kapal yang sama, seorang anak terdorong jatuh."
VERDICTS = ("isolasi", "tunda", "rujuk_rs", "layak_dengan_pendamping")


def house(office: Office) -> None:
    """Rooms filled by rule, some out at the gate, half of them fed, goods received and handed out."""
    built(office, HOUSE)
    with office.read() as r:
        plan = allocating.propose(r)
    do(office, allocating.confirm, plan)
    heads = [head.stay_id for head in living(office)]
    for item, number in (("paket_mandi", 60), ("selimut", 12)):
        do(office, stock.receive, Place(stock.first_store("barang"), item), number, Source("BAST 12/2026", "apbn"))
    for place, stay in enumerate(heads):
        if place % 2:
            do(office, meals.serve, stay, "malam")
        if place % 9 == 0:
            do(office, presence.record, stay, "keluar", "gerbang timur")
    do(office, aid.issue, [Grant(stay, "paket_mandi") for stay in heads[:40]], Terms("apbn"))
    money = Place(stock.first_store("kas"), "uang")
    do(office, stock.receive, money, 25_000_000, Source("SP2D 00417/2026", "apbn"))
    do(office, kitchen.tally, "malam", Delivered(140, 3, 2, "dua belas porsi diambil petugas jaga"))
    watched(office, heads)


def watched(office: Office, heads: Sequence[str]) -> None:
    """Who did not come back, what happened, who keeps watch, what was written down, and a shift that waits."""
    now = office.clock.now()
    with office.write("test") as w:
        for stay in heads[5:12]:
            row, at = Presence(id=new_id(), stay_id=stay, kind="keluar", at=now, day=today(w)), now - LONG_AGO
            row.at, row.place, row.desk, row.officer = at, "gerbang timur", "A", "Siti Aminah"
            w.insert(row)
    fight = IncidentDraft(
        "keributan", now - timedelta(hours=2), "lantai 2, depan kamar mandi putri", WHAT_HAPPENED, tuple(heads[:4]),
        "Anton, sopir truk air", "Dipisahkan, ditenangkan bergantian.", "Kapolsek Nunukan", now - timedelta(hours=1),
    )  # fmt: skip
    fire = replace(fight, kind="kebakaran", told="Asap dari stop kontak dapur umum.", stays=(), outsiders="")
    ill = replace(fight, kind="kesehatan", secret="Kejang sesudah minum obat.", secret_for="health")
    gate = do(office, guards.keep_post, Span("", "Gerbang timur dan parkiran bus", 0, 0))
    do(office, guards.keep_post, Span("", "Lantai putri", 1080, 360))
    turn = Window(now - timedelta(hours=3), now + timedelta(hours=5))
    do(office, guards.keep, guards.new_watch(gate, "Serka Muhammad Ikhsan Kurniawan", "Satgas Pamtas RI–MLY", turn))
    with office.write("test") as w:
        for each in (fight, fire, ill):
            incidents.record(w, each, sealer(w))
        for text in ("Kran kamar 203 bocor, tukang datang besok pagi.", "Keluarga di kamar 115 minta popok ukuran L."):
            shifts.note(w, text)
    draft = TurnoverDraft("siang", "malam", "Burhanuddin Daeng Mattola", keys=("Kunci gudang utama",))
    do(office, turnover.issue, draft)


def living(office: Office) -> list[HeadLine]:
    """Those here."""
    with office.read() as r:
        return [head for head in heads_at(r, "hadir") if not head.body]


def sickroom(office: Office, code: str) -> str:
    """The first nurse's day, with long words everywhere; the stay her scenes look at."""
    office.lock()
    nurse = enrol(office.home, code, PersonDraft("rahma", "Rahma Dewi Kusumaningtyas"), NURSE, office.clock)
    heads = [head for head in living(nurse) if head.person_id]
    for place, head in enumerate(heads[:60]):
        verdict = "layak_jalan" if place % 5 else VERDICTS[place // 5 % 4]
        found = ("cacar_mpox", "ispa") if place % 10 == 0 else ("kulit",) if place % 3 == 0 else ()
        screening.screen(nurse, ScreeningDraft(head.stay_id, verdict, findings=found, vitals={"temperature": 365}))
    chosen = next(head.stay_id for head in heads if head.sex == "P")
    day = EVENING.date()
    measured = {"systolic": 150, "diastolic": 95}
    care.visit(nurse, VisitDraft(chosen, "Pusing sejak kapal berangkat dari Tawau", measured, ("hipertensi",)))
    for head in [head for head in heads if head.stay_id != chosen][:30:10]:
        care.isolate(nurse, IsolationDraft(head.stay_id, day, ("cacar_mpox",), "kamar 115, lantai bawah"))
    letter = ReferralDraft(chosen, "rs", "RSUD Kabupaten Nunukan", "Nyeri kepala hebat", findings=("hipertensi",))
    referrals.refer(nurse, letter)
    answered = ReferralDraft(heads[3].stay_id, "puskesmas", "Puskesmas Nunukan Timur", "Batuk lebih dari dua minggu")
    referrals.answer(nurse, referrals.refer(nurse, answered), ReplyDraft("Bronkitis akut", "layak_jalan", day))
    until = day + timedelta(days=7)
    certificates.certify(nurse, CertificateDraft(chosen, "layak_dengan_pendamping", "dr. Rahma", until))
    nurse.lock()
    return chosen


def _scan(screen: str, code: str) -> Callable[[Stage], None]:
    def act(stage: Stage) -> None:
        stage.go(screen)
        shown = stage.window.host.current
        if isinstance(shown, GateScreen | MealsScreen):
            shown.scan(code)
            stage.settle()

    return act


def _act(screen: str, action: str) -> Callable[[Stage], None]:
    def act(stage: Stage) -> None:
        stage.go(screen)
        stage.do(action)

    return act


def _bed(stage: Stage) -> None:
    """The room of somebody, opened."""
    stage.go("shelter")
    shown = stage.window.host.current
    assert isinstance(shown, HouseScreen)
    shown.show_target(next(room.id for room in shown.house.rooms if len(room.guests) > 1))
    stage.settle()
    shown.room.table.go_to(1)


def _gone(stage: Stage) -> None:
    """The first of those who should be back is said to have left."""
    stage.go("gate")
    shown = stage.window.host.current
    assert isinstance(shown, GateScreen)
    shown.chase.table.go_to(0)
    stage.do("gate.gone")


def _large(code: str) -> Callable[[Stage], None]:
    def act(stage: Stage) -> None:
        stage.go("meals")
        room, shown = stage.window.size(), stage.window.host.current
        assert isinstance(shown, MealsScreen)
        if shown.large is None:
            stage.do("meals.large")
            stage.window.setWindowState(Qt.WindowState.WindowNoState)  # an offscreen display is small
            stage.window.resize(room)
        shown._code = ""
        shown.scan(code)
        stage.settle()

    return act


def _together(stage: Stage) -> None:
    """A family at the counter: some had theirs, some are fed now."""
    stage.go("meals")
    shown = stage.window.host.current
    assert isinstance(shown, MealsScreen)
    if shown.large is not None:
        shown.large.leave()
    shown.scan("011")
    stage.settle()
    stage.do("meals.family")


def _count_all(stage: Stage) -> None:
    _act("stock", "stock.count_store")(stage)
    stage.key(Qt.Key.Key_Return, stage.sheet)


def _cash(stage: Stage) -> None:
    stage.go("stock")
    shown = stage.window.host.current
    assert isinstance(shown, StockScreen)
    shown.book.go_to(next(place for place, line in enumerate(shown.book.rows) if line.key.item == "uang"))


HOUSE_SCENES: dict[str, Callable[[Stage], object]] = {
    "penampungan": lambda stage: stage.go("shelter"),
    "penampungan-usulan": _act("shelter", "shelter.allocate"),
    "penampungan-kamar": _act("shelter", "shelter.rooms"),
    "penampungan-darurat": _act("shelter", "shelter.emergency"),
    "gerbang": lambda stage: stage.go("gate"),
    "gerbang-keluar": _scan("gate", "003"),
    "permakanan": lambda stage: stage.go("meals"),
    "permakanan-hijau": _scan("meals", "009"),
    "permakanan-merah": _scan("meals", "009"),
    "permakanan-biaya": _act("meals", "meals.costs"),
    "bansos": lambda stage: stage.go("aid"),
    "bansos-tanda-terima": _act("aid", "aid.receipts"),
    "persediaan": lambda stage: stage.go("stock"),
    "persediaan-terima": _act("stock", "stock.receive"),
    "persediaan-hitung": _act("stock", "stock.count"),
    "persediaan-gudang": _act("stock", "stock.store"),
    "persediaan-semua": _count_all,
    "persediaan-kas": _cash,
    "penampungan-orang": _bed,
    "gerbang-pergi": _gone,
    "permakanan-penuh-hijau": _large("011"),
    "permakanan-penuh-merah": _large("011"),
    "permakanan-keluarga": _together,
    "permakanan-dapur": _act("meals", "meals.tally"),
    "bansos-barang": _act("aid", "aid.items"),
    "giliran-kejadian": _act("duty", "duty.incidents"),
    "giliran-kejadian-baru": _act("duty", "duty.new"),
    "giliran-penjaga": _act("duty", "duty.guards"),
    "giliran-buku": _act("duty", "duty.log"),
    "giliran-serah": _act("duty", "duty.turnovers"),
    "giliran-serah-baru": _act("duty", "duty.new"),
    "laporan-harian": lambda stage: stage.go("reports"),
    "laporan-cetak": _act("reports", "reports.print"),
}


def _health(stage: Stage) -> HealthScreen:
    stage.go("health")
    shown = stage.window.host.current
    assert isinstance(shown, HealthScreen)
    return shown


def _tab(place: int) -> Callable[[Stage], None]:
    return lambda stage: _health(stage)._tabs.setCurrentIndex(place)


def _page(verb: str = "") -> Callable[[Stage], None]:
    def act(stage: Stage) -> None:
        screen = _health(stage)
        screen.show_target(stage.stays["patient"])
        stage.settle()
        if verb:
            screen.view.wanted.emit(verb, None)
            stage.settle()

    return act


def _form(stage: Stage) -> None:
    _page(SCREEN)(stage)
    for text in ("38,4", "120/80"):
        QTest.keyClicks(stage.app.focusWidget() or stage.window, text)
        stage.key(Qt.Key.Key_Return)
    QTest.keyClicks(stage.app.focusWidget() or stage.window, "isp ")


def _print(stage: Stage) -> None:
    screen = _health(stage)
    screen.show_target(stage.stays["patient"])
    stage.settle()
    shown = screen.view.page
    event = next(each for each in (shown.events if shown else ()) if each.kind == "referral")
    screen.view.wanted.emit("print", event)
    stage.settle()


HEALTH_SCENES: dict[str, Callable[[Stage], object]] = {
    "kesehatan": _tab(0),
    "kesehatan-halaman": _page(),
    "kesehatan-skrining": _form,
    "kesehatan-kunjungan": _page(VISIT),
    "kesehatan-rujuk": _page(REFER),
    "kesehatan-isolasi": _page(ISOLATE),
    "kesehatan-rawat": _page(ADMIT),
    "kesehatan-layak": _page(CERTIFY),
    "kesehatan-lahir": _page(BIRTH),
    "kesehatan-cetak": _print,
    **{f"kesehatan-daftar-{place}": _tab(place) for place in range(1, 6)},
}
