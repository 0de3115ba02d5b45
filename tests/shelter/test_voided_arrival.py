"""Somebody whose arrival alone was taken back stands before every counter: nothing breaks, he is on the list to repair.

Two desks that settle one withdrawal differently leave such a head.
"""

import pytest

from app.access.office import Office
from app.kernel.clock import FixedClock
from app.kernel.errors import UserError
from app.manifest import muster
from app.registration import exits, heads
from app.registration.heads import NewHead
from app.shelter import aid, meals, presence, stock
from app.shelter.aid import Grant, Terms
from app.shelter.emergency import Emergency, emergency, emergency_sheet
from app.shelter.rules.presence import IN, OUT
from app.shelter.rules.stock import Place
from app.shelter.stock import Source
from tests.shelter.counter import guest, opened, read, write
from tests.shelter.lodging import head_of


@pytest.fixture
def torn(office: Office, clock: FixedClock) -> str:
    """The stay of Basri, whose movement of arrival is void while the stay is not."""
    opened(office)
    stay = guest(office, "Basri", "A-0001")
    guest(office, "Amir", "A-0002")
    write(office, lambda w: w.void(heads.movements(w, stay)[0], "beda"))
    clock.advance(minutes=5)
    return stay


def listed(office: Office) -> Emergency:
    return read(office, lambda r: emergency(r, office.clock.now()))


def test_he_is_on_the_emergency_list_and_counted_among_those_to_repair(office: Office, torn: str) -> None:
    found = listed(office)
    assert [(one.head.name, one.doubtful) for one in found.inside] == [("Amir", False), ("Basri", True)]
    assert [(head.stay_id, codes) for head, codes in found.repairs] == [(torn, ("no_arrival",))]
    values = write(office, emergency_sheet).values
    assert values["repair_total"] == 1
    assert values["repairs"] == ["Basri: catatan kedatangannya dibatalkan"]


def test_the_gate_writes_down_that_he_passed_and_says_what_is_wrong(office: Office, torn: str) -> None:
    passed = write(office, lambda w: presence.scan(w, "A-0001", OUT))
    assert (passed.text, passed.fresh, passed.warn) == (
        "Basri: keluar. Catatan kedatangannya dibatalkan: perlu diperbaiki.", True, True,
    )  # fmt: skip
    found = listed(office)
    assert [one.head.stay_id for one in found.elsewhere] == [torn]
    assert [head.stay_id for head, _codes in found.repairs] == [torn]
    assert head_of(office, torn).account == "luar"


def test_the_parade_sees_him_beyond_its_list(office: Office, torn: str) -> None:
    def seen(w: object) -> str:
        count = muster.start(w, muster.groups(w)[0], "apel")  # type: ignore[arg-type]
        assert muster.see(w, count, torn)  # type: ignore[arg-type]
        return count

    count = write(office, seen)
    view = read(office, lambda r: muster.view(r, count))
    assert ([head.name for head in view.missing], [head.stay_id for head in view.beyond]) == (["Amir"], [torn])


def test_the_counters_give_nothing_and_say_why(office: Office, torn: str) -> None:
    kits = Place(stock.first_store("barang"), "paket_mandi")
    write(office, lambda w: stock.receive(w, kits, 3, Source("nota 1", "apbd")))
    verdict = write(office, lambda w: meals.serve(w, torn, "siang"))
    assert (verdict.text, verdict.hint) == (
        "Catatan kedatangannya dibatalkan; perlu diperbaiki.",
        "Kalau sudah kembali, catat dulu kembalinya di layar Orang.",
    )
    with pytest.raises(UserError, match="perlu diperbaiki"):
        write(office, lambda w: aid.issue(w, [Grant(torn, "paket_mandi")], Terms("apbd")))
    assert read(office, lambda r: stock.on_hand(r, kits)) == 3


def test_his_page_repairs_it_by_writing_that_he_is_here(office: Office, torn: str) -> None:
    write(office, lambda w: exits.come_back(w, torn, "ada di pos"))
    assert head_of(office, torn).account == "hadir"
    assert listed(office).repairs == []
    assert write(office, lambda w: presence.scan(w, "A-0001", IN)).warn is False


def test_a_body_whose_arrival_was_taken_back_comes_back_as_a_body(office: Office, torn: str) -> None:
    stay = write(office, lambda w: heads.arrive(w, NewHead(head_class="LD", body=True)).id)
    write(office, lambda w: w.void(heads.movements(w, stay)[0], "beda"))
    write(office, lambda w: exits.come_back(w, stay, "ada di pos"))
    assert head_of(office, stay).account == "jenazah"
    assert torn
