"""A list comes in: a file, pasted text, or only a number; read in the background, looked at first, then kept."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QStackedWidget, QWidget

from app.kernel.i18n import _, ngettext
from app.manifest import intake, letters, opening, replacing
from app.manifest.intake import Incoming, Taken
from app.manifest.letters import Letter, LetterView
from app.manifest.opening import Opened
from app.manifest.reading import confined
from app.manifest.reading.pictures import PICTURE_KINDS
from app.manifest.screens.busy import Busy
from app.manifest.screens.letterform import letter_form, letter_in
from app.manifest.screens.preview import Preview
from app.manifest.screens.quay import Quay
from app.manifest.screens.typingpane import TypingPane
from app.widgets.buttons import button
from app.widgets.dialogs import open_file
from app.widgets.icons import Glyph
from app.widgets.labels import label
from app.widgets.layouts import column, holder, panel, row, scrolled
from app.widgets.message import Message
from app.widgets.operations import Operations, Progress

KINDS = "*.xlsx *.xls *.xlsm *.ods *.csv *.tsv *.txt *.pdf *.docx"
PICTURES = tuple(kind.lstrip("*") for kind in PICTURE_KINDS.split() if kind != "*.pdf")
WAYS, TEXT, COUNT, PREVIEW, TYPING = range(5)


class IncomingPane(QWidget):
    """The way of a list from the flashdisk into the vault."""

    finished = Signal()
    """Kept, or left: the board may come back."""
    told = Signal(object)
    replaced = Signal(str)
    """A list was kept that stands in for an earlier letter: its id."""

    def __init__(self, ops: Operations, quay: Quay) -> None:
        super().__init__()
        self._ops, self._quay = ops, quay
        self._batch_id = ""
        self._known: tuple[LetterView, ...] = ()
        self._opened: Opened | None = None
        self._path = ""
        self._mapping: dict[int, str] = {}
        self._unfinished: dict[str, dict[str, object]] = {}
        self.typing = TypingPane(ops, quay.scans)
        self.typing.left.connect(lambda: self._show(WAYS))
        self.typing.finished.connect(lambda: self._read(self.typing.opener(quay.today())))
        self.text = QPlainTextEdit()
        self.text.setPlaceholderText(
            _("Tempel di sini: satu orang per baris, kolom dipisah tab, koma, atau titik koma")
        )
        self.text.setAccessibleName(_("Teks daftar"))
        self.count_form = letter_form()
        self.preview = Preview()
        self.preview.left.connect(self._back)
        self.preview.kept.connect(self._keep)
        self.preview.corrected.connect(self._correct)
        self._pages = QStackedWidget()
        self._busy = Busy(self, self._pages)
        for page in (self._ways(), self._text_page(), self._count_page(), self.preview, self.typing):
            self._pages.addWidget(page)
        self.setLayout(column(self._pages))
        self.finished.connect(lambda: self._ops.compute(confined.dismiss))

    def start(self, batch_id: str, ship: str, known: tuple[LetterView, ...]) -> None:
        """A list for this ship; what was being typed for another one waits."""
        if batch_id != self._batch_id:
            self._unfinished = self.unfinished()
            self.typing.restore(self._unfinished.pop(batch_id, {}))
        self._batch_id, self._known = batch_id, known
        self._ship.setText(_("Daftar untuk {ship}").format(ship=ship))
        self._opened, self._mapping, self._path = None, {}, ""
        self._show(WAYS)
        self._ops.compute(confined.prepare)
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def unfinished(self) -> dict[str, dict[str, object]]:
        """What is being typed beside pictures, by ship."""
        here = {self._batch_id: self.typing.draft()} if self._batch_id and self.typing.begun else {}
        return {**self._unfinished, **here}

    def take_up(self, unfinished: Mapping[str, object]) -> None:
        """Put back what was being typed, by ship."""
        self._unfinished = {ship: draft for ship, draft in unfinished.items() if isinstance(draft, dict)}
        self._batch_id = ""

    def read_file(self, path: Path) -> None:
        """Read a file in the background and show it; a picture is typed from."""
        if path.suffix.lower() in PICTURES:
            self._show(TYPING)
            self.typing.add(path)
            return
        self._path, self._mapping = str(path), {}
        self._read(partial(opening.open_file, path, self._quay.today()))

    def read_text(self, text: str) -> None:
        """Read pasted text."""
        self._path, self._mapping = "", {}
        self._read(partial(opening.open_text, text, self._quay.today()))

    def draft(self) -> dict[str, object]:
        """Where the list stands; a file is read again from its place."""
        page = self._pages.currentIndex()
        if page == COUNT:
            return {"page": page, "letter": self.count_form.draft()}
        letter = self.preview.form.draft() if page == PREVIEW else {}
        typed = page == PREVIEW and self._opened is not None and bool(self._opened.rows)
        mapping = {str(index): field for index, field in self._mapping.items()}
        pasted = self.text.toPlainText()[:200_000]
        return {"page": page, "path": self._path, "text": pasted, "mapping": mapping, "letter": letter, "typed": typed}

    def restore(self, draft: Mapping[str, object]) -> None:
        """Take up again where the draft was."""
        page, letter = draft.get("page"), draft.get("letter")
        said = letter if isinstance(letter, dict) else {}
        self.text.setPlainText(str(draft.get("text") or ""))
        if page == COUNT:
            self._show(COUNT)
            self.count_form.restore(said)
        elif page == PREVIEW:
            found = draft.get("mapping")
            mapping = {int(index): str(field) for index, field in found.items()} if isinstance(found, dict) else {}
            self._resume(str(draft.get("path") or ""), mapping, said, bool(draft.get("typed")))
        elif page in (TEXT, TYPING):
            self._show(page)

    def _resume(self, path: str, mapping: dict[int, str], said: dict[str, object], typed: bool) -> None:
        today = self._quay.today()
        text, again = self.text.toPlainText(), self.typing.opener(today)
        self._path, self._mapping = path, mapping

        def read() -> Opened:
            if typed:
                opened = again()
            else:
                opened = opening.open_file(Path(path), today) if path else opening.open_text(text, today)
            return opening.read_again(opened, mapping, today) if mapping else opened

        self._read(read, lambda: self.preview.form.restore(said))

    def _read(self, read: Callable[[], Opened], after: Callable[[], object] | None = None) -> None:
        progress = Progress(_("Membaca daftar …"))
        self._busy.begin()
        pending = self._ops.compute(read, latest="arrival.incoming", progress=progress)
        pending.then(partial(self._read_done, after)).finally_(self._busy.end)

    def _read_done(self, after: Callable[[], object] | None, opened: Opened) -> None:
        self._opened = opened
        self.setEnabled(True)
        self.preview.show_opened(opened, self._known)
        self._show(PREVIEW)
        self.preview.people.setFocus(Qt.FocusReason.OtherFocusReason)
        if after is not None:
            after()

    def _correct(self, index: int, field: str) -> None:
        opened = self._opened
        if opened is None:
            return
        self._mapping[index] = field
        mapping, today = dict(self._mapping), self._quay.today()
        pending = self._ops.compute(lambda: opening.read_again(opened, mapping, today), latest="arrival.incoming")
        pending.then(self._corrected)

    def _corrected(self, opened: Opened) -> None:
        self._opened = opened
        self.preview.show_opened(opened, self._known, fresh=False)

    def _keep(self, letter: Letter, replaces: str) -> None:
        opened, batch_id, sealer = self._opened, self._batch_id, self._quay.sealer
        if opened is None:
            return
        if not opened.reading.lines:
            self._keep_count(letter)
            return
        incoming = Incoming(opened.reading, opened.source, letter)

        def take(w: Any) -> Taken:
            taken = intake.take(w, batch_id, incoming, sealer(w))
            if replaces and not taken.again:
                replacing.replace_letter(w, taken.manifest_id, replaces)
            return taken

        self._busy.begin()
        pending = self._ops.write("manifest.import", take, Progress(_("Menyimpan daftar …")))
        pending.then(self._kept).finally_(self._busy.end)
        if replaces:
            pending.then(lambda taken: None if taken.again else self.replaced.emit(taken.manifest_id))

    def _keep_count(self, letter: Letter) -> None:
        batch_id = self._batch_id
        pending = self._ops.write("manifest.import", lambda w: letters.count_only(w, batch_id, letter))
        pending.then(lambda _id: self._done(_("Surat disimpan sebagai jumlah. Daftarnya dapat menyusul.")))

    def _kept(self, taken: Taken) -> None:
        if taken.again:
            text = _("Daftar ini sudah ada pada {ship}; tidak disimpan dua kali.").format(ship=taken.again)
        else:
            text = ngettext("{n} orang tersimpan di daftar.", "{n} orang tersimpan di daftar.", taken.lines)
            text = text.format(n=taken.lines)
        self._done(text)

    def _done(self, text: str) -> None:
        self.text.clear()
        if self._opened is not None and self._opened.rows:
            self.typing.clear()
        self._opened = None
        self.told.emit(Message(text, tone="good"))
        self.finished.emit()

    def _back(self) -> None:
        typed, self._opened = self._opened is not None and bool(self._opened.rows), None
        if typed:
            self._show(TYPING)
            return
        if self._pages.currentIndex() == WAYS:
            self.finished.emit()
        else:
            self._show(WAYS)

    def _show(self, page: int) -> None:
        self._type.setText(_("Lanjutkan mengetik") if self.typing.begun else _("Ketik dari foto"))
        self._pages.setCurrentIndex(page)

    def _ways(self) -> QWidget:
        self._ship = label("", "title")
        kinds = f"{_('Daftar nama')} ({KINDS} {PICTURE_KINDS})"
        choose = partial(open_file, self, _("Pilih daftar nama"), kinds, self.read_file)
        choices = (
            ("upload", _("Pilih berkas"), _("XLSX, XLS, ODS, CSV, PDF bertulisan, DOCX"), lambda: choose()),
            ("copy", _("Tempel teks"), _("Dari pesan, surel, atau lembar kerja"), lambda: self._open_text()),
            ("eye", _("Ketik dari foto"), _("Foto surat atau pindaian JPG, PNG, PDF"), lambda: self._open_typing()),
            ("file-text", _("Jumlah saja"), _("Surat tanpa daftar; daftarnya menyusul"), lambda: self._show(COUNT)),
        )
        made = [_way(*choice) for choice in choices]
        self._first, self._type = made[0][1], made[2][1]
        back = button(_("Batal"), self.finished.emit)
        hint = _("Berkas dibaca dan diperlihatkan dulu; belum ada yang disimpan sebelum Anda menekan Simpan.")
        cards = row(*[card for card, _push in made], gap=16)
        return holder(column(row(self._ship, 1, back), label(hint, "muted", wrap=True), cards, 1, gap=16))

    def _open_typing(self) -> None:
        self._show(TYPING)
        if not self.typing.begun:
            self.typing.choose()

    def _open_text(self) -> None:
        self._show(TEXT)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _text_page(self) -> QWidget:
        read = button(_("Baca teks ini"), lambda: self.read_text(self.text.toPlainText()), "primary")
        foot = row(1, button(_("Kembali"), self._back), read, gap=10)
        return holder(column(label(_("Tempel teks"), "title"), self.text, foot, gap=12))

    def _count_page(self) -> QWidget:
        keep = button(_("Simpan jumlahnya"), self._keep_form, "primary", "check")
        foot = row(1, button(_("Kembali"), self._back), keep, gap=10)
        hint = _("Isi yang diketahui; jumlahnya wajib. Orangnya dicatat di dermaga dengan kartu atau sebagai tambahan.")
        form = scrolled(holder(column(self.count_form, 1, margins=(0, 4, 12, 4))))
        body = column(label(_("Surat tanpa daftar nama"), "title"), label(hint, "muted", wrap=True), form, foot, gap=12)
        return holder(body)

    def _keep_form(self) -> None:
        if self.count_form.check():
            self._keep_count(letter_in(self.count_form))


def _way(glyph: str, title: str, about: str, act: Callable[[], object]) -> tuple[QWidget, QPushButton]:
    """One way in, as a card with its button."""
    push = button(title, act, "primary" if glyph == "upload" else "")
    card = panel(column(Glyph(glyph, "accent", 26), label(about, "muted", wrap=True), 1, push, gap=12))
    card.setMinimumHeight(150)
    return card, push
