"""The actions of a page by keyboard: leaving, death, birth, doubles, withdrawing; and each taken back."""

from PySide6.QtWidgets import QPushButton

from app.widgets.dialogs import Sheet
from tests.registration.screens.conftest import Desk
from tests.registration.screens.test_people import (
    CONTROL,
    DOWN,
    ENTER,
    choose,
    focused,
    present,
    press,
    sheet,
    title,
    write,
)


def test_somebody_leaves_with_a_reason_and_it_is_taken_back(desk: Desk) -> None:
    desk.screen.show_target(desk.stays["mother"])
    desk.calm()
    choose(desk, "leave")
    asked = sheet(desk)
    assert not asked.yes.isEnabled()
    press(desk, DOWN)
    asked.form.field("reason").setFocus()
    write(desk, "dijemput kakaknya")
    press(desk, ENTER, modifier=CONTROL)
    desk.calm()
    assert present(desk) == 4
    choose(desk, "unmove")
    asked = sheet(desk)
    write(desk, "keliru orang")
    asked.yes.click()
    desk.calm()
    assert present(desk) == 5
    page = desk.screen.view.page
    assert page is not None
    assert [entry.text for entry in page.timeline][-1] == "Tiba"


def test_a_death_is_recorded_leads_to_the_heirs_and_is_taken_back(desk: Desk) -> None:
    desk.screen.show_target(desk.stays["mother"])
    desk.calm()
    choose(desk, "death")
    asked = sheet(desk)
    assert asked.values() == {"place": "Debarkasi Nunukan"}  # after midnight the working day would be wrong
    assert not asked.yes.isEnabled()
    asked.form.load({"day": "2026-01-23", "time": "4.20", "place": "RSUD Nunukan"})
    asked.yes.click()
    desk.calm()
    assert present(desk) == 4
    page = desk.screen.view.page
    assert page is not None
    told = next(entry for entry in page.timeline if entry.text == "Meninggal")
    assert told.detail == "23-01-2026 pukul 04.20 · RSUD Nunukan"
    asked_for: list[tuple[str, str]] = []
    desk.screen.go.connect(lambda screen, target: asked_for.append((screen, target)))
    choose(desk, "heirs")
    assert asked_for == [("handover", "ahli_waris")]
    choose(desk, "unmove")
    asked = sheet(desk)
    write(desk, "keliru orang")
    asked.yes.click()
    desk.calm()
    assert present(desk) == 5


def test_a_lone_child_is_not_let_go_alone(desk: Desk) -> None:
    desk.screen.show_target(desk.stays["alone"])
    desk.calm()
    choose(desk, "leave")
    sheet(desk).form.load({"account": "pulang_mandiri", "reason": "mau pulang"})
    sheet(desk).yes.click()
    desk.calm()
    assert sheet(desk).refusal.words
    assert sheet(desk).values() == {"account": "pulang_mandiri", "reason": "mau pulang"}
    assert present(desk) == 5


def test_a_newborn_opens_its_own_page(desk: Desk) -> None:
    desk.screen.show_target(desk.stays["mother"])
    desk.calm()
    choose(desk, "born")
    sheet(desk).form.load({"sex": "P"})
    sheet(desk).yes.click()
    desk.calm()
    assert title(desk) == "Bayi Ny. Siti Halimah"
    assert present(desk) == 6


def test_somebody_of_an_earlier_year_is_proposed_and_settled(desk: Desk) -> None:
    desk.screen.show_target(desk.stays["father"])
    desk.calm()
    page = desk.screen.view.page
    assert page is not None
    assert len(page.likely) == 1
    same = next(
        each
        for each in desk.screen.view.review.findChildren(QPushButton)
        if each.accessibleName() == "Orang yang sama: Baso Rahman"
    )
    same.click()
    desk.calm()
    page = desk.screen.view.page
    assert page is not None
    assert (len(page.likely), len(page.joined)) == (0, 1)


def test_withdrawing_needs_a_typed_word_and_a_reason(desk: Desk) -> None:
    desk.screen.show_target(desk.stays["mother"])
    desk.calm()
    choose(desk, "withdraw")
    desk.qtbot.waitUntil(lambda: isinstance(focused().window(), Sheet))
    write(desk, "batal")
    press(desk, ENTER)
    asked = sheet(desk)
    write(desk, "tidak jadi turun")
    asked.yes.click()
    desk.calm()
    assert present(desk) == 4
