"""Beda data on the screen: every value with who wrote it; settled by keyboard; both desks end equal."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.sync.desks import Site, send
from tests.sync.screens.desk import Bench, open_screen
from tests.sync.screens.people import change, content, person, received
from tests.sync.screens.test_carrying import texts
from tests.sync.test_clones import copy_of


@pytest.fixture
def differing(site: Site, qtbot: QtBot) -> Bench:
    """The first desk after the second wrote otherwise about one man."""
    second = site.second()
    received(site.first, "Siti Rahma", "Udin")
    send(site.first, second, site.stick)
    change(site.first, "Udin", father_name="Abdul Karim", birth_date=date(1990, 5, 12))
    change(second, "Udin", father_name="Abd. Karim", birth_date=date(1990, 12, 5))
    send(second, site.first, site.stick)
    bench = open_screen(site.first, qtbot)
    bench.screen.show_target("differences")
    return bench


def choose(bench: Bench, field: str) -> None:
    panel = bench.screen.differing
    panel.table.go_to([one.field for one in panel.table.rows].index(field))


def radios(bench: Bench) -> list[str]:
    return [choice.text() for choice in bench.screen.differing.detail.choices.buttons()]


def test_every_value_is_shown_with_who_desk_and_when(differing: Bench, site: Site) -> None:
    assert differing.screen.tabs.tabText(1) == "Beda data  2"
    choose(differing, "father_name")
    assert set(radios(differing)) == {"Abdul Karim", "Abd. Karim", "Nilai lain:"}
    shown = texts(differing.screen.differing.detail)
    assert "Nama ayah · Udin" in shown
    assert "Siti Aminah · loket A (Loket A) · 23-01-2026 21.10" in shown
    assert f"Budi · loket {site.others[0].device.letter} (Loket darurat) · 23-01-2026 21.10" in shown
    assert shown.count("tampil sekarang") == 1
    choose(differing, "birth_date")
    assert set(radios(differing)) == {"12-05-1990", "05-12-1990", "Nilai lain:"}


def test_settled_by_keys_alone_and_both_desks_end_equal(differing: Bench, site: Site, qtbot: QtBot) -> None:
    second = site.others[0]
    panel = differing.screen.differing
    choose(differing, "father_name")
    panel.table.setFocus()
    qtbot.keyClick(panel.table, Qt.Key.Key_Return)
    buttons = panel.detail.choices.buttons()
    qtbot.waitUntil(lambda: all(button.isVisible() for button in buttons))
    assert buttons[0].isChecked()
    qtbot.keyClick(buttons[0], Qt.Key.Key_Down)
    wanted = buttons[1].text()
    assert buttons[1].isChecked()
    differing.do(lambda: qtbot.keyClick(buttons[1], Qt.Key.Key_Return))
    assert person(site.first, "Udin").father_name == wanted
    assert differing.last.text == f"Nama ayah Udin: {wanted}."
    assert [one.field for one in panel.table.rows] == ["birth_date"]
    send(site.first, second, site.stick)
    send(second, site.first, site.stick)
    assert person(second, "Udin").father_name == wanted
    assert content(site.first) == content(second)


def test_another_value_can_be_typed(differing: Bench, site: Site, qtbot: QtBot) -> None:
    choose(differing, "birth_date")
    detail = differing.screen.differing.detail
    qtbot.keyClicks(detail.other.line, "0205199")
    assert not detail.settle_button.isEnabled()
    qtbot.keyClicks(detail.other.line, "1")
    differing.do(lambda: qtbot.keyClick(detail.other.line, Qt.Key.Key_Return))
    assert person(site.first, "Udin").birth_date == date(1991, 5, 2)


def test_nothing_chosen_settles_nothing(differing: Bench, site: Site) -> None:
    before = content(site.first)
    choose(differing, "father_name")
    assert not differing.screen.differing.detail.settle_button.isEnabled()
    differing.do(differing.screen.handlers()["sync.settle"])
    assert content(site.first) == before


def test_codes_are_chosen_never_typed(site: Site, qtbot: QtBot) -> None:
    second = site.second()
    received(site.first, "Udin")
    send(site.first, second, site.stick)
    change(site.first, "Udin", category="non_pmi_other")
    change(second, "Udin", category="family")
    send(second, site.first, site.stick)
    bench = open_screen(site.first, qtbot)
    assert "Nilai lain:" not in radios(bench)
    assert len(radios(bench)) == 2


def test_a_void_that_met_a_change_is_put_in_words(site: Site, qtbot: QtBot) -> None:
    second = site.second()
    received(site.first, "Udin")
    send(site.first, second, site.stick)
    with second.write("registration.void") as w:
        w.void(w.need(type(person(second, "Udin")), person(second, "Udin").id), "tercatat dua kali")
    change(site.first, "Udin", note="menunggu adiknya")
    send(second, site.first, site.stick)
    bench = open_screen(site.first, qtbot)
    assert set(radios(bench)) == {"dibatalkan: tercatat dua kali", "tetap berlaku"}
    detail = bench.screen.differing.detail
    next(choice for choice in detail.choices.buttons() if choice.text() == "tetap berlaku").setChecked(True)
    bench.do(detail.settle_button.click)
    assert person(site.first, "Udin").void_reason is None
    assert bench.screen.differing.table.rows == ()


def test_what_was_chosen_and_typed_survives_lock_and_refresh(differing: Bench, site: Site, qtbot: QtBot) -> None:
    choose(differing, "father_name")
    differing.screen.differing.detail.other.line.setText("Abdul Karim bin Ali")
    differing.do(lambda: differing.screen.refresh(frozenset()))
    assert differing.screen.differing.detail.other.value() == "Abdul Karim bin Ali"
    draft = differing.screen.draft()
    other = open_screen(site.first, qtbot)
    other.screen.restore(draft)
    choose(other, "father_name")
    detail = other.screen.differing.detail
    assert detail.other.value() == "Abdul Karim bin Ali"
    assert detail.answer() == ("Abdul Karim bin Ali",)


def test_cloned_laptop_is_said_in_plain_words(site: Site, qtbot: QtBot) -> None:
    second = site.second()
    copy = copy_of(site)
    received(site.first, "Di laptop asli")
    received(copy, "Di laptop salinan")
    send(site.first, second, site.stick)
    send(copy, second, site.folder)
    there = open_screen(second, qtbot)
    there.screen.show_target("differences")
    assert "Laptop loket A (Loket A) pernah digandakan" in texts(there.screen.differing.branches)
