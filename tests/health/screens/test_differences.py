"""Beda data of the health vault: shown to holders alone, noted, and nothing of it in the drafts of the frame."""

import json
from datetime import date

from pytestqt.qtbot import QtBot

from app.access.office import Office
from app.health import care, trail
from app.health.care import IsolationDraft
from app.health.trail import note_shown
from app.sync.differences import differences
from tests.health.two_desks import landed_at
from tests.sync.desks import Site, send
from tests.sync.screens.desk import open_screen

TODAY = date(2026, 1, 23)


def differing_nurse(site: Site) -> Office:
    """The first desk after a nurse at each put the same man into another room at once."""
    second = site.second()
    stays = landed_at(site.first)
    send(site.first, second, site.stick)
    one, two = site.nurse(site.first), site.nurse(second)
    send(two, one, site.stick)
    care.isolate(one, IsolationDraft(stays["man"], TODAY, place="kamarcanary satu"))
    care.isolate(two, IsolationDraft(stays["man"], TODAY, place="kamarcanary dua"))
    send(two, one, site.stick)
    return one


def test_values_of_health_stay_out_of_drafts_and_go_with_their_reader(site: Site, qtbot: QtBot) -> None:
    nurse = differing_nurse(site)
    assert {one.vault for one in differences(nurse)} == {"health"}
    bench = open_screen(nurse, qtbot)
    panel = bench.screen.differing
    [place] = [at for at, one in enumerate(panel.table.rows) if one.field == "place"]
    panel.table.go_to(place)
    panel.detail.other.line.setText("kamarcanary tiga")
    assert "kamarcanary" not in json.dumps(bench.screen.draft())
    panel.forget_restricted()
    assert list(panel.table.rows) == []
    assert panel.detail.difference is None


def test_the_trail_names_the_screen(site: Site) -> None:
    nurse = differing_nurse(site)
    note_shown(nurse, [(one.vault, one.table, one.row_id) for one in differences(nurse)])
    [noted] = trail.noted(nurse)
    assert (noted.screen, noted.who) == ("Beda data di Sinkron", ("Baso Rahman",))
    note_shown(nurse, [("general", "person", "x")])
    assert len(trail.noted(nurse)) == 1
