"""Coming in by a one-time code and by recovery sheets, through their windows."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.access.backup import back_up
from app.access.screens.entrance import Entrance, Place
from app.access.screens.entrances import CodeEntrance, SheetsEntrance
from app.access.screens.restoring import RestoreEntrance
from app.desktop.joining import FileJoining
from app.desktop.session import Session
from app.widgets.theme import Theme
from tests.helpers.offices import CLERK, KEPALA, NURSE, SampleSite, lower_cost, sample_site

Open = Callable[[type[Entrance]], Entrance]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SampleSite:
    lower_cost(monkeypatch)
    return sample_site(tmp_path / "home")


@pytest.fixture
def session(site: SampleSite) -> Iterator[Session]:
    made = Session(site.home, site.clock)
    yield made
    made.close()


@pytest.fixture
def come_in(qapp: QApplication, qtbot: QtBot, site: SampleSite, session: Session) -> Iterator[Open]:
    theme = Theme(qapp, "light")
    opened: list[Entrance] = []

    def begin(kind: type[Entrance]) -> Entrance:
        place = Place(site.home, site.clock, session.adopt, lambda: session.office, lambda _office: None, FileJoining())
        window = kind(place, theme)
        qtbot.addWidget(window)
        window.show()
        opened.append(window)
        return window

    yield begin
    for window in opened:
        window.ops.close()
    theme.end()


def test_the_first_nurse_makes_her_own_account(come_in: Open, site: SampleSite, session: Session, qtbot: QtBot) -> None:
    window = come_in(CodeEntrance)
    assert isinstance(window, CodeEntrance)
    form = window._code_page.form
    form.field("code").set_value("AAAA-BBBB")
    window.go_on()
    assert "salah ketik" in form.field("code").line.accessibleDescription()  # type: ignore[attr-defined]
    form.field("code").set_value(site.codes["kesehatan"].lower().replace("-", " "))
    form.field("person").set_value("Ns. Rahma Sari")
    for name in ("passphrase", "again"):
        form.field(name).set_value(NURSE)
    with qtbot.waitSignal(window.entered, timeout=20_000):
        window.go_on()
    assert session.office.login == "rahma"
    assert session.office.holds("health")
    assert session.office.actor.roles == frozenset({"kesehatan"})


def test_two_sheets_let_the_kepala_in_again(come_in: Open, site: SampleSite, session: Session, qtbot: QtBot) -> None:
    window = come_in(SheetsEntrance)
    assert isinstance(window, SheetsEntrance)
    first, second = window._sheets._fields
    first.editor.setPlainText(site.sheets[1])
    second.editor.setPlainText(site.sheets[2])
    window.go_on()
    assert window.page is window._new
    form = window._new.form
    assert form.field("login").value() == "siti"
    for name in ("passphrase", "again"):
        form.field(name).set_value(CLERK)
    with qtbot.waitSignal(window.entered, timeout=20_000):
        window.go_on()
    assert session.office.actor.name == "Siti Aminah"


def test_foreign_sheets_are_refused_in_words(come_in: Open, site: SampleSite, tmp_path: Path, qtbot: QtBot) -> None:
    others = sample_site(tmp_path / "lain", "BTM").sheets
    window = come_in(SheetsEntrance)
    assert isinstance(window, SheetsEntrance)
    for field, words in zip(window._sheets._fields, others, strict=False):
        field.editor.setPlainText(words)
    window.go_on()
    for name in ("passphrase", "again"):
        window._new.form.field(name).set_value(CLERK)
    window.go_on()
    qtbot.waitUntil(lambda: "bukan milik laptop ini" in window._note.text(), timeout=20_000)


def test_a_backup_comes_back_through_its_window(
    come_in: Open, site: SampleSite, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    with site.kepala() as office:
        archive = back_up(office, tmp_path).path
    window = come_in(RestoreEntrance)
    assert isinstance(window, RestoreEntrance)
    page = window._backup
    window.go_on()
    assert "Pilih berkas cadangannya dulu." in texts(window)
    bad = tmp_path / "lain.pulang-cadangan"
    bad.write_bytes(b"bukan cadangan")
    page.chosen(bad)
    qtbot.waitUntil(lambda: window.ops.idle)
    assert any("bukan cadangan Pulang" in text for text in texts(window))
    page.chosen(archive)
    qtbot.waitUntil(lambda: window.ops.idle)
    assert any(text.startswith("NNK, loket A, dibuat") for text in texts(window))
    window.go_on()
    assert page.word.line.accessibleDescription() == "Ketik kata itu persis."
    page.word.set_value("pulihkan")
    window.go_on()
    qtbot.waitUntil(lambda: window.page is window._done)
    (kept,) = [folder for folder in site.home.folder.parent.iterdir() if "-lama-" in folder.name]
    assert (kept / "keyring.json").exists()
    assert any(str(kept) in text for text in texts(window))
    with qtbot.waitSignal(window.left):
        window.go_on()
    session.enter("siti", KEPALA)
    assert session.office.device.letter == "A"


def texts(window: Entrance) -> list[str]:
    return [each.text() for each in window.findChildren(QLabel) if each.isVisible()]
