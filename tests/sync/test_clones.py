"""A laptop copied or brought back from a copy: both sides count, both are flagged, each goes on by itself."""

import shutil

from app.access.backup import back_up, restore
from app.access.office import Office
from app.access.unlock import unlock
from app.kernel.paths import Home
from app.sync.differences import cloned
from app.sync.outstanding import outstanding
from tests.helpers.offices import CLERK, KEPALA
from tests.sync.desks import Site, send
from tests.sync.test_exchange import arrive, content, people
from tests.sync.test_sealed import health_of, write_health


def copy_of(site: Site) -> Office:
    """The whole folder of the first desk, copied and opened elsewhere."""
    shutil.copytree(site.first.home.folder, site.folder / "home-copy", ignore=shutil.ignore_patterns("*.lock"))
    copy = unlock(Home(site.folder / "home-copy"), "siti", KEPALA, site.clock)
    site.others.append(copy)
    return copy


def test_both_sides_of_a_cloned_laptop_count_and_are_flagged(site: Site) -> None:
    second = site.second()
    copy = copy_of(site)
    arrive(site.first, "Di laptop asli")
    arrive(copy, "Di laptop salinan")
    send(site.first, second, site.stick)
    send(copy, second, site.folder)
    assert people(second) == ["Di laptop asli", "Di laptop salinan"]
    assert {branch.desk for branch in cloned(second)} == {"A (Loket A)"}
    before = copy.vault("general").author
    assert before is not None
    send(second, copy, site.stick)
    after = copy.vault("general").author
    assert after is not None
    assert after.epoch != before.epoch
    arrive(copy, "Sesudah tahu")
    send(second, site.first, site.stick)
    send(copy, second, site.folder)
    send(second, site.first, site.stick)
    assert content(copy) == content(second) == content(site.first)
    assert people(second) == ["Di laptop asli", "Di laptop salinan", "Sesudah tahu"]


def test_restored_laptop_gets_back_what_it_had_sent(site: Site) -> None:
    second = site.second()
    copied = back_up(site.first, site.stick)
    arrive(site.first, "Sesudah disalin")
    send(site.first, second, site.stick)
    site.first.lock()
    home = Home(site.folder / "home-restored")
    restore(copied.path, home)
    restored = unlock(home, "siti", KEPALA, site.clock)
    site.others.append(restored)
    send(restored, second, site.folder)  # it speaks in a new epoch and says how little it has
    send(second, restored, site.stick)
    assert people(restored) == ["Sesudah disalin"]
    arrive(restored, "Lanjut di sini")
    send(restored, second, site.folder)
    send(second, restored, site.stick)
    assert content(restored) == content(second)
    assert outstanding(restored).peers[0].entries == 0
    assert cloned(second) == []


def test_a_clone_that_shows_only_in_the_health_vault_begins_anew_there_too(site: Site) -> None:
    second = site.second()
    nurse = site.nurse(site.first)
    shutil.copytree(nurse.home.folder, site.folder / "home-copy", ignore=shutil.ignore_patterns("*.lock"))
    copy = unlock(Home(site.folder / "home-copy"), "rahma", CLERK, site.clock)
    site.others.append(copy)
    write_health(nurse, "health.screen")
    site.clock.advance(minutes=1)
    write_health(copy, "health.visit")
    before = nurse.vault("health").author
    send(copy, second, site.stick)
    send(nurse, second, site.folder)
    send(second, nurse, site.stick)
    after = nurse.vault("health").author
    assert before is not None
    assert after is not None
    assert sorted(health_of(nurse)) == ["health.screen", "health.visit"]
    assert after.epoch != before.epoch
