"""A nurse's day with an entry of every kind, each of its texts a word that stands nowhere else, and how to find them.

The words are made from table and column, so that a new column of words is looked for without being named here.
"""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from app.access.holders import sealer
from app.access.office import Office
from app.health import (
    care,
    certificates,
    drafts,
    lives,
    outbreak,
    page,
    records,
    referrals,
    remarks,
    screening,
    voiding,
)
from app.health.care import AdmissionDraft, IsolationDraft, VisitDraft
from app.health.certificates import CertificateDraft
from app.health.lives import BirthDraft, PaperState
from app.health.referrals import ReferralDraft, ReplyDraft
from app.health.screening import ScreeningDraft
from app.registration import heads, interview
from app.registration.heads import NewHead, Who
from app.shelter.duty import incidents
from app.shelter.duty.incidents import IncidentDraft
from app.store.base import Record
from app.store.journal import all_entries
from app.store.vault import Vault
from tests.helpers.office import landed_one
from tests.manifest.lists import LIST

CODES = ("tbc_terkonfirmasi", "cacar_mpox", "rujuk_rs", "layak_dengan_pendamping", "dirujuk_lanjut")
"""Codes that stand nowhere but in the health vault."""
NO_WORDS = frozenset((
    "id", "site_id", "heads", "stay_id", "referral_id", "baby_stay_id", "line_id", "officer", "name", "desk", "screen",
    "number", "card", "stage", "kind", "to_kind", "verdict", "outcome", "sex", "born_time", "label",
))  # fmt: skip
"""Columns of ids, codes, numbers and names of officers, which the general vault has too or which CODES stand for."""
LISTED = LIST.replace("HIV positif", "HIV positif canarylist")
SEALED = ("canaryincident", "canaryoutsiders", "canarydone", "canaryconfided", "canarylist")
"""What others wrote down for health: it lies in the general vault sealed."""
DRAFTED, VOIDED = "canarydraft", "canaryvoided"


def word(table: str, column: str) -> str:
    """The word planted in a column of words of a health table."""
    return f"canary{table}{column.replace('_', '')}"


def tables() -> list[type[Record]]:
    """The tables of the health vault."""
    found = [each for each in vars(records).values() if isinstance(each, type) and issubclass(each, Record)]
    return [each for each in found if getattr(each, "__vault__", "") == "health"]


def columns() -> list[str]:
    """The words of every column of words there is."""
    return [
        word(table.__name__.lower(), name)
        for table in tables()
        for name, field in table.model_fields.items()
        if field.annotation in (str, str | None) and name not in NO_WORDS and name != "void_reason"
    ]


def planted_words() -> list[str]:
    """Everything that must not be found; the text of a remark is the cell of the list."""
    return [*(each for each in columns() if each != word("remark", "text")), *CODES, *SEALED, DRAFTED, VOIDED]


def more(office: Office) -> dict[str, str]:
    """Somebody who died, and somebody kept apart for a while."""
    dead = landed_one(office, Who(name="La Ode Ndika", sex="L", age=61), NewHead(head_class="LD", card_number="B-0911"))
    apart = landed_one(office, Who(name="Rosmiati", sex="P", age=22), NewHead(head_class="PD", card_number="B-0912"))
    with office.write("registration.exit") as w:
        heads.move(w, dead, "meninggal")
    return {"dead": dead, "apart": apart}


def confide(office: Office, stays: dict[str, str]) -> None:
    """What an officer of the post seals for health: an incident, and something said in confidence."""
    draft = IncidentDraft(
        "kesehatan", office.clock.now(), "lantai 2", "", (stays["man"],), "canaryoutsiders", "canarydone",
        secret="canaryincident", secret_for="health",
    )  # fmt: skip
    with office.write("shelter.incident") as w:
        incidents.record(w, draft, sealer(w))
        interview.confide(w, stays["woman"], {"note": "canaryconfided"}, sealer(w), "health")


def plant(office: Office, stays: dict[str, str]) -> None:
    """One entry of every kind, each text a word of its own, and a look at every screen."""
    _examine(office, stays)
    _send_away(office, stays["man"])
    _certify(office, stays["woman"])
    _keep_apart(office, stays)
    _bury(office, stays["dead"])
    drafts.keep(office, stays["man"], {"complaint": DRAFTED})
    remarks.open_remarks(office)
    screening.queue(office)
    outbreak.outbreak(office, "cacar_mpox")
    for stay in stays.values():
        page.page(office, stay)


def _words(table: str, *names: str) -> dict[str, str]:
    return {name: word(table, name) for name in names}


def _examine(office: Office, stays: dict[str, str]) -> None:
    man, found = stays["man"], ("tbc_terkonfirmasi", "cacar_mpox")
    told = _words("screening", "complaint", "medicines", "allergies", "note")
    screening.screen(office, ScreeningDraft(man, "rujuk_rs", findings=found, vitals={"temperature": 391}, **told))  # type: ignore[arg-type]
    wrong = screening.screen(office, ScreeningDraft(stays["woman"], "layak_dengan_pendamping", pregnant=True, weeks=31))
    voiding.take_back(office, "screening", wrong.id, VOIDED)
    care.visit(office, VisitDraft(man, word("visit", "complaint"), **_words("visit", "treatment", "medicines", "note")))  # type: ignore[arg-type]


def _send_away(office: Office, man: str) -> None:
    today = office.clock.now().date()
    told = _words("referral", "suspicion", "treatment", "medicines", "allergies", "companion", "transport")
    whither = (word("referral", "to_name"), word("referral", "complaint"))
    letter = referrals.refer(office, ReferralDraft(man, "rs", *whither, findings=("cacar_mpox",), **told))  # type: ignore[arg-type]
    certificates.referral_sheet(office, letter).pdf()
    back = _words("reply", "treatment", "isolation", "doctor")
    referrals.answer(office, letter, ReplyDraft(word("reply", "diagnosis"), "rujuk_rs", today, **back))  # type: ignore[arg-type]
    where = _words("inpatient", "hospital", "companion", "ward", "note")
    bed = care.admit(office, AdmissionDraft(man, admitted=today, referral_id=letter, **where))
    care.discharge(office, bed, today, "dirujuk_lanjut")


def _certify(office: Office, woman: str) -> None:
    today = office.clock.now().date()
    fit = CertificateDraft(woman, "layak_dengan_pendamping", word("certificate", "doctor"), today)
    told = _words("certificate", "licence", "conditions")
    made = certificates.certify(office, CertificateDraft(**{**vars(fit), **told}))
    certificates.certificate_sheet(office, made).pdf()
    how = _words("birth", "helper", "place", "mother_state", "baby_state")
    lives.note_birth(office, BirthDraft(woman, today, "04.17", "P", 2710, 470, **how))  # type: ignore[arg-type]


def _keep_apart(office: Office, stays: dict[str, str]) -> None:
    today = office.clock.now().date()
    told = _words("isolation", "place", "note")
    care.isolate(office, IsolationDraft(stays["man"], today, ("tbc_terkonfirmasi",)))
    over = care.isolate(office, IsolationDraft(stays["apart"], today, ("cacar_mpox",), **told))
    care.release(office, over, today, word("isolation", "end_note"))


def _bury(office: Office, dead: str) -> None:
    lives.note_death(office, dead, word("death", "cause"), word("death", "certified_by"), True)
    paper = PaperState("surat_kematian", True, True, "474.3/2026", word("deathpaper", "issuer"))
    lives.paper_there(office, dead, paper)


def dumped(vault: Vault) -> str:
    """Every row, journal entry and secret of an opened vault, as text."""
    with vault.engine.connect() as connection:
        tables = [row[0] for row in connection.exec_driver_sql("select name from sqlite_master where type='table'")]
        said = [str(row) for name in tables for row in connection.exec_driver_sql(f'select * from "{name}"').fetchall()]
        said += [str(entry) for entry in all_entries(connection, vault.name)]
    return "\n".join(said)


def found_in(text: str) -> list[str]:
    """The planted words in a text."""
    return [each for each in planted_words() if each in text]


def found_in_files(folder: Path) -> list[tuple[str, str]]:
    """(file, planted word) wherever one stands in a file, in its bytes or in what a reader of such a file shows."""
    return [
        (path.name, each) for path in folder.rglob("*") if path.is_file() for each in found_in_bytes(path.read_bytes())
    ]


def found_in_bytes(content: bytes) -> list[str]:
    """The planted words in a file: as it lies there in either of two encodings, unpacked, and as its pages read."""
    pieces = list(_read(content))
    return [
        each
        for each in planted_words()
        if any(each.encode(encoding) in piece for piece in pieces for encoding in ("utf-8", "utf-16-le"))
    ]


def _read(content: bytes) -> Iterator[bytes]:
    yield content
    if content.startswith(b"%PDF"):
        yield "".join("\n".join(one.extract_text() for one in PdfReader(BytesIO(content)).pages).split()).encode()
    elif zipfile.is_zipfile(BytesIO(content)):
        with zipfile.ZipFile(BytesIO(content)) as packed:
            for name in packed.namelist():
                yield from _read(packed.read(name))
