"""What the page of a person tells of his days here."""

from app.access.office import Office
from app.kernel.clock import FixedClock
from app.registration.timeline import Subject
from app.shelter import placing, presence
from app.shelter.lodging_story import lodging
from app.shelter.placing import Target
from app.shelter.rules.presence import OUT
from tests.shelter.lodging import built, come, do, room


def told(office: Office, stay: str) -> list[tuple[str, str, str]]:
    with office.read() as r:
        found = sorted(lodging(r, Subject(None, (stay,))), key=lambda entry: (entry.at, entry.order))
    return [(entry.text, entry.detail, entry.by) for entry in found]


def test_places_and_the_gate_are_told(office: Office, clock: FixedClock) -> None:
    built(office)
    stay = come(office, "Basri")
    at, other = room(office, "101"), room(office, "105")
    do(office, placing.place, [stay], Target(at.id, at.beds[1].id))
    clock.advance(minutes=5)
    done: placing.Done = do(office, placing.place, [stay], Target(other.id), "satu malam")
    do(office, placing.undo, done.steps)
    clock.advance(minutes=5)
    do(office, presence.record, stay, OUT, "gerbang")
    clock.advance(minutes=5)
    do(office, placing.take_out, [stay], "pindah ke musala")
    assert told(office, stay) == [
        ("Menempati Lantai 1, kamar 101, tempat 2", "", "Siti Aminah"),
        ("Menempati Lantai 1, kamar 105, tempat 1", "satu malam", "Siti Aminah"),
        ("Tempat tidur terakhir batal", "diurungkan", "Siti Aminah"),
        ("Keluar", "gerbang · loket A", "Siti Aminah"),
        ("Tidak lagi menempati tempat tidurnya", "pindah ke musala", "Siti Aminah"),
    ]
