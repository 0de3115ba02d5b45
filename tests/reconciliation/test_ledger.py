"""The ledger on a real vault: births, bodies, exits, receipts, cards, joins, days, and the names behind each number."""

from datetime import timedelta

import pytest

from app.access.days import open_day, today
from app.access.office import Office
from app.handover.terms import Signing
from app.kernel.clock import FixedClock
from app.kernel.headcount import HeadCount
from app.manifest import letters, recheck, unlisted
from app.manifest.letters import Letter
from app.manifest.recheck import Found
from app.reconciliation.ledger import BalanceView, Scope, heads_behind, view
from app.registration import counts, heads
from app.registration.counts import HeadLine
from app.registration.heads import NewHead, Who
from tests.reconciliation.quay import Quay


def four(office: Office) -> tuple[Quay, list[str]]:
    """A ship of two men and two women, all here."""
    quay = Quay.at(office)
    quay.letter(Letter(stated_ld=2, stated_pd=2, stated_al=0, stated_ap=0), 2, 2)
    return quay, quay.confirm(quay.lines)


def numbers(seen: BalanceView) -> dict[str, int]:
    return {account.code: account.count.total for account in seen.accounts}


def texts(seen: BalanceView) -> dict[str, str]:
    return {check.finding.code: check.finding.text for check in seen.checks}


def test_a_child_born_here_is_no_difference_to_the_letter(office: Office) -> None:
    quay, stays = four(office)
    child = quay.born(stays[2])
    seen = quay.seen()
    assert numbers(seen) == {"tiba": 4, "lahir": 1, "hadir": 5}
    assert seen.sentences[:2] == ("0 saldo awal + 4 tiba + 1 lahir = 5 hadir", "Surat 4, diperiksa 4: sama.")
    born = seen.account("lahir")
    assert born is not None
    assert [head.stay_id for head in behind(office, born.code)] == [child]
    assert seen.blocking == ()


def test_a_body_on_the_list_is_apart_and_explained(office: Office) -> None:
    quay = Quay.at(office)
    quay.letter(Letter(stated_total=3), 3)
    quay.confirm(quay.lines[:2])
    quay.confirm(quay.lines[2:], Found(body=True))
    seen = quay.seen()
    assert numbers(seen) == {"tiba": 2, "hadir": 2}
    assert len(seen.bodies) == 1
    assert seen.sentences[1] == "Surat 3, diperiksa 2: kurang 1. Dijelaskan: jenazah 1."
    assert seen.blocking == ()


def behind(office: Office, code: str) -> tuple[HeadLine, ...]:
    with office.read() as r:
        return heads_behind(r, Scope(), code)


def test_every_number_is_as_many_names(office: Office, clock: FixedClock) -> None:
    quay, stays = four(office)
    quay.leaves(stays[0], "rumah_sakit")
    quay.leaves(stays[1], "meninggal")
    quay.leaves(stays[2], "pergi_tanpa_izin")
    clock.advance(days=1)
    with office.write("access.day") as w:
        day = open_day(w, today(w) + timedelta(days=1)).day
    with office.write("registration.arrive") as w:
        heads.arrive(w, NewHead(quay.batch_id, "LD"))
        heads.arrive(w, NewHead(quay.batch_id, "LD", body=True))
        heads.born(w, stays[3], Who(sex="P"))
    for scope in (Scope(), Scope(quay.batch_id), Scope(since=day)):
        with office.read() as r:
            seen = view(r, scope)
            named = {each.code: heads_behind(r, scope, each.code) for each in seen.accounts}
        assert {code: len(names) for code, names in named.items()} == {
            each.code: each.count.total for each in seen.accounts
        }
        assert seen.difference == 0
        for each in seen.accounts:
            assert HeadCount.of_classes(head.head_class for head in named[each.code]) == each.count


def test_the_balance_of_the_site_names_nobody_but_those_here(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    quay, stays = four(office)
    quay.leaves(stays[0], "pulang_mandiri")
    with office.write("manifest.close") as w:
        letters.close_batch(w, quay.batch_id)
    read: list[str] = []
    true = counts._head

    def reading(row: tuple[object, ...], needs: dict[str, list[str]]) -> HeadLine:
        head = true(row, needs)
        read.append(head.stay_id)
        return head

    monkeypatch.setattr(counts, "_head", reading)
    with office.read() as r:
        assert view(r, Scope()).balance.text == "0 saldo awal + 4 tiba = 3 hadir + 1 pulang mandiri"
    assert stays[0] not in read


def test_exits_and_the_names_behind_them(office: Office) -> None:
    quay, stays = four(office)
    quay.leaves(stays[0], "rumah_sakit")
    quay.leaves(stays[1], "meninggal")
    paper = quay.handed_over(stays[2:3])
    seen = quay.seen()
    assert numbers(seen) == {"tiba": 4, "hadir": 1, "rumah_sakit": 1, "diberangkatkan": 1, "meninggal": 1}
    assert seen.balance.text == "0 saldo awal + 4 tiba = 1 hadir + 1 di rumah sakit + 1 diberangkatkan + 1 meninggal"
    assert texts(seen) == {
        "balance.unreceived": "1 orang sudah diserahkan, tanda terimanya belum kembali.",
        "bodies.waiting": "1 jenazah belum diserahkan kepada ahli waris.",
    }
    assert [head.stay_id for head in seen.checks[0].heads] == [stays[2]]
    assert seen.blocking == ()
    quay.received(paper, Signing())
    assert set(texts(quay.seen())) == {"bodies.waiting"}


def test_a_printed_paper_without_signature_is_told(office: Office) -> None:
    quay, stays = four(office)
    paper = quay.handed_over(stays, signed=False)
    (check,) = quay.seen().checks
    assert check.finding.text == ("BAST NNK-A-26-000001 sudah dicetak untuk 4 orang, tanda tangannya belum dicatat.")
    assert (check.screen, check.target, check.finding.blocks) == ("handover", paper, False)


def test_a_card_without_a_name_stands_in_the_way(office: Office) -> None:
    quay, _stays = four(office)
    with office.write("manifest.card") as w:
        head = unlisted.hand_card(w, quay.batch_id, "A001", "LD")
    seen = quay.seen()
    (check,) = seen.blocking
    assert check.finding.text == "KM Purnama Ekspres: 1 kartu sudah dibagikan dan belum bernama."
    assert ([one.stay_id for one in check.heads], check.screen, check.target) == (
        [head.stay_id],
        "arrival",
        quay.batch_id,
    )


def test_two_heads_that_were_one_arrival_are_told_as_counted_twice(office: Office) -> None:
    quay, stays = four(office)
    with office.write("registration.merge") as w:
        heads.same_arrival(w, stays[0], stays[1], "orang yang sama")
    seen = quay.seen()
    assert numbers(seen)["tiba"] == 3
    assert seen.sentences[1] == "Surat 4, diperiksa 3: kurang 1 (LD −1). Dijelaskan: tercatat dua kali 1."
    assert seen.blocking == ()


def test_a_foreigner_who_is_still_here_is_told_but_stops_nothing(office: Office) -> None:
    quay = Quay.at(office)
    quay.letter(Letter(stated_total=2), 2)
    quay.confirm(quay.lines[:1])
    with office.write("manifest.recheck") as w:
        recheck.foreigner(w, quay.lines[1], country="Filipina")
    seen = quay.seen()
    assert texts(seen) == {"people.foreign": "1 orang bukan WNI masih hadir; mereka diserahkan ke Imigrasi."}
    assert seen.blocking == ()


def test_the_site_on_the_next_day_begins_with_who_was_here(office: Office, clock: FixedClock) -> None:
    first, stays = four(office)
    first.leaves(stays[0], "rumah_sakit")
    clock.advance(days=1)
    with office.write("access.day") as w:
        day = open_day(w, today(w) + timedelta(days=1)).day
    second = Quay.at(office, "KM Mid East")
    second.letter(Letter(stated_total=1), 1)
    first.leaves(stays[1], "pulang_mandiri")
    with office.read() as r:
        seen = view(r, Scope(since=day))
    assert seen.balance.text == "4 saldo awal + 0 tiba = 2 hadir + 1 di rumah sakit + 1 pulang mandiri"
    assert "KM Mid East: 1 nama di daftar belum diperiksa." in seen.sentences
    with office.read() as r:
        whole = view(r, Scope())
    assert whole.balance.text == "0 saldo awal + 4 tiba = 2 hadir + 1 di rumah sakit + 1 pulang mandiri"
