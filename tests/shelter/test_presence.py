"""At the gate: in, out, seen; cards that stand for nobody here; who should be asked after."""

from datetime import timedelta

import pytest

from app.access.office import Office
from app.kernel.clock import FixedClock
from app.kernel.errors import UserError
from app.manifest import muster
from app.printing.codes import card_token
from app.registration import cards, exits, heads
from app.registration.counts import heads_at
from app.shelter import presence
from app.shelter.rules.presence import IN, NOT_BACK, NOT_SEEN, OUT, SEEN, Event, is_missed, overdue, whereabouts
from tests.helpers.office import MORNING, landed, ship
from tests.shelter.lodging import come, do, head_of


def inside(office: Office, stay: str) -> bool:
    with office.read() as r:
        return presence.states(r, [head_of(office, stay)], office.clock.now())[stay].inside


def asked_after(office: Office) -> dict[str, str]:
    with office.read() as r:
        found = presence.ask_after(r, heads_at(r, "hadir"), office.clock.now(), "WITA")
    return {one.head.stay_id: one.why for one in found}


def test_out_and_in_and_seen(office: Office, clock: FixedClock) -> None:
    stay = come(office, "Basri")
    assert inside(office, stay)
    clock.advance(minutes=5)
    assert do(office, presence.record, stay, OUT, "gerbang").text == "Basri: keluar."
    assert not inside(office, stay)
    clock.advance(minutes=30)
    assert do(office, presence.record, stay, SEEN, "apel").fresh
    assert inside(office, stay)


def test_the_same_card_fifty_times_is_one_event(office: Office, clock: FixedClock) -> None:
    stay = come(office, "Basri")
    passed = []
    for _time in range(50):
        clock.advance(seconds=1)
        passed.append(do(office, presence.record, stay, OUT))
    assert [one.fresh for one in passed] == [True, *[False] * 49]
    with office.read() as r:
        assert len(presence.events_of(r, [stay])) == 1


def test_a_way_in_that_was_missed_is_said(office: Office, clock: FixedClock) -> None:
    stay = come(office, "Basri")
    do(office, presence.record, stay, OUT)
    clock.advance(hours=3)
    again: presence.Passed = do(office, presence.record, stay, OUT)
    assert (again.warn, again.text) == (True, "Basri: keluar. Masuk sebelumnya tidak tercatat.")


def test_an_event_by_mistake_is_taken_back(office: Office, clock: FixedClock) -> None:
    stay = come(office, "Basri")
    clock.advance(minutes=5)
    passed: presence.Passed = do(office, presence.record, stay, OUT)
    do(office, presence.take_back, passed.event_id)
    assert inside(office, stay)


def test_coming_back_from_hospital_is_a_movement(office: Office, clock: FixedClock) -> None:
    stay = come(office, "Basri")
    with office.write("registration.exit") as w:
        exits.leave(w, stay, "rumah_sakit", "rawat")
    clock.advance(hours=5)
    do(office, presence.record, stay, IN)
    assert head_of(office, stay).account == "hadir"


def refusal(office: Office, code: str) -> UserError:
    with pytest.raises(UserError) as refused:
        do(office, presence.scan, code, IN)
    return refused.value


def test_cards_that_stand_for_nobody_say_so(office: Office) -> None:
    stay = landed(office, ship(office), 1)[0]
    assert do(office, presence.scan, "A-0001", SEEN).head.stay_id == stay
    with office.write("registration.card") as w:
        cards.end(w, heads.stay_of(w, stay), "hilang")
        [(number, token)] = cards.mint(w, 1)
    lost = refusal(office, "a-0001")
    assert (lost.code, lost.text) == (
        "card.ended", "Ini kartu lama A-0001, tidak berlaku sejak 23-01-2026 10.15; tidak ada yang dicatat.",
    )  # fmt: skip
    assert refusal(office, "XYZ").code == "card.unknown"
    assert refusal(office, card_token(b"kapal-01")).code == "card.foreign"
    assert (refusal(office, token).code, number in refusal(office, token).text) == ("card.free", True)


def test_who_left_is_not_at_the_gate(office: Office) -> None:
    stay, mistake = come(office, "Basri"), come(office, "Amir")
    with office.write("registration.exit") as w:
        exits.leave(w, stay, "pulang_mandiri", "dijemput paman")
        heads.withdraw(w, mistake, "salah")
    with pytest.raises(UserError, match=r"Basri sudah tidak di sini: Pulang mandiri sejak 23-01-2026"):
        do(office, presence.record, stay, IN)
    with pytest.raises(UserError, match="sudah dibatalkan"):
        do(office, presence.record, mistake, IN)


def test_times_that_cannot_be(office: Office, clock: FixedClock) -> None:
    stay = come(office, "Basri")
    with pytest.raises(UserError, match="sebelum kedatangannya"):
        do(office, presence.record, stay, OUT, at=MORNING - timedelta(hours=1))
    with pytest.raises(UserError, match="di kemudian hari"):
        do(office, presence.record, stay, OUT, at=MORNING + timedelta(hours=1))
    clock.advance(hours=-26)
    with pytest.raises(UserError, match="sebelum kedatangannya"):
        do(office, presence.record, stay, OUT)


def test_who_is_not_back_and_who_was_not_seen_is_asked_after(office: Office, clock: FixedClock) -> None:
    gone, unseen, seen = come(office, "Basri"), come(office, "Amir"), come(office, "Cokro")
    clock.advance(hours=30)
    do(office, presence.record, gone, OUT)
    clock.advance(hours=5)
    with office.write("manifest.muster") as w:
        count = muster.start(w, muster.Group("Semua", (gone, unseen, seen)), "apel pagi")
        muster.see(w, count, seen)
    assert asked_after(office) == {gone: NOT_BACK}
    clock.advance(hours=8)
    assert asked_after(office) == {gone: NOT_BACK, unseen: NOT_SEEN}
    with office.write("manifest.muster") as w:
        muster.see(w, count, gone)
    assert asked_after(office) == {unseen: NOT_SEEN}


def test_rules_of_presence_in_plain_cases() -> None:
    at = MORNING
    out = whereabouts([Event(OUT, at), Event(IN, at - timedelta(hours=1))])
    assert (out.inside, out.out_since, is_missed(out, OUT), is_missed(out, IN)) == (False, at, IN, "")
    assert is_missed(whereabouts([]), IN) == ""
    assert is_missed(whereabouts([Event(SEEN, at)]), IN) == OUT
    assert overdue(out, at, at + timedelta(hours=3)) == ""
    assert overdue(whereabouts([]), at, at + timedelta(hours=24)) == NOT_SEEN
