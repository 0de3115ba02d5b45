"""Who may not be Indonesian: found by status or papers, listed, printed, left out of lists of citizens."""

from typing import Any

from app.access.office import Office
from app.handover import candidates
from app.registration import crosscheck, listing, people
from app.registration.heads import Paper
from tests.registration.people_made import read, register, write


def status(office: Office, person: str, *said: object) -> None:
    write(office, lambda w: people.set_nationality(w, person, *said))  # type: ignore[arg-type]


def suspects(office: Office) -> dict[str, tuple[str, ...]]:
    return {one.head.name: one.signs for one in read(office, crosscheck.suspects)}


def test_status_and_papers_bring_somebody_onto_the_list(office: Office) -> None:
    register(office, "Baso", papers=(Paper("splp", "XD481000"),))
    jose = register(office, "Jose", papers=(Paper("identitas_wna", "PH22"),))
    udin, siti, nur = register(office, "Udin"), register(office, "Siti", sex="P"), register(office, "Nur", sex="P")
    status(office, udin.person_id, "diragukan", None, ("wawancara",))
    status(office, siti.person_id, "wni", None, ("tidak_ada",))
    status(office, nur.person_id, "tanpa_kewarganegaraan", None, ())
    found = suspects(office)
    assert set(found) == {"Jose", "Udin", "Siti", "Nur"}
    assert "Identitas WNA" in found["Jose"][0]
    status(office, jose.person_id, "wna", "Filipina", ())
    rows = read(office, lambda r: listing.listing(r, "foreign")).rows
    assert [(row.doubt, row.why) for row in rows if row.head.name == "Jose"] == [("WNA Filipina", "Identitas WNA PH22")]


def test_the_list_prints_papers_and_grounds_with_room_for_the_result(office: Office) -> None:
    jose = register(office, "Jose", papers=(Paper("identitas_wna", "PH22"),))
    status(office, jose.person_id, "wna", "Filipina", ("tidak_ada",))
    sheet = write(office, crosscheck.foreigner_list)
    lines: Any = sheet.values["people"]
    line = lines[0]
    assert (line["status"], line["papers"], line["evidence"], line["result"]) == (
        "WNA – Filipina", "Identitas WNA PH22", "Tidak ada", "",
    )  # fmt: skip
    assert sheet.pdf()[:5] == b"%PDF-"


def test_a_foreigner_goes_to_immigration_and_not_home(office: Office) -> None:
    jose = register(office, "Jose")
    status(office, jose.person_id, "wna", "Filipina", ())

    def allowed(kind: str) -> list[bool]:
        groups = read(office, lambda r: candidates.candidates(r, None, kind))
        return [one.allowed for group in groups for one in group.people]

    assert allowed("provinsi") == [False]
    assert allowed("imigrasi") == [True]
