"""What can be entered about one person beside the screening: each act with its fields and how they are kept."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from app.access.office import Office
from app.health import care, certificates, lives, referrals, rules
from app.health.care import AdmissionDraft, IsolationDraft, VisitDraft
from app.health.certificates import CertificateDraft
from app.health.lives import BirthDraft
from app.health.referrals import INSTITUTIONS, ReferralDraft, ReplyDraft
from app.health.screening import Screened
from app.health.screens.findings import FindingsField, VerdictField
from app.health.screens.formsheet import Act, Values
from app.health.screens.quickform import codes, measure_fields, vitals
from app.health.screens.words import options
from app.kernel.i18n import _
from app.kernel.ids import new_id
from app.registration.counts import HeadLine
from app.widgets.date_field import DateField
from app.widgets.dialogs import Question
from app.widgets.fields import CheckField, ChoiceField, Field, NoteField, NumberField, TextField, Value

Do = Callable[[Office], Any]


def visit(head: HeadLine) -> Act:
    """A visit with its treatment."""
    row_id = new_id()

    def make(said: Values) -> Do:
        draft = VisitDraft(
            head.stay_id,
            _text(said["complaint"]),
            vitals(said),
            tuple(codes(said["findings"])),
            _text(said["treatment"]),
            _text(said["medicines"]),
            id=row_id,
        )
        return lambda office: care.visit(office, draft)

    title = _("Kunjungan {name}").format(name=head.display)
    return Act("visit", Question(title, "", _("Simpan")), _visit_fields, make, ("complaint", "findings"))


def isolate(head: HeadLine, today: date) -> Act:
    """Keeping somebody apart."""

    def make(said: Values) -> Do:
        began, findings = _day(said["began"], today), tuple(codes(said["findings"]))
        draft = IsolationDraft(head.stay_id, began, findings, _text(said["place"]), _text(said["note"]))
        return lambda office: care.isolate(office, draft)

    question = Question(
        _("Isolasi {name}").format(name=head.display),
        _("Petugas lain hanya membaca kebutuhannya: kamar sendiri, tunda berangkat."),
        _("Mulai isolasi"),
    )
    return Act("isolate", question, _isolation_fields, make, ("findings", "note"), {"began": today.isoformat()})


def release(isolation_id: str, today: date) -> Act:
    """The end of an isolation."""

    def make(said: Values) -> Do:
        ended, note = _day(said["ended"], today), _text(said["note"])
        return lambda office: care.release(office, isolation_id, ended, note)

    def fields() -> Sequence[Field]:
        return DateField("ended", _("Berakhir tanggal"), required=True), NoteField("note", _("Catatan"), lines=2)

    question = Question(_("Akhiri isolasi"), "", _("Akhiri"))
    return Act("release", question, fields, make, ("note",), {"ended": today.isoformat()})


def refer(head: HeadLine, latest: Screened | None) -> Act:
    """A letter, begun with what the latest screening found."""
    row_id = new_id()

    def make(said: Values) -> Do:
        weeks = said["weeks"]
        texts = {name: _text(said[name]) for name in _LETTER_TEXTS}
        draft = ReferralDraft(
            head.stay_id,
            _text(said["to_kind"]),
            vitals=vitals(said),
            findings=tuple(codes(said["findings"])),
            weeks=weeks if isinstance(weeks, int) else None,
            id=row_id,
            **texts,
        )
        return lambda office: referrals.refer(office, draft)

    question = Question(_("Rujuk {name}").format(name=head.display), "", _("Simpan dan cetak surat rujukan"))
    return Act("refer", question, _letter_fields, make, ("findings", "complaint"), _known(latest))


_LETTER_TEXTS = ("to_name", "complaint", "suspicion", "treatment", "medicines", "allergies", "companion", "transport")


def answer(referral_id: str, today: date) -> Act:
    """What came back with the person."""

    def make(said: Values) -> Do:
        control = _text(said["control_on"])
        draft = ReplyDraft(
            _text(said["diagnosis"]),
            _text(said["verdict"]),
            _day(said["answered_on"], today),
            _text(said["treatment"]),
            date.fromisoformat(control) if control else None,
            _text(said["isolation"]),
            _text(said["doctor"]),
        )
        return lambda office: referrals.answer(office, referral_id, draft)

    question = Question(_("Balasan rujukan"), _("Salin dari lembar balasan."), _("Simpan"))
    return Act("answer", question, _reply_fields, make, ("diagnosis", "verdict"), {"answered_on": today.isoformat()})


def admit(head: HeadLine, today: date) -> Act:
    """Somebody stays in a hospital."""

    def make(said: Values) -> Do:
        hospital, companion, ward = _text(said["hospital"]), _text(said["companion"]), _text(said["ward"])
        draft = AdmissionDraft(head.stay_id, hospital, companion, _day(said["admitted"], today), ward)
        return lambda office: care.admit(office, draft)

    question = Question(
        _("Rawat inap {name}").format(name=head.display),
        _("Rawat inap didampingi pekerja sosial. Minta juga Satgas mencatat “di rumah sakit” di layar Orang."),
        _("Simpan"),
    )
    return Act("admit", question, _admission_fields, make, (), {"admitted": today.isoformat()})


def discharge(inpatient_id: str, today: date) -> Act:
    """Somebody comes out of the hospital."""

    def make(said: Values) -> Do:
        ended, outcome, note = _day(said["discharged"], today), _text(said["outcome"]), _text(said["note"])
        return lambda office: care.discharge(office, inpatient_id, ended, outcome, note)

    def fields() -> Sequence[Field]:
        return (
            DateField("discharged", _("Keluar tanggal"), required=True),
            ChoiceField("outcome", _("Hasil perawatan"), options("hasil_rawat"), required=True),
            NoteField("note", _("Catatan"), lines=2),
        )

    question = Question(_("Keluar dari rumah sakit"), "", _("Simpan"))
    return Act("discharge", question, fields, make, ("note",), {"discharged": today.isoformat()})


def certify(head: HeadLine, today: date, doctor: str) -> Act:
    """A certificate of fitness."""
    row_id = new_id()

    def make(said: Values) -> Do:
        draft = CertificateDraft(
            head.stay_id,
            _text(said["verdict"]),
            _text(said["doctor"]),
            _day(said["valid_until"], today),
            _text(said["licence"]),
            _text(said["conditions"]),
            row_id,
        )
        return lambda office: certificates.certify(office, draft)

    start: dict[str, Value] = {"valid_until": (today + certificates.USUAL).isoformat(), "doctor": doctor}
    question = Question(
        _("Surat layak dipulangkan: {name}").format(name=head.display),
        _("Syarat perjalanan ditulis tanpa menyebut penyakitnya."),
        _("Simpan dan cetak"),
    )
    return Act("certify", question, _certificate_fields, make, ("verdict", "conditions"), start)


def birth(head: HeadLine, today: date) -> Act:
    """How a birth went."""

    def make(said: Values) -> Do:
        weight, length, child = said["weight"], said["length"], said["child"]
        texts = {name: _text(said[name]) for name in ("born_time", "helper", "place", "mother_state", "baby_state")}
        draft = BirthDraft(
            head.stay_id,
            _day(said["born_on"], today),
            sex=_text(said["sex"]) or None,
            weight=weight if isinstance(weight, int) else None,
            length=length if isinstance(length, int) else None,
            child=child if isinstance(child, int) else 1,
            **texts,
        )
        return lambda office: lives.note_birth(office, draft)

    question = Question(
        _("Kelahiran: ibu {name}").format(name=head.display),
        _("Bayinya didaftarkan Satgas di layar Orang; di sini hanya catatan kesehatannya."),
        _("Simpan"),
    )
    return Act("birth", question, _birth_fields, make, (), {"born_on": today.isoformat()})


def death(stay_id: str, known: lives.DeathView) -> Act:
    """The cause of a death and the papers that are there."""

    def make(said: Values) -> Do:
        there = codes(said["papers"])

        def keep(office: Office) -> None:
            lives.note_death(office, stay_id, _text(said["cause"]), _text(said["by"]), bool(said["infectious"]))
            for paper in known.papers:
                if paper.there != (paper.kind in there):
                    lives.paper_there(office, stay_id, lives.PaperState(paper.kind, paper.needed, not paper.there))

        return keep

    def fields() -> Sequence[Field]:
        return (
            TextField("cause", _("Sebab kematian")),
            TextField("by", _("Dinyatakan oleh")),
            CheckField("infectious", _("Penyakit menular: jenazah ditangani khusus")),
            FindingsField("papers", _("Surat yang sudah ada"), options("dokumen_kematian")),
        )

    start: dict[str, Value] = {
        "cause": known.cause,
        "by": known.certified_by,
        "infectious": known.infectious,
        "papers": [paper.kind for paper in known.papers if paper.there],
    }
    text = _("Kematiannya sendiri dicatat di layar Orang, tanpa sebab.")
    return Act("death", Question(_("Kematian"), text, _("Simpan")), fields, make, ("infectious", "papers"), start)


def _text(value: Value) -> str:
    return value if isinstance(value, str) else ""


def _day(value: Value, today: date) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else today


def _known(latest: Screened | None) -> dict[str, Value]:
    """What a letter begins with."""
    if latest is None:
        return {}
    found: dict[str, Value] = {"complaint": latest.complaint, "findings": list(latest.findings)}
    found |= {"medicines": latest.medicines, "allergies": latest.allergies, "weeks": latest.weeks}
    found["to_kind"] = rules.REFERRED.get(latest.verdict)
    measured = latest.vitals
    if "temperature" in measured:
        found["temperature"] = rules.shown("temperature", measured["temperature"]).removesuffix(" °C")
    if {"systolic", "diastolic"} <= measured.keys():
        found["pressure"] = f"{measured['systolic']}/{measured['diastolic']}"
    return found


def _visit_fields() -> Sequence[Field]:
    return (
        TextField("complaint", _("Keluhan"), required=True),
        *measure_fields(),
        FindingsField("findings", _("Temuan"), options("penyakit")),
        NoteField("treatment", _("Tindakan"), lines=2),
        NoteField("medicines", _("Obat yang diberikan"), lines=2),
    )


def _isolation_fields() -> Sequence[Field]:
    return (
        FindingsField("findings", _("Temuan"), options("penyakit")),
        DateField("began", _("Mulai tanggal"), required=True),
        TextField("place", _("Tempat")).placeholder(_("mis. kamar 401")),
        NoteField("note", _("Catatan"), lines=2),
    )


def _letter_fields() -> Sequence[Field]:
    return (
        ChoiceField("to_kind", _("Tujuan"), options("lembaga_rujukan", INSTITUTIONS), required=True),
        TextField("to_name", _("Nama tujuan"), required=True).placeholder(_("mis. RSUD Nunukan")),
        TextField("complaint", _("Keluhan"), required=True),
        *measure_fields(),
        FindingsField("findings", _("Temuan"), options("penyakit")),
        TextField("suspicion", _("Dugaan")),
        TextField("treatment", _("Tindakan")),
        TextField("medicines", _("Obat yang dibawa")),
        TextField("allergies", _("Alergi")),
        NumberField("weeks", _("Hamil, minggu ke-"), limits=(1, rules.MOST_WEEKS)),
        TextField("companion", _("Pekerja sosial pendamping")),
        TextField("transport", _("Kendaraan")),
    )


def _reply_fields() -> Sequence[Field]:
    return (
        TextField("diagnosis", _("Diagnosis"), required=True),
        VerdictField("verdict", _("Hasil"), options("hasil_kesehatan")),
        TextField("treatment", _("Tindakan dan obat")),
        TextField("doctor", _("Dokter")),
        DateField("answered_on", _("Tanggal balasan"), required=True),
        DateField("control_on", _("Kontrol tanggal")),
        TextField("isolation", _("Catatan isolasi")),
    )


def _admission_fields() -> Sequence[Field]:
    return (
        TextField("hospital", _("Rumah sakit"), required=True),
        TextField("ward", _("Ruang")),
        TextField("companion", _("Pekerja sosial pendamping"), required=True),
        DateField("admitted", _("Masuk tanggal"), required=True),
    )


def _certificate_fields() -> Sequence[Field]:
    verdicts = [(code, name) for code, name in options("hasil_kesehatan") if code in rules.FIT_FOR_TRAVEL]
    return (
        VerdictField("verdict", _("Hasil"), verdicts),
        TextField("conditions", _("Syarat selama perjalanan")).placeholder(_("mis. duduk dekat pendamping")),
        TextField("doctor", _("Dokter atau petugas kesehatan"), required=True),
        TextField("licence", _("Nomor SIP")),
        DateField("valid_until", _("Berlaku sampai"), required=True),
    )


def _birth_fields() -> Sequence[Field]:
    return (
        DateField("born_on", _("Lahir tanggal"), required=True),
        TextField("born_time", _("Jam")).placeholder(_("mis. 04.20")),
        NumberField("child", _("Kembar: anak ke-"), limits=(1, lives.MOST_TOGETHER)),
        ChoiceField("sex", _("Jenis kelamin"), options("jenis_kelamin")),
        NumberField("weight", _("Berat (gram)"), limits=lives.WEIGHTS),
        NumberField("length", _("Panjang (mm)"), limits=lives.LENGTHS),
        TextField("helper", _("Penolong")),
        TextField("place", _("Tempat")),
        TextField("mother_state", _("Keadaan ibu")),
        TextField("baby_state", _("Keadaan bayi")),
    )
