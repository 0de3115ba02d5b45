"""The right side of the quay: who is left, three columns side by side, and the gangway tally."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QToolButton, QWidget

from app.kernel.headcount import CLASSES, HeadCount
from app.kernel.i18n import _, ngettext
from app.manifest.board import Board, Figures
from app.widgets.buttons import button, icon_button
from app.widgets.figures import BigNumber, Comparison, Counted
from app.widgets.labels import counted, key_cap, label
from app.widgets.layouts import column, holder, panel, row, scrolled
from app.widgets.theme import set_state

TALLY_KEYS = {"LD": "F5", "PD": "F6", "AL": "F7", "AP": "F8"}


class CountsPanel(QWidget):
    """Numbers of one ship; says nothing that is not known."""

    remaining_wanted = Signal()
    share_wanted = Signal()
    match_wanted = Signal()
    tallied = Signal(str, int)

    def __init__(self, may_tally: bool) -> None:
        super().__init__()
        self._left = BigNumber(_("Sisa"))
        self._who = button(_("Siapa?"), self.remaining_wanted.emit, glyph="users")
        self._who.setToolTip(_("Nama yang belum diperiksa (Ctrl+R)"))
        self._share = icon_button("scan-line", _("Jumlah untuk pesan, tanpa nama (Ctrl+Shift+W)"))
        self._share.clicked.connect(self.share_wanted)
        self._comparison = Comparison()
        behind = button(_("Nama di balik selisih"), self.match_wanted.emit, "quiet", "users")
        behind.setToolTip(_("Surat, daftar, dermaga, dan pemeriksaan menurut kelompok (Ctrl+I)"))
        self._others = label("", "caption", wrap=True)
        self._tally = TallyBox(self.tallied.emit, may_tally)
        buttons = row(self._who, self._share, gap=4)
        left = row(self._left, 1, buttons)
        left.setAlignment(buttons, Qt.AlignmentFlag.AlignBottom)
        parts = (
            panel(column(left)),
            panel(column(self._comparison, self._others, behind, gap=10)),
            panel(column(self._tally)),
        )
        self.setLayout(column(scrolled(holder(column(*parts, 1, gap=12)))))
        self.setFixedWidth(288)

    def show_board(self, board: Board) -> None:
        """The numbers as they stand."""
        left = len(board.remaining)
        listed = len(board.lines)
        note = _("dari {n} di daftar").format(n=counted(listed)) if listed else _("belum ada daftar nama")
        tone = "good" if listed and not left else ""
        self._left.show_number(left if listed else None, _("semua sudah diperiksa") if tone else note, tone)
        self._who.setEnabled(left > 0)
        self._who.setVisible(listed > 0)
        figures = board.figures
        waiting = left > 0 or bool(figures.unnamed)
        counts = [
            Counted(_("Surat"), _shown(board.stated)),
            Counted(_("Dermaga"), figures.gangway),
            Counted(_("Diperiksa"), board.rechecked, going_on=waiting),
        ]
        differs = bool(board.comparison.unexplained)
        self._comparison.show_counts(counts, board.words, "warn" if differs else "" if waiting else "good")
        self._others.setText(_other_words(board, figures))
        self._others.setVisible(bool(self._others.text()))
        self._tally.show_figures(figures)


def _shown(count: HeadCount | None) -> HeadCount | None:
    return count


def _other_words(board: Board, figures: Figures) -> str:
    """What stands beside the columns: cards without a name, bodies, heads to be looked at."""
    said = []
    if figures.unnamed:
        said.append(_("{n} kartu belum bernama").format(n=len(figures.unnamed)))
    if figures.extras:
        said.append(_("{n} tambahan").format(n=len(figures.extras)))
    if figures.bodies:
        said.append(_("{n} jenazah, di luar hitungan").format(n=len(figures.bodies)))
    if figures.adrift:
        said.append(_("{n} orang perlu ditinjau: barisnya diganti atau beda antar loket").format(n=len(figures.adrift)))
    if board.overlaps:
        said.append(_("{n} baris diperiksa di dua loket, dihitung sekali").format(n=board.overlaps))
    return " · ".join(said)


class TallyBox(QWidget):
    """LD, PD, AL, AP coming off the ship; a key or a click counts one, with Shift one fewer."""

    def __init__(self, click: Callable[[str, int], object], may: bool) -> None:
        super().__init__()
        self._click = click
        self._numbers: dict[str, QLabel] = {}
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(4)
        for place, code in enumerate(CLASSES):
            self._numbers[code] = label("–", "figure-small")
            grid.addWidget(self._button(code, may), 0, place)
            grid.addWidget(self._numbers[code], 1, place, Qt.AlignmentFlag.AlignHCenter)
            grid.setColumnStretch(place, 1)
        self._total = label("", "caption")
        self._officers = label("", "caption", wrap=True)
        title = row(label(_("Hitung dermaga"), "eyebrow"), 1, self._total)
        hint = row(key_cap("Shift"), label(_("= kurangi satu"), "caption"), 1, gap=6)
        self.setLayout(column(title, grid, self._officers, hint, gap=8))

    def show_figures(self, figures: Figures) -> None:
        """The tally of the ship, and each officer's part."""
        tallied = figures.tallied
        for code, number in (tallied.by_class() if tallied else dict.fromkeys(CLASSES)).items():
            self._numbers[code].setText("–" if number is None else counted(number))
        total = tallied.total if tallied else 0
        people = ngettext("{n} orang", "{n} orang", total).format(n=counted(total))
        self._total.setText(people if tallied else _("belum dihitung"))
        each = [f"{one.officer} ({one.desk}): {one.count.total}" for one in figures.officers]
        self._officers.setText(" · ".join(each))
        self._officers.setVisible(len(each) > 0)

    def _button(self, code: str, may: bool) -> QToolButton:
        made = QToolButton()
        made.setText(f"{code}  {TALLY_KEYS[code]}")
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setEnabled(may)
        made.setAccessibleName(_("Hitung dermaga {code}").format(code=code))
        made.clicked.connect(lambda _checked=False: self._click(code, 1))
        set_state(made, kind="tally")
        return made
