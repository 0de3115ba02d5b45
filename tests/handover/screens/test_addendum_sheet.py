"""The sheet of an addendum: whoever signs as a witness is kept with it and printed, and may be taken from before."""

from collections.abc import Sequence

from app.access.office import Office
from app.handover import addenda, listing, receipt
from app.handover.screens.addendum_sheet import AddendumSheet
from app.handover.screens.screen import HandoverScreen
from app.registration import heads, people
from app.widgets.candidates import Candidate
from tests.handover.samples import issued
from tests.handover.screens.conftest import Settle


def opened(screen: HandoverScreen, office: Office, stays: list[str], settle: Settle) -> tuple[str, AddendumSheet]:
    made = issued(office, stays[:2])
    with office.write("handover.sign") as w:
        receipt.sign(w, made.id)
    with office.read() as r:
        [first, *_rest] = listing.handover(r, made.id).heads
        person = heads.stay_of(r, first.stay_id).person_id or ""
    with office.write("registration.edit") as w:
        people.update_person(w, person, {"name": "Rosmiyati", "father_name": None})
    screen.open_paper(made.id)
    settle()
    screen.paper.amending.ask()
    settle()
    return made.id, screen.paper.findChildren(AddendumSheet)[-1]


def test_witnesses_are_asked_kept_and_printed(
    screen: HandoverScreen, office: Office, stays: list[str], settle: Settle
) -> None:
    paper, sheet = opened(screen, office, stays, settle)
    first, second = sheet.witnesses
    typed: list[Sequence[Candidate]] = []
    second._propose("dinas", typed.append)
    second._take(typed[0][0])
    known = second.party()
    first.form.load({"name": "Hj. Rahmawati", "position": "Kepala Seksi", "institution": None, "nip": None})
    sheet.reason.set_value("ejaan nama dibetulkan")
    sheet.yes.click()
    settle()
    with office.read() as r:
        [line] = addenda.addenda(r, paper)
        witnesses = addenda.sheet(r, line.id).values["witnesses"]
    assert isinstance(witnesses, list)
    assert [(one["name"], one["position"]) for one in witnesses] == [
        ("Hj. Rahmawati", "Kepala Seksi"),
        (known.name, known.position),
    ]


def test_without_witnesses_the_addendum_has_none(
    screen: HandoverScreen, office: Office, stays: list[str], settle: Settle
) -> None:
    paper, sheet = opened(screen, office, stays, settle)
    sheet.reason.set_value("ejaan nama dibetulkan")
    sheet.yes.click()
    settle()
    with office.read() as r:
        [line] = addenda.addenda(r, paper)
        assert addenda.sheet(r, line.id).values["witnesses"] == []
