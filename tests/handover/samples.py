"""What the tests of handovers share: parties with the titles of the field, a draft, and a paper with its number."""

from dataclasses import replace
from typing import Any

from app.access.office import Office
from app.handover import drafts, service
from app.handover.requirements import EVIDENCE, INSTITUTION
from app.handover.service import Issued
from app.handover.terms import DraftBast, Party

GIVER = Party(
    "Drs. Amiruddin Rahman, M.Si.",
    nip="197003121995031004",
    rank="Pembina Utama Muda (IV/c)",
    position="Kepala Dinas Sosial Kabupaten Nunukan",
    institution="Satuan Tugas Pemulangan, Kabupaten Nunukan",
    address="Jalan Ujang Dewa Sedadap, Nunukan Selatan",
)
PROVINCE = Party(
    "Andi Tenri Ampa, S.Sos., M.M.",
    nip="198105202006042011",
    position="Kepala Bidang Rehabilitasi Sosial",
    acting="a.n.",
    superior="Kepala Dinas Sosial Provinsi Sulawesi Selatan",
    institution="Dinas Sosial Provinsi Sulawesi Selatan",
)
KIN = Party("Kamaruddin", nik="7302091505600001", relation="ayah", address="Manjalling", phone="0812-0000-0042")
WITNESS = Party("Iptu Saharuddin", position="Kanit Binmas", institution="Polsek Kawasan Pelabuhan Tunon Taka")
MAYOR = Party("Hj. Rahmatia, S.Sos.", position="Asisten Pemerintahan", acting="a.n.", superior="Bupati Nunukan")


def draft(stays: list[str], **changes: Any) -> DraftBast:
    """A BAST to the province for these people."""
    plain = DraftBast("provinsi", PROVINCE, GIVER, tuple(stays), "Rusunawa Nunukan", witnesses=(WITNESS,), sets=3)
    plain = replace(plain, known_by=MAYOR, reasons={INSTITUTION: "keluarga tidak ditemukan", EVIDENCE: "logat bicara"})
    return replace(plain, **changes)


def drafted(office: Office, stays: list[str], **changes: Any) -> str:
    """The id of such a draft, kept."""
    with office.write("handover.draft") as w:
        return drafts.draft(w, draft(stays, **changes))


def issued(office: Office, stays: list[str], **changes: Any) -> Issued:
    """Such a paper with its number."""
    handover_id = drafted(office, stays, **changes)
    with office.write("handover.issue") as w:
        return service.issue(w, handover_id)
