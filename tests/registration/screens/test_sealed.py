"""What is said in confidence leaves the screen sealed; the page says for whom, and never what."""

from dataclasses import replace

from PySide6.QtWidgets import QLabel

from app.registration import interview
from app.widgets.asking import Asked
from tests.registration.people_made import write
from tests.registration.screens.conftest import Desk
from tests.registration.screens.test_people import choose, sheet


def test_what_is_confided_is_told_once_and_shown_as_a_number(desk: Desk) -> None:
    desk.screen.show_target(desk.stays["mother"])
    desk.calm()
    choose(desk, "confide")
    desk.calm()
    asked = sheet(desk)
    asked.form.field("case").set_value(["overstay"])
    asked.yes.click()
    desk.calm()
    page = desk.screen.view.page
    assert page is not None
    assert page.told.for_social_workers == 1
    assert "1 keterangan tertutup untuk peksos" in on_page(desk)


def test_what_is_sealed_for_health_is_said_to_be_for_health(desk: Desk) -> None:
    stay = desk.stays["mother"]
    write(desk.office, lambda w: interview.confide(w, stay, {"note": "demam"}, lambda _v, _c: "x" * 20, "health"))
    desk.screen.show_target(stay)
    desk.calm()
    assert [text for text in on_page(desk) if "tertutup" in text and text[0].isdigit()] == [
        "1 keterangan tertutup untuk petugas kesehatan"
    ]


def on_page(desk: Desk) -> list[str]:
    """Every text on the page."""
    return [each.text() for each in desk.screen.view.findChildren(QLabel)]


def test_nobody_types_what_nobody_could_open(desk: Desk) -> None:
    context = replace(desk.screen.context, sealer=lambda _view: lambda _vault, _content: None)
    desk.screen._interviews._context = context
    desk.screen.show_target(desk.stays["mother"])
    desk.calm()
    choose(desk, "confide")
    desk.calm()
    assert desk.said[-1].text == "Belum ada peksos yang dapat membukanya; keterangan tertutup belum dapat dicatat."
    assert desk.screen.findChildren(Asked) == []


def test_what_could_not_be_sealed_stays_in_the_sheet(desk: Desk) -> None:
    holders = [True]
    seals = lambda _view: lambda _vault, _content: "disegel" if holders else None  # noqa: E731 - a seal as wiring gives it
    desk.screen._interviews._context = replace(desk.screen.context, sealer=seals)
    desk.screen.show_target(desk.stays["mother"])
    desk.calm()
    choose(desk, "confide")
    desk.calm()
    asked = sheet(desk)
    asked.form.field("note").set_value("ditahan tiga bulan di Tawau")
    holders.clear()
    asked.yes.click()
    desk.calm()
    assert sheet(desk) is asked
    assert asked.form.field("note").value() == "ditahan tiga bulan di Tawau"
    assert asked.refusal.words.startswith("Belum ada peksos")
