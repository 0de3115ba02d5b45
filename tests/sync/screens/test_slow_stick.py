"""A slow flashdisk keeps nobody waiting: people are confirmed and searched for while a bundle is being written."""

import threading
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.bundle import container
from app.bundle.files import Written, write_safely
from app.registration.heads import NewHead, Who, arrive
from tests.sync.desks import Site
from tests.sync.screens.desk import open_screen
from tests.sync.screens.people import names, received


class SlowStick:
    """Takes the file only when it is told to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun, self.free = threading.Event(), threading.Event()
        monkeypatch.setattr(container, "write_safely", self.write)

    def write(self, *given: Any) -> Written:
        self.begun.set()
        assert self.free.wait(30)
        return write_safely(*given)


def test_somebody_is_confirmed_and_found_while_a_slow_stick_takes_the_bundle(
    site: Site, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.second()
    received(site.first, "Siti Rahma")
    bench = open_screen(site.first, qtbot)
    bench.do(lambda: bench.screen.stick.use(site.stick))
    lying = list(site.stick.glob("*.pulang"))
    stick = SlowStick(monkeypatch)
    bench.screen.handlers()["sync.write"]()
    qtbot.waitUntil(stick.begun.is_set)
    kept: list[str] = []
    found: list[int] = []
    confirm = bench.ops.write("registration.arrive", lambda w: arrive(w, NewHead(head_class="LD"), Who("Udin")).id)
    confirm.then(kept.append)
    bench.ops.read(lambda r: len(r.site_id)).then(found.append)
    qtbot.waitUntil(lambda: bool(kept and found))
    assert list(site.stick.glob("*.pulang")) == lying
    assert "Udin" in names(site.first)
    stick.free.set()
    bench.settled()
    assert bench.screen.stick.outcome.title.text() == "Berhasil – boleh dicabut"


def test_the_next_person_comes_in_while_the_bundle_of_the_one_before_is_being_written(
    site: Site, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    site.second()
    before = site.first
    bench = open_screen(before, qtbot)
    bench.do(lambda: bench.screen.stick.use(site.stick))
    stick = SlowStick(monkeypatch)
    bench.screen.handlers()["sync.write"]()
    qtbot.waitUntil(stick.begun.is_set)
    now = site.again(before, "siti")
    assert before.vaults == {}
    received(now, "Udin")
    stick.free.set()
    bench.settled()
    assert bench.screen.stick.outcome.title.text() == "Berhasil – boleh dicabut"
    assert names(now) == ["Udin"]
