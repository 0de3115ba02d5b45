"""The flashdisk: which one, how much room, written to and read from; and what came of the last writing."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QRadioButton, QWidget

from app.access.office import Office
from app.kernel.errors import UserError
from app.kernel.i18n import _, ngettext
from app.sync import flashdisk
from app.sync.flashdisk import Stick
from app.sync.parts import Watch
from app.sync.screens.bench import Bench
from app.sync.screens.words import size_words
from app.sync.writing import Written, write_anew, write_bundle
from app.widgets.buttons import button
from app.widgets.dialogs import Question, Sheet, choose_folder
from app.widgets.fields import TextField
from app.widgets.icons import Glyph
from app.widgets.labels import counted, label
from app.widgets.layouts import clear, column, holder, panel, row
from app.widgets.operations import Begun, Progress
from app.widgets.theme import set_state

LOOK_EVERY_MS = 2500


class StickPanel(QWidget):
    """Places to write to and read from; the chosen one stays chosen while it is there."""

    reading = Signal(object)
    """Read from this folder (Path)."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        self._plugged: list[Path] = []
        self._extra: list[Path] = []
        self._places = column(gap=4)
        self._group = QButtonGroup(self)
        self.write_button = button(_("Tulis ke flashdisk"), self.write, "primary", "usb")
        self.read_button = button(_("Baca dari flashdisk"), self.read, "", "download")
        self.outcome = Outcome()
        choose = button(_("Pilih folder lain …"), lambda: self._choose(lambda: None), "link")
        whole = column(
            label(_("Flashdisk"), "eyebrow"), self._places, row(choose, 1), self.write_button, self.read_button, gap=8
        )
        self.setLayout(column(panel(whole), self.outcome, 1, gap=12))
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._sticks: dict[Path, Stick] = {}
        self._show_places()

    @property
    def folder(self) -> Path | None:
        """The place chosen."""
        chosen = self._group.checkedButton()
        return Path(str(chosen.property("folder"))) if chosen is not None else None

    def use(self, folder: Path) -> None:
        """Choose a place, plugged in or not."""
        if folder not in (*self._plugged, *self._extra):
            self._extra.append(folder)
        self._recognise(folder)

    def look(self) -> None:
        """See whether a flashdisk came or went."""
        self._bench.ops.compute(self._bench.desk.volumes, "sync.volumes").then(self._volumes)

    def write(self) -> None:
        """Write everything to the chosen place; ask for one when there is none."""
        folder = self.folder
        if folder is None:
            self._choose(self.write)
        else:
            self._carry(lambda office, step: write_bundle(office, folder, None, step))

    def write_anew(self, peer: str) -> None:
        """Write for one addressee everything there is."""
        folder = self.folder
        if folder is None:
            self._choose(partial(self.write_anew, peer))
        else:
            self._carry(lambda office, step: write_anew(office, folder, [peer], Watch(step)))

    def read(self) -> None:
        """See what can be read at the chosen place; ask for one when there is none."""
        if self.folder is None:
            self._choose(self.read)
        else:
            self.reading.emit(self.folder)

    def showEvent(self, event: QShowEvent) -> None:
        """Watch for flashdisks while this can be seen."""
        super().showEvent(event)
        self._timer.start()
        self.look()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks: rest."""
        self._timer.stop()
        super().hideEvent(event)

    def _choose(self, then: Callable[[], object]) -> None:
        def chosen(folder: Path) -> None:
            self.use(folder)
            then()

        choose_folder(self, _("Pilih flashdisk atau folder"), chosen)

    def _volumes(self, found: list[Path]) -> None:
        if found != self._plugged:
            fresh = [folder for folder in found if folder not in self._plugged]
            self._plugged = found
            self._show_places(fresh[0] if fresh and self.folder is None else None)
            for folder in fresh:
                self._recognise(folder)

    def _recognise(self, folder: Path) -> None:
        self._show_places(folder)
        pending = self._bench.read(lambda office: flashdisk.recognise(office, folder))
        pending.then(self._recognised).otherwise(lambda _error: self._forget(folder))

    def _recognised(self, stick: Stick) -> None:
        self._sticks[stick.folder] = stick
        self._show_places()

    def _forget(self, folder: Path) -> None:
        self._sticks.pop(folder, None)
        self._show_places()

    def _show_places(self, choose: Path | None = None) -> None:
        chosen = choose or self.folder
        clear(self._places)
        for old in self._group.buttons():
            self._group.removeButton(old)
        places = [*self._plugged, *(folder for folder in self._extra if folder not in self._plugged)]
        for folder in places:
            self._places.addWidget(self._place(folder, folder == chosen))
        if not places:
            hint = _("Pasang flashdisk; namanya muncul di sini. Folder lain juga boleh.")
            self._places.addWidget(label(hint, "muted", wrap=True))

    def _place(self, folder: Path, chosen: bool) -> QWidget:
        stick = self._sticks.get(folder)
        choice = QRadioButton((stick.label if stick else "") or folder.name or str(folder))
        choice.setProperty("folder", str(folder))
        choice.setChecked(chosen)
        choice.setToolTip(str(folder))
        self._group.addButton(choice)
        note = label(_stick_words(stick), "caption", wrap=True)
        parts: list[QWidget] = [choice, note]
        if stick is not None and stick.state == flashdisk.UNMARKED and folder in self._plugged:
            parts.append(button(_("Beri nama flashdisk ini …"), partial(self._name, folder), "link"))
        note.setContentsMargins(28, 0, 0, 0)
        return holder(column(*parts, gap=0))

    def _name(self, folder: Path) -> None:
        field = TextField("label", _("Nama di flashdisk"), required=True).placeholder(_("mis. Flashdisk 1"))
        text = _("Sesudah diberi nama, flashdisk ini selalu dikenali, dan Pulang menolak bila tertukar.")
        sheet = Sheet(self, Question(_("Beri nama flashdisk"), text, _("Simpan")), field)
        sheet.when_yes(lambda: self._mark(folder, str(field.value() or folder.name)))
        sheet.open()
        field.setFocus()

    def _mark(self, folder: Path, name: str) -> Begun:
        pending = self._bench.write(lambda office: flashdisk.mark(office, folder, name))
        return pending.then(self._recognised)

    def _carry(self, act: Callable[[Office, Callable[[int, int], object]], Written]) -> None:
        progress = Progress(_("Tulis ke flashdisk – jangan dicabut"))
        progress.moved.connect(self._stepped)
        self._busy(True)
        self.outcome.show_busy(_("Menyusun kiriman …"))
        pending = self._bench.carry(lambda office: act(office, progress.step), progress)
        pending.then(self._written).otherwise(self._refused).finally_(self._ended)

    def _stepped(self, done: int, total: int) -> None:
        if done < total:
            text = _("Menyusun {n} dari {total} catatan …").format(n=counted(done), total=counted(total))
        else:
            text = _("Menulis, lalu membaca ulang untuk memastikan …")
        self.outcome.show_busy(text)

    def _written(self, written: Written) -> None:
        names = ", ".join(file.path.name for file in written.files)
        size = size_words(sum(file.size for file in written.files))
        entries = ngettext("{n} catatan", "{n} catatan", written.entries).format(n=counted(written.entries))
        detail = _("{size} · {entries} · untuk {to}. Sudah dibaca ulang dan cocok.")
        self.outcome.show_good(
            _("Berhasil – boleh dicabut"),
            names,
            detail.format(size=size, entries=entries, to=", ".join(written.to)),
        )
        if self.folder is not None:
            self._recognise(self.folder)
        self._bench.done.emit()

    def _refused(self, error: UserError) -> None:
        self.outcome.show_bad(error)
        if not self.outcome.isVisible():
            self._bench.refuse(error)

    def _ended(self) -> None:
        self._busy(False)
        if self.outcome.is_busy:
            self.outcome.show_note(_("Dihentikan. Berkas yang belum selesai tidak ditinggalkan."))

    def _busy(self, busy: bool) -> None:
        self.write_button.setEnabled(not busy)
        self.read_button.setEnabled(not busy)


class Outcome(QFrame):
    """What came of the last writing; stays until the next one."""

    def __init__(self) -> None:
        super().__init__()
        self.is_busy = False
        self.setProperty("kind", "message")
        self._glyph, self.title = Glyph("info"), label("", "strong", wrap=True)
        self.name, self.detail = label("", wrap=True), label("", "caption", wrap=True)
        self.name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        head = row(self._glyph, self.title, gap=10)
        head.setStretch(1, 1)
        head.setAlignment(self._glyph, Qt.AlignmentFlag.AlignTop)
        self.setLayout(column(head, self.name, self.detail, gap=5, margins=(14, 12, 14, 12)))
        self.hide()

    def show_busy(self, text: str) -> None:
        """Something is being written."""
        self._show("", "usb", text)
        self.is_busy = True

    def show_good(self, title: str, name: str, detail: str) -> None:
        """It is durably there."""
        self._show("good", "circle-check", title, name, detail)

    def show_bad(self, error: UserError) -> None:
        """Nothing was written, and why."""
        self._show("bad", "circle-alert", error.text, "", error.hint)

    def show_note(self, text: str) -> None:
        """It was stopped."""
        self._show("warn", "info", text)

    def _show(self, tone: str, glyph: str, title: str, name: str = "", detail: str = "") -> None:
        self.is_busy = False
        self._glyph.show_icon(glyph, tone or "accent")
        for part, text in ((self.title, title), (self.name, name), (self.detail, detail)):
            part.setText(text)
            part.setVisible(bool(text))
        set_state(self, tone=tone)
        self.setAccessibleName(f"{title} {name}".strip())
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.accessibleName()))


def _stick_words(stick: Stick | None) -> str:
    if stick is None:
        return _("tidak terbaca")
    room = _("kosong {size}").format(size=size_words(stick.free))
    if stick.state == flashdisk.FOREIGN:
        return _("{room} · bukan flashdisk pos ini").format(room=room)
    return room
