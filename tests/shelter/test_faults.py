"""The power goes while a shift is handed over, the disk is full while aid is issued: all of it is there, or nothing."""

import multiprocessing
import random
import shutil
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from sqlalchemy import text

from app.access.office import Office
from app.access.unlock import unlock
from app.kernel.clock import FixedClock
from app.kernel.errors import UserError
from app.kernel.paths import Home
from app.shelter import aid, stock, stock_book
from app.shelter.aid import Grant, Terms
from app.shelter.counting import Counted
from app.shelter.duty import turnover
from app.shelter.duty.turnover import StoreDraft, TurnoverDraft
from app.shelter.rules.stock import Place
from app.shelter.stock import Source
from app.store.guard import STORE
from app.store.work import Work
from tests.helpers.office import landed, ship
from tests.helpers.offices import EVENING, KEPALA, create_sample, lower_cost
from tests.shelter.counter import opened, read, write

KITS = Place(stock.first_store("barang"), "paket_mandi")
COUNTED = (StoreDraft(KITS.store, (Counted(KITS, 98, "dua basah"),)),)
DRAFT = TurnoverDraft("siang", "malam", "Rahmawati", stores=COUNTED)
LONGEST = 0.12


def hand_over_in_child(home: Path, told: Connection) -> None:
    """Say when the handover begins and when it has ended."""
    office = unlock(Home(home), "siti", KEPALA, FixedClock(EVENING))
    told.send("begun")
    write(office, lambda w: turnover.issue(w, DRAFT))
    told.send("ended")
    told.recv()


def killed(home: Path, after: float) -> None:
    """Hand over in another process and kill it so long after it began, wherever it is by then."""
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe()
    child = context.Process(target=hand_over_in_child, args=(home, there))
    child.start()
    assert here.poll(60)
    assert here.recv() == "begun"
    here.poll(after)
    child.kill()
    child.join()
    assert child.exitcode == -signal.SIGKILL
    here.close()
    there.close()


def run(w: Work, statement: str) -> int:
    return int(w.connection.execute(text(statement), execution_options=STORE).scalar() or 0)


def test_a_full_disk_hands_nothing_out(office: Office) -> None:
    opened(office)
    stays = landed(office, ship(office), 20)
    write(office, lambda w: stock.receive(w, KITS, 100, Source("BAST 12/2026", "apbd")))

    def last_page(w: Work) -> None:
        pages = run(w, "PRAGMA page_count")
        run(w, f"PRAGMA max_page_count = {pages}")
        aid.issue(w, [Grant(stay, "paket_mandi") for stay in stays], Terms("apbd"))

    with pytest.raises(UserError, match="penuh") as refused:
        write(office, last_page)
    assert refused.value.code == "vault.full"
    assert read(office, lambda r: stock.on_hand(r, KITS)) == 100
    assert read(office, stock_book.differences) == []
    with office.write("test") as w:
        run(w, "PRAGMA max_page_count = 1000000000")
        assert aid.issue(w, [Grant(stay, "paket_mandi") for stay in stays], Terms("apbd")).pieces == 20


def test_a_killed_handover_is_whole_or_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, amount: Callable[[int, int], int]
) -> None:
    lower_cost(monkeypatch)
    with create_sample(tmp_path / "post", clock=FixedClock(EVENING)).office as office:
        opened(office)
        landed(office, ship(office), 20)
        write(office, lambda w: stock.receive(w, KITS, 100, Source("BAST 12/2026", "apbd")))
    chance = random.Random(4)
    for number in range(amount(5, 120)):
        home = tmp_path / f"copy-{number}"
        shutil.copytree(tmp_path / "post", home, ignore=shutil.ignore_patterns("*.lock"))
        killed(home, chance.random() * LONGEST)
        with unlock(Home(home), "siti", KEPALA, FixedClock(EVENING)) as office:
            made = read(office, turnover.turnovers)
            there = read(office, lambda r: stock.on_hand(r, KITS))
            assert (len(made), there) in {(0, 100), (1, 98)}
            assert read(office, stock_book.differences) == []
            again = write(office, lambda w: turnover.issue(w, TurnoverDraft("malam", "pagi", "Rahmawati")))
            assert again.number.endswith(f"{len(made) + 1:06d}")
        shutil.rmtree(home)
