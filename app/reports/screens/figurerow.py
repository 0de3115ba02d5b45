"""A row of what the office declares: its name, number and source, who entered it, and what another desk entered."""

from collections.abc import Iterator

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget

from app.kernel.i18n import _
from app.reference.words import grouped
from app.reports.declared import PageRow
from app.reports.rules.declared import HIDDEN
from app.widgets.buttons import button
from app.widgets.labels import counted, label
from app.widgets.layouts import clear, column, row
from app.widgets.theme import set_state

NAME_WIDTH, NARROW_NAME, NUMBER_WIDTH = 236, 116, 96
MOST_LINES = 4
PROBLEM, DOUBT = "problem", ""
"""The lines below a row by their role in the style sheet."""


class SourceEdit(QPlainTextEdit):
    """A source as long as it is: it grows with its lines; Enter and Tab leave it."""

    down = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self.grow)
        self.grow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is no new line."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.down.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other lines at another width."""
        super().resizeEvent(event)
        self.grow()

    def grow(self) -> None:
        """As high as its lines."""
        lines = max(1, min(MOST_LINES, round(self.document().size().height())))
        wanted = 16 + lines * self.fontMetrics().lineSpacing()
        if wanted != self.height():
            self.setFixedHeight(wanted)
        over = round(self.document().size().height()) > MOST_LINES
        wanted_bar = Qt.ScrollBarPolicy.ScrollBarAsNeeded if over else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(wanted_bar)


class FigureRow(QWidget):
    """`down` tells that Enter was pressed and where; `chosen` which of two entries shall stand."""

    changed_now, down, chosen = Signal(), Signal(object, bool), Signal(str, str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._base = ("", "")
        self._people = 0
        self.seen: PageRow
        self.number, self.source = QLineEdit(), SourceEdit()
        self.number.setMaxLength(20)
        self.number.setFixedWidth(NUMBER_WIDTH)
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.number.setPlaceholderText("…")
        self.number.setAccessibleName(_("Jumlah: {what}").format(what=name))
        self.source.setPlaceholderText(_("Sumber: buku, kantor, atau surat"))
        self.source.setAccessibleName(_("Sumber: {what}").format(what=name))
        self._who, self._others = label("", "muted", wrap=True), column(gap=6)
        self._below: dict[str, QLabel] = {}
        self._title = label(name, wrap=True)
        self.fit(NAME_WIDTH * 4)
        grid = self._grid = QGridLayout()
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(3)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self._title, 0, 0, 4, 1, top)
        grid.addWidget(self.number, 0, 1, top)
        grid.addWidget(self.source, 0, 2, top)
        grid.addWidget(self._who, 3, 1, 1, 2)
        grid.addLayout(self._others, 4, 1, 1, 2)
        grid.setColumnStretch(2, 1)
        self.setLayout(grid)
        self.number.textChanged.connect(self._touched)
        self.source.textChanged.connect(self._touched)
        self.number.returnPressed.connect(lambda: self.down.emit(self, False))
        self.source.down.connect(lambda: self.down.emit(self, True))

    @property
    def problem(self) -> str:
        """What cannot be of what is typed."""
        return self._below[PROBLEM].text() if PROBLEM in self._below else ""

    @property
    def doubt(self) -> str:
        """What may be and is unlikely, or what happens on saving."""
        return self._below[DOUBT].text() if DOUBT in self._below else ""

    @property
    def texts(self) -> tuple[str, str]:
        """Number and source as typed."""
        return self.number.text().strip(), self.source.toPlainText().strip()

    @property
    def changed(self) -> bool:
        """Whether something is typed that is not saved."""
        number, source = self.texts
        return (number.replace(".", ""), source) != (self._base[0].replace(".", ""), self._base[1])

    def show_row(self, seen: PageRow, people: int, typed: tuple[str, str] | None) -> None:
        """Show what stands there, or what was being typed."""
        self.seen, self._people = seen, people
        entry = seen.standing.shown
        self._base = ("", "") if entry is None else (_number(entry.said), entry.source)
        number, source = self._base if typed is None else typed
        if self.texts != (number, source):
            with QSignalBlocker(self.number), QSignalBlocker(self.source):
                self.number.setText(number)
                self.source.setPlainText(source)
            self.source.grow()
        self.show_problem("")
        clear(self._others)
        for one, told in zip(seen.standing.all, seen.told, strict=True):
            if seen.standing.others:
                self._others.addWidget(self._choice(one.id, f"{_number(one.said) or '–'} · {one.source}", told))
        self._say()

    def fit(self, room: int) -> None:
        """Where room is short the name takes more lines, so that the source keeps its own."""
        self._title.setFixedWidth(max(NARROW_NAME, min(NAME_WIDTH, room // 4)))

    def accept(self, texts: tuple[str, str]) -> None:
        """These texts are kept."""
        if self.texts == texts:
            self._base = texts
            self._say()

    def show_problem(self, text: str, at: QWidget | None = None) -> None:
        """What cannot be, in one sentence below, and in which field; "" takes it away."""
        if text == self.problem:
            return
        self._say_below(PROBLEM, text)
        for one in (self.number, self.source):
            set_state(one, state="problem" if text and one is at else "")
            one.setAccessibleDescription(text if one is at else "")

    def _touched(self) -> None:
        self.show_problem("")
        self._say()
        self.changed_now.emit()

    def _say(self) -> None:
        """Who entered it; what happens on saving; a number larger than everybody there was."""
        self._say_below(DOUBT, " ".join(self._doubts()))
        self._who.setText(self.seen.told[0] if self.seen.told else _("belum dicatat"))
        self._who.setVisible(not self.seen.standing.others)

    def _say_below(self, kind: str, text: str) -> None:
        """A line that most rows never need is made when it is."""
        if text and kind not in self._below:
            made = self._below[kind] = label("", kind, "warn" if kind == DOUBT else "", wrap=True)
            self._grid.addWidget(made, 1 if kind == PROBLEM else 2, 1, 1, 2)
        if kind in self._below:
            self._below[kind].setText(text)
            self._below[kind].setVisible(bool(text))

    def _doubts(self) -> Iterator[str]:
        plain = self.texts[0].replace(".", "")
        if self.changed and not any(self.texts):
            yield _("Dikosongkan: isian ditarik saat disimpan, dan menjadi belum dicatat.")
        if plain.isdecimal() and int(plain) > self._people:
            text = _("Lebih besar daripada {n} orang yang dipertanggungjawabkan pos ini dalam masa ini; periksa lagi.")
            yield text.format(n=counted(self._people))
        if self.seen.held:
            yield _("Laporan yang dikirim tetap menyebut angka sebelumnya.")
        if self.seen.standing.others:
            yield _("Loket mengisi berbeda. Pilih satu, atau tulis angka yang benar dan simpan.")

    def _choice(self, entry_id: str, what: str, told: str) -> QWidget:
        """One of the entries two desks made without knowing of each other."""
        take = button(_("Pakai ini"), lambda: self.chosen.emit(self.seen.subject, entry_id), "quiet", "check")
        take.setAccessibleDescription(f"{what} · {told}")
        words = column(label(what, wrap=True), label(told, "muted", wrap=True), gap=1)
        line = row(words, take, gap=10)
        line.setStretch(0, 1)
        made = QWidget()
        made.setLayout(line)
        return made


def _number(said: str) -> str:
    return said if said in ("", HIDDEN) else grouped(int(said))
