"""The parts of the settings: what they change is really changed, what is refused is said."""

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from app.access.recovery import recovery_status
from app.access.screens.section import FormSheet
from app.access.screens.settings import PARTS
from app.access.unlock import unlock
from tests.access.screens.conftest import SettingsAtWork
from tests.helpers.offices import CLERK, KEPALA


def sheet() -> FormSheet:
    found = [each for each in QApplication.topLevelWidgets() if isinstance(each, FormSheet) and each.isVisible()]
    assert found
    return found[-1]


def fill(form: Any, **values: object) -> None:
    for name, value in values.items():
        form.field(name).set_value(value)


@pytest.mark.parametrize("part", [part.id for part in PARTS])
def test_every_part_opens_and_names_its_controls(at_work: SettingsAtWork, part: str) -> None:
    section: Any = at_work.open(part)
    assert section.isVisible()
    assert at_work.screen.buttons[part].isChecked()


def test_a_new_user_can_unlock_at_once(at_work: SettingsAtWork) -> None:
    section: Any = at_work.open("users")
    section._ask_new()
    fill(sheet().form, person="Budi Santoso", roles=["satgas"], passphrase=CLERK, again="lain sama sekali")
    assert sheet().form.field("login").value() == "budi"
    sheet().yes.click()
    assert sheet().isVisible()  # typed twice differently: it stays, and says so
    fill(sheet().form, again=CLERK)
    sheet().yes.click()
    at_work.settled()
    at_work.settled()
    assert [user.login for user in section.table.rows] == ["budi", "siti"]
    with unlock(at_work.session.home, "budi", CLERK, at_work.session.clock) as office:
        assert office.actor.roles == frozenset({"satgas"})


def test_the_last_kepala_stays_kepala(at_work: SettingsAtWork) -> None:
    section: Any = at_work.open("users")
    section.table.go_to(0)
    section._ask_roles()
    fill(sheet().form, roles=["satgas"])
    sheet().yes.click()
    at_work.settled()
    assert "satu-satunya kepala" in sheet()._note.text()
    sheet().reject()


def test_the_waiting_codes_need_the_passphrase(at_work: SettingsAtWork) -> None:
    section: Any = at_work.open("users")
    section._ask_codes()
    fill(sheet().form, passphrase="bukan kata sandi")
    sheet().yes.click()
    at_work.settled()
    assert "salah" in sheet()._note.text()
    fill(sheet().form, passphrase=KEPALA)
    sheet().yes.click()
    at_work.settled()
    assert section._codes.count() == 2


def test_signatories_are_added_changed_and_retired(at_work: SettingsAtWork) -> None:
    section: Any = at_work.open("signatories")
    section._add()
    fill(sheet().form, name="Dra. Rahmatia, M.Si.", nip="196903121990032001", position="Sekretaris", capacity="a.n.")
    sheet().yes.click()
    at_work.settled()
    at_work.settled()
    assert [(one.name, one.capacity) for one in section.table.rows] == [("Dra. Rahmatia, M.Si.", "a.n.")]
    section.table.go_to(0)
    section._edit(section.table.current())
    fill(sheet().form, position="Kepala Dinas", capacity="Plt.")
    sheet().yes.click()
    at_work.settled()
    at_work.settled()
    assert (section.table.rows[0].position, section.table.rows[0].capacity) == ("Kepala Dinas", "Plt.")
    section._retire_now(section.table.rows[0].id)
    at_work.settled()
    at_work.settled()
    assert section.table.rows == []


def test_a_changed_passphrase_opens_and_the_old_one_does_not(at_work: SettingsAtWork) -> None:
    section: Any = at_work.open("own")
    fill(section.form, old="bukan kata sandi", passphrase=CLERK, again=CLERK)
    section._save()
    at_work.settled()
    assert "salah" in section.form.field("old").line.accessibleDescription()
    fill(section.form, old=KEPALA)
    section._save()
    at_work.settled()
    assert at_work.said[-1].tone == "good"
    unlock(at_work.session.home, "siti", CLERK, at_work.session.clock).lock()


def test_two_sheets_checked_in_the_settings(at_work: SettingsAtWork) -> None:
    section: Any = at_work.open("recovery")
    assert section.print_button.isVisible()
    section.verify._fields[0].editor.setPlainText(at_work.created.sheets[0].words)
    section.verify._fields[1].editor.setPlainText(at_work.created.sheets[1].qr_text)
    section._check()
    at_work.settled()
    assert recovery_status(at_work.session.office).step == "checked"
    assert section._state.text() == "Lembar sudah diperiksa."
    assert not section._checking.isVisible()
    assert at_work.frame.asked == ["look"]


def test_the_post_and_its_letterhead_are_kept(at_work: SettingsAtWork) -> None:
    section: Any = at_work.open("site")
    assert not section.site.save_button.isEnabled()
    fill(section.site.form, name="Debarkasi Nunukan Baru", day_start="05.30", capacity=400)
    fill(section.paper.form, letterhead="KEMENTERIAN SOSIAL\nSATGAS", phone="0556-21000")
    assert section.site.save_button.isEnabled()
    assert "KEMENTERIAN SOSIAL" in section.head.accessibleDescription()
    section._save()
    at_work.settled()
    site = at_work.session.office.site
    assert (site.name, site.day_start_minutes, site.phone) == ("Debarkasi Nunukan Baru", 330, "0556-21000")
    assert (site.letterhead, site.capacity) == (("KEMENTERIAN SOSIAL", "SATGAS"), 400)
    fill(section.site.form, day_start="99")
    section._save()
    assert section.site.form.field("day_start").line.accessibleDescription() == "Tulis jam seperti 06.00."


def test_admitting_a_desk_is_one_button_away_at_sinkron(at_work: SettingsAtWork) -> None:
    section: Any = at_work.open("desks")
    assert [desk.name for desk in section.table.rows] == ["Loket A"]
    shown = [each.text() for each in section.findChildren(QPushButton) if each.isVisible()]
    assert not any("Terima" in text for text in shown)
    with at_work.bot.waitSignal(at_work.screen.go) as went:
        section._more.click()
    assert went.args == ["sync", "desks"]


def test_preferences_are_handed_to_the_frame(at_work: SettingsAtWork) -> None:
    section: Any = at_work.open("look")
    section.form.field("paper").set_value("F4")
    section.form.changed.emit()
    assert at_work.frame.settings.paper == "F4"
    safety: Any = at_work.open("safety")
    assert "data kesehatan" in safety._vaults.text()
    at_work.screen.section.reach.frame.show_help("keamanan")
    assert at_work.frame.asked == ["keamanan"]


def test_a_draft_is_put_back_when_its_part_is_opened(at_work: SettingsAtWork) -> None:
    section: Any = at_work.open("site")
    fill(section.site.form, city="Nunukan Timur")
    draft = at_work.screen.draft()
    section.site.form.load({})
    at_work.screen.restore(draft)
    assert section.site.form.field("city").value() == "Nunukan Timur"
