"""A photographed list typed in beside its picture, counted against what the letter states; keys only, if wanted."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QSplitter, QWidget

from app.kernel.i18n import _
from app.manifest import opening, typed
from app.manifest.opening import Opened
from app.manifest.reading import pictures
from app.manifest.reading.pictures import PICTURE_KINDS, PicturePage
from app.manifest.screens.pictureview import PictureView
from app.manifest.screens.quay import Scans
from app.manifest.screens.typinggrid import NAME, TypingGrid
from app.manifest.typed import Scan, Stated
from app.widgets.buttons import button, icon_button
from app.widgets.dialogs import Question, at_once, confirm, open_file
from app.widgets.labels import label, retone
from app.widgets.layouts import column, holder, row
from app.widgets.operations import Operations

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier
_COUNTED = ("total", "male", "female")


@dataclass(frozen=True)
class Kept:
    """A picture that waits sealed: its name there, the name it came with, its pages and size in bytes."""

    id: str
    name: str
    pages: int
    size: int


class TypingPane(QWidget):
    """Left the picture, right the grid; what is typed is a draft until it goes on to the preview."""

    left = Signal()
    finished = Signal()
    """What was typed shall be looked at like any other list."""

    def __init__(self, ops: Operations, scans: Scans) -> None:
        super().__init__()
        self._ops, self._scans = ops, scans
        self.kept: list[Kept] = []
        self._angles: dict[str, int] = {}
        self._at = 0
        self.picture, self.grid = PictureView(), TypingGrid()
        self._title, self._where = label(_("Ketik dari foto"), "title"), label("", "muted")
        self.said = label("", "strong", wrap=True)
        self.stated = {name: self._number(text) for name, text in zip(_COUNTED, _stated_words(), strict=True)}
        self._go = button("", self.finished.emit, "primary", "check")
        self._keys = self._key_table()
        self.grid.watchers.append(self)
        for part in (self.grid, self.picture, *self.stated.values()):
            part.installEventFilter(self)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(14)
        self._split.addWidget(holder(column(self._picture_tools(), self.picture, gap=8)))
        self._split.addWidget(holder(column(self._counter(), self.grid, gap=8)))
        add = button(_("Tambah gambar"), self.choose, glyph="plus")
        self.drop = button(_("Buang ketikan"), self._ask_to_drop, "quiet", "x")
        head = row(self._title, 1, self.drop, add, button(_("Kembali"), self.left.emit), self._go, gap=10)
        self.setLayout(column(head, self._split, label(_hint(), "caption", wrap=True), gap=10))
        self.layout().setStretch(1, 1)  # type: ignore[union-attr]  # just made
        self.grid.changed.connect(self._count)
        self.picture.turned.connect(self._remember_angle)
        self._count()

    @property
    def begun(self) -> bool:
        """Whether there is anything here that must not be lost."""
        return bool(self.kept) or bool(typed.written(self.grid.rows))

    def choose(self) -> None:
        """Ask for a picture."""
        open_file(self, _("Pilih foto atau pindaian"), f"{_('Foto atau pindaian')} ({PICTURE_KINDS})", self.add)

    def add(self, path: Path) -> None:
        """Open a picture in the background, keep it sealed, show it; what is none is refused in words."""
        sizes = [kept.size for kept in self.kept]

        def opened() -> tuple[Kept, PicturePage]:
            scan = typed.read_scan(path)
            page = pictures.open_page(scan.content)
            typed.refuse_too_many([*sizes, len(scan.content)])
            return Kept(self._scans.keep(scan.content), scan.name, page.pages, len(scan.content)), page

        self._ops.compute(opened, latest="typing.add").then(self._added)

    def clear(self) -> None:
        """Begin anew; the pictures that waited are forgotten."""
        gone = [kept.id for kept in self.kept]
        if gone:
            self._ops.compute(lambda: [self._scans.forget(name) for name in gone])
        self.kept, self._angles, self._at = [], {}, 0
        self.picture.clear()
        for line in self.stated.values():
            line.clear()
        self.grid.show_rows(())
        self._show_where()

    def _ask_to_drop(self) -> None:
        hint = _("Semua yang diketik dan gambarnya dihapus dari laptop ini. Daftar yang sudah disimpan tidak berubah.")
        question = Question(_("Buang ketikan ini?"), hint, _("Buang"), danger=True)
        confirm(self, question, at_once(self._drop))

    def _drop(self) -> None:
        self.clear()
        self.left.emit()

    def opener(self, today: date) -> Callable[[], Opened]:
        """What reads the list, to be run in the background."""
        rows, stated, kept = [[*row] for row in self.grid.rows], self._stated(), list(self.kept)
        scans = self._scans
        return lambda: opening.open_typed(rows, [Scan(one.name, scans.read(one.id)) for one in kept], stated, today)

    def draft(self) -> dict[str, object]:
        """Everything typed, and where its pictures wait."""
        if not self.begun:
            return {}
        return {
            "pictures": [[one.id, one.name, one.pages, one.size] for one in self.kept],
            "angles": dict(self._angles),
            "page": self._at,
            "rows": typed.written(self.grid.rows),
            "stated": {name: line.text() for name, line in self.stated.items()},
            "at": [*self.grid.at()],
        }

    def restore(self, draft: Mapping[str, object]) -> None:
        """Take up again where the draft was."""
        found, angles, at, page = (draft.get(name) for name in ("pictures", "angles", "at", "page"))
        rows, stated = draft.get("rows"), draft.get("stated")
        self.kept = [Kept(*one) for one in found] if isinstance(found, list) else []
        self._angles = {str(key): int(angle) for key, angle in angles.items()} if isinstance(angles, dict) else {}
        self._at = page if isinstance(page, int) else 0
        for name, line in self.stated.items():
            line.setText(str(stated.get(name) or "") if isinstance(stated, dict) else "")
        place = (int(at[0]), int(at[1])) if isinstance(at, list) and len(at) == 2 else (0, NAME)
        self.grid.show_rows(rows if isinstance(rows, list) else (), place)
        self.turn_page(0)

    def turn_page(self, by: int) -> None:
        """Another page or picture."""
        pages = self._pages()
        self._show_where()
        if not pages:
            return
        self._at = min(max(self._at + by, 0), len(pages) - 1)
        kept, number = pages[self._at]
        scans = self._scans
        pending = self._ops.compute(lambda: pictures.open_page(scans.read(kept.id), number), latest="typing.page")
        pending.then(self._show)

    def showEvent(self, event: QShowEvent) -> None:
        """Picture and grid share the width; the grid has the cursor."""
        super().showEvent(event)
        half = self.width() * 2 // 5
        self._split.setSizes([half, self.width() - half])
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, target: QObject, event: QEvent) -> bool:
        """The keys of this page, wherever the cursor is in it; they come before the screen's own."""
        if not isinstance(event, QKeyEvent) or event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return False
        mark = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        act = self._keys.get((event.key(), mark))
        if act is None:
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            act()
        return True

    def _key_table(self) -> dict[tuple[int, Qt.KeyboardModifier], Callable[[], object]]:
        picture, grid, key = self.picture, self.grid, Qt.Key
        return {
            (key.Key_D, CONTROL): grid.ditto,
            (key.Key_F4, NONE): grid.ditto,
            (key.Key_Delete, CONTROL): grid.remove_row,
            (key.Key_R, CONTROL): picture.turn,
            (key.Key_Plus, CONTROL): lambda: picture.zoom(1),
            (key.Key_Equal, CONTROL): lambda: picture.zoom(1),
            (key.Key_Minus, CONTROL): lambda: picture.zoom(-1),
            (key.Key_0, CONTROL): picture.fit,
            (key.Key_Up, ALT): lambda: picture.pan(0, -1),
            (key.Key_Down, ALT): lambda: picture.pan(0, 1),
            (key.Key_Left, ALT): lambda: picture.pan(-1, 0),
            (key.Key_Right, ALT): lambda: picture.pan(1, 0),
            (key.Key_PageDown, CONTROL): lambda: self.turn_page(1),
            (key.Key_PageUp, CONTROL): lambda: self.turn_page(-1),
            (key.Key_L, CONTROL): self._lay,
            (key.Key_O, CONTROL): self.choose,
            (key.Key_F10, NONE): self._go.click,
        }

    def _picture_tools(self) -> QWidget:
        picture = self.picture
        return holder(
            row(
                icon_button("chevron-left", _("Gambar sebelumnya (Ctrl+PgUp)"), lambda: self.turn_page(-1)),
                self._where,
                icon_button("chevron-right", _("Gambar berikutnya (Ctrl+PgDn)"), lambda: self.turn_page(1)),
                1,
                icon_button("zoom-out", _("Perkecil (Ctrl+−)"), lambda: picture.zoom(-1)),
                icon_button("zoom-in", _("Perbesar (Ctrl++)"), lambda: picture.zoom(1)),
                icon_button("refresh-cw", _("Putar (Ctrl+R)"), picture.turn),
            )
        )

    def _counter(self) -> QWidget:
        fields = [part for name, line in self.stated.items() for part in (label(line.accessibleName(), "muted"), line)]
        return holder(column(row(label(_("Menurut surat:"), "muted"), *fields, 1), self.said, gap=6))

    def _number(self, name: str) -> QLineEdit:
        line = QLineEdit()
        line.setAccessibleName(name)
        line.setMaxLength(4)
        line.setFixedWidth(56)
        line.textChanged.connect(self._count)
        return line

    def _stated(self) -> Stated:
        said = {name: line.text().strip() for name, line in self.stated.items()}
        return Stated(**{name: int(text) for name, text in said.items() if text.isascii() and text.isdecimal()})

    def _count(self) -> None:
        rows, stated = self.grid.rows, self._stated()
        people = typed.count(rows)[0]
        tone = "" if stated.total is None else "good" if typed.agrees(rows, stated) else "warn"
        retone(self.said, typed.told(rows, stated), tone)
        self._go.setText(_("Lanjut: periksa {n} orang (F10)").format(n=people))
        self._go.setEnabled(people > 0)

    def _pages(self) -> list[tuple[Kept, int]]:
        return [(kept, number) for kept in self.kept for number in range(kept.pages)]

    def _added(self, found: tuple[Kept, PicturePage]) -> None:
        kept, page = found
        known = [one.id for one in self.kept]
        if kept.id not in known:
            self.kept.append(kept)
            known.append(kept.id)
        self._at = [one.id for one, _number in self._pages()].index(kept.id)
        self._show(page)
        self._count()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, page: PicturePage) -> None:
        self.picture.show_page(page, self._angles.get(str(self._at), 0))
        self._show_where()

    def _show_where(self) -> None:
        pages = self._pages()
        text = _("Gambar {n} dari {m}").format(n=self._at + 1, m=len(pages)) if pages else _("Belum ada gambar")
        self._where.setText(text)
        self._where.setToolTip(pages[self._at][0].name if self._at < len(pages) else "")
        self._count()

    def _remember_angle(self) -> None:
        self._angles[str(self._at)] = self.picture.angle

    def _lay(self) -> None:
        """Picture above the grid, or beside it: a wide list reads better above."""
        across = Qt.Orientation.Horizontal
        self._split.setOrientation(Qt.Orientation.Vertical if self._split.orientation() == across else across)


def _stated_words() -> tuple[str, str, str]:
    return _("orang"), _("L"), _("P")


def _hint() -> str:
    return _(
        "Enter sel berikutnya · Ctrl+Enter orang berikutnya · Ctrl+D atau F4 sama dengan di atasnya · Ctrl+Del hapus "
        "baris · Ctrl+R putar · Ctrl++ / Ctrl+− perbesar, perkecil · Ctrl+0 selebar layar · Alt+panah geser gambar · "
        "Ctrl+PgDn gambar berikutnya · Ctrl+L gambar di atas atau di samping"
    )
