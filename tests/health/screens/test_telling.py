"""Figures leave the health vault by a sheet before the real window: what is seen is what the report then says."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid
from sqlmodel import col, select

from app.access.days import open_day
from app.health import screening, voiding
from app.health.records import Screening
from app.health.screening import ScreeningDraft
from app.health.screens.screen import HealthScreen
from app.health.screens.telling import FiguresSheet
from app.kernel.clock import FixedClock
from app.kernel.errors import UserError
from app.reconciliation.rules import Override
from app.registration.heads import Who
from app.reports import drafting, periodic, sending, telling
from app.reports.content import Signers, thawed
from app.reports.kinds import QUARTER
from app.reports.periodic import Want
from app.reports.records import SentReport
from app.reports.table import Table
from tests.desktop.at_the_desk import AtTheDesk, sit_down
from tests.health.conftest import Post
from tests.health.screens.conftest import Sickroom
from tests.helpers.office import landed_one
from tests.helpers.offices import NURSE

__all__ = ["sit_down"]
Start = Callable[[Path, FixedClock], AtTheDesk]
WANT, APRIL = Want(QUARTER, "2026-T1"), date(2026, 4, 2)


def screened(post: Post, names: tuple[str, ...], verdict: str, findings: tuple[str, ...] = ()) -> None:
    for name in names:
        screening.screen(post.office, ScreeningDraft(post.stays[name], verdict, findings=findings))


def in_april(post: Post) -> None:
    """The first quarter is over."""
    post.clock.advance(days=(APRIL - post.clock.now().date()).days)
    post.sit("siti")
    with post.office.write("test.day") as w:
        open_day(w, APRIL)


@pytest.fixture
def quarter(post: Post) -> Post:
    """Six travel and one is isolated in January; the nurse sits there in April."""
    screened(post, ("p1", "p2", "p3", "p4", "p5", "p6"), "layak_jalan", ("kulit",))
    screened(post, ("man",), "isolasi", ("hiv",))
    in_april(post)
    post.sit("rahma")
    return post


def health_table(post: Post) -> Table:
    """The table of the report as whoever sits there reads it."""
    with post.office.read() as r:
        return periodic.whole(r, WANT, post.clock.now()).report.table("health")


def cells(table: Table) -> dict[str, object]:
    return {str(line.cells["label"].value): line.cells["2026-T1"].value for line in table.lines}


def sheet_over(find: Callable[[Callable[[], bool]], object]) -> FiguresSheet:
    find(lambda: isinstance(QApplication.activeModalWidget(), FiguresSheet))
    found = QApplication.activeModalWidget()
    assert isinstance(found, FiguresSheet)
    return found


def test_from_the_health_screen_into_the_report_of_the_head_of_the_post(sit_down: Start, quarter: Post) -> None:
    quarter.office.lock()
    desk = sit_down(quarter.home.folder, quarter.clock)
    desk.until(desk.desktop.login.user.isVisible)
    desk.desktop.login.user.set_value("rahma")
    desk.log_in(NURSE)
    desk.window.go("health")
    desk.settled()
    assert isinstance(desk.window.host.current, HealthScreen)
    desk.window.trigger("health.figures")
    sheet = sheet_over(desk.until)
    seen = {line.name: line.now for line in sheet.table.rows}
    assert seen["Hasil: Layak jalan"] == seen["Hasil: Isolasi"] == "ditutup"  # 7 − 6 would tell the other
    assert (seen["Temuan: HIV"], seen["Diperiksa"], seen["Kunjungan berobat"]) == ("<5", "7", "0")
    assert "belum pernah diserahkan" in sheet.state.text()
    desk.until(sheet.yes.hasFocus)
    desk.bot.keyClick(sheet.yes, Qt.Key.Key_Return)
    desk.until(lambda: not isValid(sheet) or not sheet.isVisible())
    desk.settled()
    desk.desktop.close()
    quarter.office = quarter.sit("siti")
    report = health_table(quarter)
    assert {name: str(value) for name, value in cells(report).items()} == seen
    assert "diserahkan 02-04-2026" in report.note
    assert "Rahma Dewi" in report.note


def ask(room: Sickroom) -> FiguresSheet:
    """Open the sheet from the screen."""
    room.screen.handlers()["health.figures"]()
    return sheet_over(room.qtbot.waitUntil)


def taken_back(post: Post, count: int) -> None:
    """So many screenings were written down by mistake."""
    with post.office.read("health") as r:
        rows = r.all(select(Screening).where(col(Screening.void_reason).is_(None)).order_by(col(Screening.id)))
    for row in rows[:count]:
        voiding.take_back(post.office, "screening", row.id, "salah orang")


def sent_by_siti(post: Post) -> str:
    """The report of the quarter, frozen."""
    post.sit("siti")
    with post.office.write("test.use") as w:
        drafting.make_here(w, QUARTER, True)
        made = sending.send(w, WANT, Signers("Siti"), Override("Siti", "masih ada yang terbuka"))
    post.sit("rahma")
    return made.id


def test_handing_over_again_replaces_and_a_frozen_report_stays(room: Sickroom) -> None:
    post = room.post
    siti = post.sit("siti")
    more = [landed_one(siti, Who(name=f"Halim {number}", sex="L", age=30)) for number in range(8)]
    post.sit("rahma")
    post.stays |= {f"m{number}": stay for number, stay in enumerate(more)}
    screened(post, ("p1", "p2", "p3", "p4", "p5", "p6", *(f"m{number}" for number in range(8))), "layak_jalan")
    in_april(post)
    post.sit("rahma")
    ask(room).yes.click()
    room.calm()
    sent = sent_by_siti(post)
    taken_back(post, 1)
    sheet = ask(room)  # one fewer is not told
    assert not sheet.yes.isEnabled()
    assert {line.now for line in sheet.table.rows if line.held} == {"14"}
    sheet.reject()
    taken_back(post, 4)
    post.clock.advance(hours=2)
    sheet = ask(room)
    assert {line.before: line.now for line in sheet.table.rows if line.now != line.before} == {"14": "9"}
    sheet.yes.click()
    room.calm()
    now = health_table(post)
    assert cells(now)["Diperiksa"] == 9
    assert "menggantikan yang diserahkan 02-04-2026" in now.note
    with post.office.read() as r:
        frozen = next(table for table in thawed(r.need(SentReport, sent).content) if table.id == "health")
        changed = sending.changed(r, sent, post.clock.now())
    assert cells(frozen)["Diperiksa"] == 14
    assert "menggantikan" not in frozen.note
    assert ("Diperiksa", 14, 9) in [(one.line, one.was, one.now) for one in changed]


def test_what_changed_since_it_was_seen_does_not_leave(room: Sickroom) -> None:
    post = room.post
    screened(post, ("p1", "p2", "p3", "p4", "p5", "p6"), "layak_jalan")
    in_april(post)
    post.sit("rahma")
    sheet = ask(room)
    taken_back(post, 1)
    sheet.yes.click()
    room.calm()
    assert "berubah sejak Anda melihatnya" in sheet.refusal.words
    assert sheet.isVisible()
    sheet.reject()
    assert health_table(post).lines == ()


def test_no_quarter_is_over_yet(room: Sickroom) -> None:
    room.screen.handlers()["health.figures"]()
    room.calm()
    assert "Belum ada triwulan yang selesai" in room.said[-1].text


def test_only_who_holds_the_vault_hands_over(post: Post) -> None:
    in_april(post)
    post.sit("siti")
    with pytest.raises(UserError, match="Peran Anda"):
        telling.offer(post.office)
