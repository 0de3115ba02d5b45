"""Every kind of BAST, read from its page at 150 dpi: original, altered list and which line, unknown signer, voided."""

from pathlib import Path

import pytest

from app.access.office import Office
from app.handover import freezing, listing, service
from app.handover.terms import KINDS, Party
from app.handover.verify import ALTERED, CALLED_OFF, GENUINE, UNKNOWN, Against, verify_file
from app.kernel.paths import Home
from app.printing.preview import pages_as_png
from app.registration.heads import NewHead, Who
from tests.handover.samples import KIN, PROVINCE, issued
from tests.helpers.office import landed_one

LONG = "La Ode Muhammad Syarifuddin bin Haji Abdul Karim Abdullah Sani Daeng Mattola"
RECEIVERS = {
    "desa": Party("Sudirman", position="Kepala Desa", institution="Pemerintah Desa Pompanua"),
    "keluarga": KIN,
    "ahli_waris": KIN,
    "imigrasi": Party(institution="Kantor Imigrasi Kelas II TPI Nunukan"),
}


def people(office: Office, kind: str) -> list[str]:
    """Three who may stand on a list for this kind of receiver, with the long names of the field."""
    takes = KINDS[kind].takes
    nationality = "wna" if takes == "foreign" else "wni"
    who = [Who(f"{LONG} {place}", sex="L", age=30 + place, nationality=nationality) for place in range(3)]
    return [landed_one(office, one, NewHead(head_class="LD", body=takes == "body")) for one in who]


@pytest.mark.parametrize("kind", KINDS)
def test_every_variant_is_told_apart(office: Office, tmp_path: Path, kind: str) -> None:
    paper = "F4" if list(KINDS).index(kind) % 2 else "A4"
    made = issued(office, people(office, kind), kind=kind, receiver=RECEIVERS.get(kind, PROVINCE), paper=paper)
    page = tmp_path / "bast.png"
    with office.read() as r:
        page.write_bytes(pages_as_png(freezing.render_pdf(r, made.id), 150)[0])
        names = listing.names_of(r, made.id)
        assert verify_file(page, office.home, Against(names, r)).answer == GENUINE
        altered = verify_file(page, office.home, Against([names[0], names[1].replace("bin", "binti"), names[2]], r))
    assert (altered.answer, altered.differing) == (ALTERED, (2,))
    alone = verify_file(page, office.home)
    assert alone.facts is not None
    assert (alone.answer, alone.facts.number, alone.facts.counts.total) == (GENUINE, made.number, 3)
    assert verify_file(page, Home(tmp_path / "kosong")).answer == UNKNOWN
    with office.write("handover.void") as w:
        service.void(w, made.id, "salah penerima")
    with office.read() as r:
        voided = verify_file(page, office.home, Against(known=r))
    assert voided.answer == CALLED_OFF
    assert voided.reason == "Surat ini pernah sah, tetapi sudah dibatalkan: salah penerima."
