"""The house and the health post as steps of the visit: rooms, gate, meals, aid, stock; and what the nurse sees."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

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
from app.registration.counts import HeadLine, heads_at
from app.shelter import aid, allocating, meals, presence, stock
from app.shelter.aid import Grant, Terms
from app.shelter.rules.stock import Place
from app.shelter.screens.gate import GateScreen
from app.shelter.screens.meals import MealsScreen
from app.shelter.stock import Source
from tests.desktop.gallery_scenes import Stage
from tests.helpers.offices import EVENING, NURSE
from tests.shelter.crowd import HOUSE
from tests.shelter.lodging import built, do

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
