"""The short questions of the screen Orang, each a sheet that hands its answer on; nothing here touches the vault."""

from dataclasses import asdict
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from app.kernel.i18n import _, pgettext
from app.reference.enumerations import name_of
from app.registration import rules
from app.registration.contested import Contest
from app.registration.counts import HeadLine
from app.registration.exits import Death
from app.registration.guardians import GuardianEntry
from app.registration.page import PaperView
from app.registration.people import PaperEntry
from app.registration.screens import words
from app.registration.screens.birthfield import BirthField
from app.widgets.asking import Asked
from app.widgets.candidates import Candidate, Search, SearchField
from app.widgets.date_field import DateField
from app.widgets.dialogs import Question
from app.widgets.fields import ChoiceField, Field, NoteField, SegmentField, TextField

LONG_NAMES = 640
"""Pixels in which people of long names are told apart."""


def leaving(parent: QWidget, name: str, warning: str = "") -> Asked:
    """How and why somebody leaves without a handover paper; `warning` is what to look at before."""
    ways = [(code, name_of("akun_orang", code)) for code in rules.UNSIGNED_EXITS if code != rules.DIED]
    hint = _("Untuk yang diserahkan dengan berita acara, pakai Serah terima.")
    question = Question(
        _("{name} keluar").format(name=name),
        f"{warning} {hint}".strip(),
        _("Catat keluar"),
    )
    fields: list[Field] = [
        ChoiceField("account", _("Ke mana"), ways, required=True),
        NoteField("reason", _("Alasan dan keterangan"), required=True),
    ]
    return Asked(parent, question, fields)


def death(parent: QWidget, name: str, place: str) -> Asked:
    """When and where somebody died; never the cause. The day is asked: after midnight the working day is yesterday."""
    question = Question(
        _("{name} meninggal").format(name=name),
        _("Sebab kematian tidak ditulis di sini. Jenazahnya lalu diserahkan kepada ahli waris di Serah terima."),
        _("Catat meninggal"),
    )
    fields: list[Field] = [
        DateField("day", _("Tanggal meninggal"), required=True),
        TextField("time", _("Pukul")).placeholder(_("mis. 04.20; kosong kalau belum diketahui")),
        TextField("place", _("Tempat meninggal"), required=True),
        NoteField("note", _("Keterangan, tanpa sebab kematian")),
    ]
    sheet = Asked(parent, question, fields, wide=("place", "note"))
    sheet.form.load({"place": place})
    return sheet


def death_of(values: dict[str, Any]) -> Death:
    """A death as it was entered."""
    told = {name: str(values.get(name, "")) for name in ("time", "place", "note")}
    return Death(date.fromisoformat(values["day"]), **told)


def reason(parent: QWidget, question: Question) -> Asked:
    """Why something is done; never empty."""
    return Asked(parent, question, [NoteField("reason", _("Alasan"), required=True)])


def paper(parent: QWidget, known: PaperView | None = None) -> Asked:
    """A document to add or to correct."""
    title = _("Ubah dokumen") if known else _("Tambah dokumen")
    fields: list[Field] = [
        ChoiceField("kind", _("Jenis"), words.options("dokumen"), required=True),
        TextField("number", _("Nomor")),
        ChoiceField("state", _("Keadaan"), words.options("keadaan_dokumen")),
        TextField("place", _("Terbit di")),
        DateField("issued", _("Tanggal terbit")),
        DateField("expires", _("Berlaku sampai")),
        TextField("issuer", _("Negara penerbit"), hint=_("Tiga huruf, mis. IDN atau MYS.")),
        TextField("note", _("Keterangan")),
    ]
    sheet = Asked(parent, Question(title, yes=_("Simpan")), fields)
    if known is not None:
        days = {name: day.isoformat() if (day := getattr(known, name)) else None for name in ("issued", "expires")}
        texts = {name: getattr(known, name) for name in ("kind", "number", "state", "place", "issuer", "note")}
        sheet.form.load({**texts, **days})
    return sheet


def entry_of(values: dict[str, Any]) -> PaperEntry:
    """A document as it was entered."""
    days: dict[str, Any] = {
        name: date.fromisoformat(values[name]) for name in ("issued", "expires") if values.get(name)
    }
    texts = {name: values.get(name) for name in ("number", "state", "note", "place", "issuer")}
    return PaperEntry(values["kind"], **texts, **days)


def relative(parent: QWidget, search: Search, name: str = "", other: Candidate | None = None) -> Asked:
    """To whom somebody belongs, and how; `other` is already chosen."""
    fields: list[Field] = [
        SearchField("other", _("Bersama siapa"), search, required=True, hint=_("Nama atau nomor kartu")),
        ChoiceField("relation", _("Orang ini sebagai"), words.options("status_hubungan"), required=True),
    ]
    hint = _("Keduanya menjadi satu keluarga: dicatat, diberangkatkan dan diserahkan bersama.")
    title = _("Hubungkan {name} dengan keluarga").format(name=name) if name else _("Hubungkan dengan keluarga")
    sheet = Asked(parent, Question(title, hint, _("Hubungkan")), fields)
    chosen = sheet.form.field("other")
    if other is not None and isinstance(chosen, SearchField):
        chosen.show_choice(other)
        sheet.form.field("relation").setFocus()
    return sheet


def guardian(parent: QWidget, name: str, known: GuardianEntry | None = None) -> Asked:
    """Who answers for a child that came with nobody."""
    fields: list[Field] = [
        ChoiceField("kind", _("Siapa walinya"), words.options("wali_anak"), required=True),
        TextField("name", _("Nama orang atau lembaga"), required=True),
        TextField("relation", _("Hubungan atau jabatan")),
        TextField("phone", _("Nomor telepon")),
        TextField("basis", _("Dasar: surat atau nomor putusan")),
    ]
    hint = _("Anak tidak lagi dihitung sendirian. Walinya ikut tertulis di berita acara serah terima.")
    question = Question(_("Wali untuk {name}").format(name=name), hint, _("Catat wali"))
    sheet = Asked(parent, question, fields, wide=("basis",))
    if known is not None:
        sheet.form.load(asdict(known))
    return sheet


def other_person(parent: QWidget, question: Question, search: Search) -> Asked:
    """Who else is meant, and why."""
    fields: list[Field] = [
        SearchField("other", _("Siapa"), search, required=True, hint=_("Nama, nomor dokumen atau nomor kartu")),
        NoteField("reason", _("Alasan"), required=True),
    ]
    return Asked(parent, question, fields)


def newborn(parent: QWidget, mother: str) -> Asked:
    """A child born here."""
    fields: list[Field] = [
        SegmentField("sex", _("Kelamin"), [("L", _("Laki-laki")), ("P", _("Perempuan"))], required=True),
        TextField("name", _("Nama, kalau sudah ada")),
        BirthField("birth", _("Lahir (kosong: hari ini)")),
    ]
    hint = _("Bayi dihitung sebagai orang sendiri, bersama ibunya.")
    question = Question(_("Bayi dari {name}").format(name=mother), hint, _("Daftarkan"))
    return Asked(parent, question, fields, wide=("sex",))


def card(parent: QWidget, number: str) -> Asked:
    """Another card number for a head."""
    sheet = Asked(
        parent,
        Question(_("Ganti nomor kartu"), _("Kartu yang lama menjadi bebas."), _("Ganti")),
        [TextField("number", _("Nomor kartu"), required=True)],
    )
    sheet.form.load({"number": number})
    return sheet


def whose_card(parent: QWidget, several: Contest) -> Asked:
    """Whose a card is that several people have, or which of several cards somebody wears."""
    field: Field
    if len(several.heads) > 1:
        title = _("Kartu {number} milik siapa?").format(number=several.numbers[0])
        hint = _("Tercatat pada {n} orang. Cocokkan wajah dan namanya dengan yang memegang kartu.")
        ways = [(head.stay_id, _facts(head)) for head in several.heads]
        field = ChoiceField("stay", _("Pemegangnya"), ways, required=True)
        hint = hint.format(n=len(several.heads))
        if several.settles:
            hint += " " + _("Yang lain tidak memegang kartu lagi, dan dapat diberi kartu baru.")
    else:
        title = _("Kartu mana yang dipakai {name}?").format(name=several.heads[0].display)
        hint = _("Dua loket memberinya kartu. Yang tidak dipilih menjadi bebas; ambil kembali kartunya.")
        field = SegmentField("number", _("Nomor kartu"), [(one, one) for one in several.numbers], required=True)
    yes = _("Tetapkan") if several.settles else _("Buka halamannya")
    sheet = Asked(parent, Question(title, hint, yes), [field])
    if len(several.heads) > 1:
        sheet.setMinimumWidth(LONG_NAMES)
    return sheet


def _facts(head: HeadLine) -> str:
    """“Ahmad · LD · tiba 23-01-2026”."""
    when = _("tiba {day}").format(day=words.day(head.arrived))
    return " · ".join(part for part in (head.display, head.head_class or "", when) if part)


def note(parent: QWidget) -> Asked:
    """A neutral note."""
    hint = _("Tulis yang netral saja. Kesehatan, kasus dan hasil skrining ada di layarnya sendiri.")
    field = NoteField("text", pgettext("one", "Catatan"), required=True, lines=4)
    return Asked(parent, Question(_("Tulis catatan"), hint, _("Simpan")), [field])


def conflict(parent: QWidget, ways: list[tuple[str, str]]) -> Asked:
    """Which of several movements that contradict each other is true."""
    fields: list[Field] = [
        ChoiceField("movement", _("Yang benar"), ways, required=True),
        NoteField("reason", _("Dari mana diketahui"), required=True),
    ]
    hint = _("Dua loket mencatat perpindahan yang berbeda. Yang lain dibatalkan, tetap tercatat di riwayat.")
    return Asked(parent, Question(_("Selesaikan perpindahan"), hint, _("Tetapkan")), fields)
