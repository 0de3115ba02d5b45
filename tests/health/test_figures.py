"""Figures leave the vault as counts of heads alone, small ones hidden; the outbreak shows cases and contacts."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date

import pytest

from app.health import figures, outbreak, rules, screening
from app.health.screening import ScreeningDraft
from app.registration.heads import NewHead, Who
from app.shelter.floors import RoomDraft, set_up
from app.shelter.placing import Target, place
from app.store.work import Reading
from tests.health.conftest import Post
from tests.helpers.office import landed_one, ship

DAY = date(2026, 1, 23)


def some(post: Post, count: int, verdict: str, findings: tuple[str, ...] = (), first: int = 1) -> None:
    for number in range(first, first + count):
        screening.screen(post.office, ScreeningDraft(post.stays[f"p{number}"], verdict, findings=findings))


def test_small_cells_are_hidden_and_cannot_be_reckoned_back(post: Post) -> None:
    some(post, 6, "layak_jalan", ("kulit",))
    screening.screen(post.office, ScreeningDraft(post.stays["man"], "isolasi", findings=("hiv",)))
    with post.office.read("health") as r:
        told = figures.aggregates(r, (DAY, DAY))
    assert told.screened == 7
    assert told.verdicts == {"layak_jalan": None, "isolasi": None}  # 7 − 6 would tell
    assert told.findings == {"hiv": None, "kulit": 6}
    assert not any(stay in str(asdict(told)) for stay in post.stays.values())


def test_a_head_screened_twice_counts_once_and_by_its_latest(post: Post) -> None:
    some(post, 6, "tunda")
    some(post, 6, "layak_jalan")
    with post.office.read("health") as r:
        told = figures.aggregates(r, (DAY, DAY))
        before = figures.aggregates(r, (date(2026, 1, 1), date(2026, 1, 22)))
    assert (told.screened, told.verdicts) == (6, {"layak_jalan": 6})
    assert (before.screened, before.verdicts, before.visits) == (0, {}, 0)


@pytest.mark.parametrize(
    ("cells", "total", "kept", "whole"),
    [
        ({"a": 20, "b": 7, "c": 2}, 29, {"a": 20, "b": None, "c": None}, 29),
        ({"a": 20, "b": 3, "c": 2}, 25, {"a": 20, "b": None, "c": None}, 25),
        ({"a": 4}, 4, {"a": None}, None),
        ({"a": 0, "b": 9}, 9, {"a": 0, "b": 9}, 9),
        ({"a": 3, "b": 12}, None, {"a": None, "b": 12}, None),
    ],
)
def test_suppression(cells: dict[str, int], total: int | None, kept: dict[str, int | None], whole: int | None) -> None:
    assert rules.suppressed(cells, total) == (kept, whole)


def test_contacts_of_a_case_are_who_shared_room_or_ship(settled: Post) -> None:
    other = ship(settled.office, "KM Nunukan Ekspres")
    stranger = landed_one(settled.office, Who(name="Yusuf", sex="L", age=30), NewHead(other, head_class="LD"))
    roommate = landed_one(settled.office, Who(name="Anwar", sex="L", age=31), NewHead(other, head_class="LD"))
    settled.nurse()
    case = settled.stays["man"]
    screening.screen(settled.office, ScreeningDraft(case, "isolasi", findings=("cacar_mpox",)))

    def rooms_of(_r: Reading, stays: Sequence[str]) -> Mapping[str, str]:
        return {stay: "401" for stay in stays if stay in (case, roommate)}

    found = outbreak.outbreak(settled.office, "cacar_mpox", rooms_of)
    assert [(one.head.display, one.day, one.room) for one in found.cases] == [("Baso Rahman", DAY, "401")]
    assert (found.by_day, found.by_room) == ({DAY: 1}, {"401": 1})
    assert found.contacts[0].head.stay_id == roommate
    assert found.contacts[0].shared_room
    close = {one.head.stay_id for one in found.contacts}
    assert stranger not in close
    assert settled.stays["p1"] in close
    assert outbreak.seen(settled.office) == {"cacar_mpox": 1}


def test_rooms_come_from_the_shelter(settled: Post) -> None:
    with settled.office.write("shelter.rooms") as w:
        room = set_up(w, RoomDraft("401", use="pria")).rooms[0]
    with settled.office.write("shelter.place") as w:
        place(w, [settled.stays["man"]], Target(room), "uji")
    settled.nurse()
    screening.screen(settled.office, ScreeningDraft(settled.stays["man"], "tunda", findings=("diare",)))
    assert outbreak.outbreak(settled.office, "diare").by_room == {"401": 1}
