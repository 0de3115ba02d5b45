"""What Beranda shows of a real post: the capacity, what to do next, and where those who are here go home to."""

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.access.office import Office
from app.access.sites import update_site
from app.desktop.home import HomeScreen
from app.desktop.home_view import home_view
from app.registration import exits, heads
from app.registration.exits import Death
from app.shelter.floors import RoomDraft, close, set_up
from app.widgets.theme import Theme
from tests.helpers.office import clock, landed, office

__all__ = ["clock", "office"]


def test_the_capacity_of_the_post_is_shown_beside_who_is_here(office: Office) -> None:
    landed(office, None, 3)
    update_site(office, replace(office.site, capacity=400))
    view = home_view(office)
    assert view.present is not None
    assert (view.capacity, view.present.total) == (400, 3)


def test_beds_are_the_capacity_where_rooms_are_set_up(office: Office) -> None:
    landed(office, None, 3)
    update_site(office, replace(office.site, capacity=400))
    with office.write("shelter.rooms") as w:
        made = set_up(w, RoomDraft("101-104", use="pria", beds=6))
        close(w, made.rooms[0], "atap bocor")
    view = home_view(office)
    assert view.capacity == 18
    assert [review.count for review in view.reviews if review.screen == "shelter"] == [3]


def test_the_next_steps_follow_from_who_is_here(office: Office) -> None:
    stays = landed(office, None, 12)
    with office.write("registration.bind") as w:
        heads.set_nationality(w, stays[0], "wna", "Filipina")
    with office.write("registration.death") as w:
        exits.die(w, stays[1], Death(date(2026, 1, 23), "", "RSUD"))
    steps = home_view(office).steps
    assert [(step.text, step.screen, step.target) for step in steps[:2]] == [
        ("Serahkan 1 orang bukan WNI ke Imigrasi", "handover", "imigrasi"),
        ("Serahkan 1 jenazah kepada ahli waris", "handover", "ahli_waris"),
    ]
    assert steps[-1].text.startswith("Susun serah terima untuk ")
    assert steps[-1].target == "provinsi"


def test_the_provinces_are_all_who_are_here_but_foreigners(office: Office) -> None:
    stays = landed(office, None, 12)
    with office.write("registration.bind") as w:
        heads.set_nationality(w, stays[0], "wna", "Filipina")
    bars = home_view(office).destinations
    assert sum(bar.value for bar in bars) == 11
    assert [bar.value for bar in bars] == sorted((bar.value for bar in bars), reverse=True)


def test_a_step_leads_to_its_screen(office: Office, qapp: object, qtbot: QtBot) -> None:
    landed(office, None, 4)
    theme = Theme(qapp, "light")  # type: ignore[arg-type]
    screen = HomeScreen(lambda deliver: deliver(home_view(office)))
    qtbot.addWidget(screen)
    screen.refresh(frozenset())
    start = next(each for each in screen.findChildren(QPushButton) if each.accessibleName().startswith("Susun serah"))
    with qtbot.waitSignal(screen.go) as went:
        start.click()
    assert went.args == ["handover", "provinsi"]
    theme.end()
