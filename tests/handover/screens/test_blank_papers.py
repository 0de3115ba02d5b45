"""Paper first on screen: a numbered pack is printed ahead, and one of its papers is entered later, dari kertas."""

import pytest

from app.access.office import Office
from app.handover import blanks, listing, terms
from app.handover.screens.back_entry_page import BackEntryPage
from app.handover.screens.draft_page import DETAILS, PREVIEW
from app.handover.screens.outcomes import OutcomeSheet
from app.handover.screens.screen import HandoverScreen
from app.kernel.errors import UserError
from app.widgets.message import Message
from tests.handover.samples import GIVER, PROVINCE
from tests.handover.screens.conftest import Settle


@pytest.fixture
def page(screen: HandoverScreen, office: Office, stays: list[str], settle: Settle) -> BackEntryPage:
    """Back-entry of three people for the province, the paper's own lines still empty."""
    with office.write("handover.blank_pack") as w:
        blanks.print_blank_pack(w, "bast", 3)
    screen.papers.back_entry_wanted.emit()
    settle()
    entry = screen.back_entry
    entry.people.choose_kind("provinsi")
    settle()
    entry.people.selection.chosen = set(stays[:3])
    entry.details.receiver.show_party(PROVINCE)
    entry.details.giver.show_party(GIVER)
    entry.show_step(DETAILS)
    return entry


def write(page: BackEntryPage, number: str, time: str = "21.30") -> None:
    page._paper.load({"number": number, "day": "2026-01-22", "time": time, "writer": "Rahmat"})


def test_a_pack_is_numbered_drawn_and_listed(screen: HandoverScreen, settle: Settle) -> None:
    screen.papers.packs_wanted.emit()
    screen.packs.form.field("count").set_value(2)
    screen.packs.take()
    settle()
    assert screen.packs.preview.pages >= 2
    assert [pack[1:] for pack in screen.packs.table.rows] == [("NNK-A-26-000001", "NNK-A-26-000002", 0)]
    assert not screen.packs.preview.print_button.isHidden()


def test_a_paper_is_entered_with_the_answers_on_it(
    page: BackEntryPage, screen: HandoverScreen, office: Office, settle: Settle
) -> None:
    write(page, "nnk-a-26-000002")
    page.go_on()
    settle()
    assert page._steps.value() == PREVIEW
    page.go_on()
    answers = page.findChildren(OutcomeSheet)[-1]
    answers.answer(answers.table.rows[1], "tidak_hadir")
    answers.yes.click()
    settle()
    assert screen.page is screen.paper
    with office.read() as r:
        view = listing.handover(r, screen.paper.paper_id)
    assert (view.line.number, view.line.from_paper, view.line.state) == (
        "NNK-A-26-000002",
        True,
        terms.RECEIVED_IN_PART,
    )
    assert view.declared_at is not None
    assert (view.written_by, f"{view.declared_at:%Y-%m-%d %H.%M}") == ("Rahmat", "2026-01-22 13.30")


def test_what_stands_on_the_paper_must_be_there(page: BackEntryPage, screen: HandoverScreen) -> None:
    said: list[Message] = []
    screen.said.connect(said.append)
    page.go_on()
    write(page, "NNK-A-26-000001", "25.70")
    page.go_on()
    assert [message.text for message in said] == ["Lengkapi yang tertulis di kertas.", "Tulis pukul seperti 21.30."]
    assert page._steps.value() == DETAILS


def test_a_number_of_no_pack_is_refused_and_nothing_is_lost(
    page: BackEntryPage, refusals: list[UserError], settle: Settle
) -> None:
    write(page, "NNK-A-26-000400")
    page.go_on()
    page.go_on()
    asked = page.findChildren(OutcomeSheet)[-1]
    asked.answer(asked.table.rows[1], terms.TURNED_AWAY)
    asked.why_refused.set_value("keluarganya tidak datang")
    asked.remarks.set_value("satu belum ada keluarganya")
    told = asked.signing
    asked.yes.click()
    settle()
    assert asked.isVisible()
    assert "NNK-A-26-000400" in asked.refusal.words
    assert (asked.signing, refusals) == (told, [])
    asked.reject()
    assert page._paper.collect()["number"] == "NNK-A-26-000400"
    page.finish()
    again = page.findChildren(OutcomeSheet)[-1]
    assert (again.signing, len(told.outcomes)) == (told, 1)
    again.reject()


def test_an_entry_half_typed_survives_the_lock(page: BackEntryPage, screen: HandoverScreen, settle: Settle) -> None:
    write(page, "NNK-A-26-000001")
    kept = screen.draft()
    page.begin()
    settle()
    screen.restore(kept)
    settle()
    assert screen.page is page
    assert page._paper.collect()["writer"] == "Rahmat"
    assert len(page.people.selection.chosen) == 3
