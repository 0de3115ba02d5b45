"""The emergency list of a house whose records are as bad as they get: nobody who may be inside is missing from it."""

from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from app.access.office import Office
from app.kernel.clock import FixedClock
from app.registration import exits, heads
from app.registration.heads import NewHead
from app.shelter import floors, placing, presence
from app.shelter.emergency import Emergency, emergency, emergency_sheet, repair_words
from app.shelter.placing import Target
from app.shelter.rules.presence import OUT
from tests.manifest.lists import DeskB
from tests.shelter.lodging import built, come, do, need, room


def listed(office: Office) -> Emergency:
    with office.read() as r:
        return emergency(r, office.clock.now())


def put(office: Office, stay: str, name: str, bed: int = 0) -> None:
    at = room(office, name)
    do(office, placing.place, [stay], Target(at.id, at.beds[bed].id))


def test_who_is_in_the_house_by_room(office: Office, clock: FixedClock) -> None:
    built(office)
    up, down, out, sick, gone = (come(office, name) for name in ("Zulkifli", "Amir", "Cokro", "Dullah", "Eko"))
    homeless = come(office, "Fajar")
    need(office, down, "kursi_roda")
    for stay, name in ((up, "104"), (down, "101"), (out, "102"), (sick, "103"), (gone, "103")):
        put(office, stay, name, 1 if stay == gone else 0)
    clock.advance(minutes=10)
    do(office, presence.record, out, OUT, "gerbang")
    with office.write("registration.exit") as w:
        exits.leave(w, sick, "rumah_sakit", "rawat inap")
        exits.leave(w, gone, "pulang_mandiri", "dijemput")
    found = listed(office)
    assert [(one.head.name, one.where, one.bed) for one in found.inside] == [
        ("Amir", "Lantai 1 · 101", "1"), ("Zulkifli", "Lantai 1 · 104", "1"), ("Fajar", "tanpa kamar", ""),
    ]  # fmt: skip
    assert [(one.head.stay_id, one.account) for one in found.elsewhere] == [(out, "hadir"), (sick, "rumah_sakit")]
    assert ([one.head.stay_id for one in found.help_first], found.repairs) == ([down], [])
    assert homeless in {one.head.stay_id for one in found.inside}


def test_bad_records_hide_nobody_and_are_counted(office: Office, clock: FixedClock, tmp_path: Path) -> None:
    built(office)
    with office.write("registration.arrive") as w:
        nameless = heads.arrive(w, NewHead(card_number="A-0188")).id
    torn, one, other, orphan = (come(office, name) for name in ("Basri", "Amir", "Cokro", "Dullah"))
    at = room(office, "101")
    put(office, orphan, "104")
    desk_b = DeskB.beside(office, tmp_path / "b.vault")
    put(office, one, "101")
    with office.write("registration.exit") as w:
        exits.leave(w, torn, "pulang_mandiri", "dijemput")
    clock.advance(minutes=2)
    with desk_b.write("shelter.place") as w:
        placing.place(w, [other], Target(at.id, at.beds[0].id))
        exits.leave(w, torn, "rumah_sakit", "rawat inap")
        placing.take_out(w, [orphan], "pindah")
        floors.drop(w, room(office, "104").id, "salah ketik")
        placing.place(w, [orphan], Target(at.id))
    desk_b.send()
    found = listed(office)
    told = {head.stay_id: repair_words(codes) for head, codes in found.repairs}
    assert told == {
        nameless: "belum bernama, kelas LD/PD/AL/AP belum diketahui",
        torn: "catatan keluar-masuknya bertentangan",
        one: "dua orang di satu tempat tidur",
        other: "dua orang di satu tempat tidur",
    }
    inside = {line.head.stay_id: line for line in found.inside}
    assert {nameless, torn, one, other, orphan} <= set(inside)
    assert inside[torn].doubtful
    desk_b.close()


def test_the_paper_has_everybody_and_no_reason(office: Office, clock: FixedClock) -> None:
    built(office)
    sick, here = come(office, "Dullah"), come(office, "Amir Hamzah bin Haji Abdul Karim Abdullah Sani")
    put(office, here, "101")
    with office.write("registration.exit") as w:
        exits.leave(w, sick, "rumah_sakit", "suspek TBC")
    with office.write("shelter.emergency") as w:
        sheet = emergency_sheet(w)
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(sheet.pdf())).pages)
    flat = " ".join(text.split())
    assert "Di dalam: 1 orang" in flat
    assert "Amir Hamzah bin Haji Abdul Karim" in flat
    assert ("Di rumah sakit" in flat, "TBC" in flat) == (True, False)
