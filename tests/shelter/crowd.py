"""Five hundred and fifty people in a house of 400 beds, as after two ferries; for pictures, pace and screens."""

from app.access.office import Office
from app.registration import families
from app.registration.counts import heads_at
from app.shelter import allocating, floors, placing
from app.shelter.floors import RoomDraft
from app.shelter.placing import Target
from tests.helpers.office import landed, ship
from tests.shelter.lodging import built, come, do, need, room

HOUSE = (
    RoomDraft("101–110", level=1, use="pria", beds=6, near_staff=True),
    RoomDraft("111-114", level=1, use="wanita", beds=6, near_staff=True),
    RoomDraft("115", level=1, use="isolasi", beds=4),
    RoomDraft("201–218", level=2, use="pria", beds=6),
    RoomDraft("219-232", level=2, use="wanita", beds=6),
    RoomDraft("301–314", level=3, use="keluarga", beds=6),
    RoomDraft("315", level=3, use="ibu_bayi", beds=4),
    RoomDraft("316-317", level=3, use="anak", beds=6),
    RoomDraft("Aula", level=1, use="pria", beds=32, kind="tikar"),
)


def settled(office: Office, count: int = 550) -> dict[str, str]:
    """The house filled by rule, with what happens on a bad day; names → ids of what pictures look for."""
    built(office, HOUSE)
    landed(office, ship(office), count)
    related(office)
    old = come(office, "Haji Abdul Karim Abdullah Sani", "L", 71)
    need(office, old, "kursi_roda")
    with office.read() as r:
        plan = allocating.propose(r)
    do(office, allocating.confirm, plan)
    for name, why in (("112", "atap bocor"), ("232", "dipakai gudang")):
        do(office, floors.close, room(office, name).id, why)
    late = come(office, "Yohanes Berchmans Kopong Ola", "L", 44)
    do(office, placing.place, [late], Target(room(office, "101").id), "menunggu bus, satu malam")
    return {"old": old, "late": late, "room": room(office, "101").id, "waiting": come(office, "Djoemadi", "L", 39)}


def related(office: Office) -> None:
    """Every child belongs to the next grown person of the list."""
    with office.read() as r:
        heads = [head for head in heads_at(r, "hadir") if head.person_id]
    grown = [head for head in heads if head.head_class in ("LD", "PD")]
    with office.write("registration.edit") as w:
        for place, child in enumerate(head for head in heads if head.head_class in ("AL", "AP")):
            if place % 8:
                parent = grown[place // 2]
                families.link_to(w, child.person_id or "", parent.person_id or "", "anak")
