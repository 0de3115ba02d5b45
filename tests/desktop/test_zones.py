"""The time zone of the post changes: every screen speaks the new one at once, and what is typed stays."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from app.access import sites
from app.access.office import MERGE
from app.kernel.clock import FixedClock
from app.registration.screens.screen import PeopleScreen
from tests.desktop.at_the_desk import AtTheDesk, sit_down
from tests.helpers.office import clock
from tests.helpers.offices import KEPALA, create_sample

__all__ = ["clock", "sit_down"]


def test_a_zone_that_a_bundle_brings_is_spoken_by_every_screen(
    tmp_path: Path, clock: FixedClock, sit_down: Callable[[Path, FixedClock], AtTheDesk]
) -> None:
    create_sample(tmp_path / "home", clock=clock).office.lock()
    desk = sit_down(tmp_path / "home", clock)
    desk.log_in(KEPALA)
    desk.window.go("people")
    desk.settled()
    before = desk.window.host.current
    assert isinstance(before, PeopleScreen)
    assert before.view._zone == "WITA"
    before.list.line.setText("supar")
    office = desk.wiring.session.office
    desk.running._ops.write(MERGE, lambda office: sites.update_site(office, replace(office.site, zone="WIB")))
    desk.settled()
    desk.until(lambda: desk.window.host.current is not before)
    desk.settled()
    after = desk.window.host.current
    assert isinstance(after, PeopleScreen)
    assert (after.view._zone, desk.window.desk.zone, office.desk.zone) == ("WIB", "WIB", "WIB")
    assert after.list.line.text() == "supar"
    desk.desktop.close()
