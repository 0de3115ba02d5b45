"""Beranda: who is here now, whether the numbers agree, what must be looked at, and what to do first on an empty day."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QWidget

from app.desktop.home_next import Destinations, NextStep, NextSteps
from app.kernel.headcount import HeadCount
from app.kernel.i18n import N_, _
from app.widgets.buttons import button
from app.widgets.chart import Bar, FlowChart
from app.widgets.figures import BigNumber, ClassStrip, Meter
from app.widgets.icons import Glyph
from app.widgets.labels import counted, label, retone
from app.widgets.layouts import clear, column, holder, panel, row, rule, scrolled
from app.widgets.screen import Screen


@dataclass(frozen=True)
class Review:
    """Something that waits for a person: how many, what, and the screen that settles it."""

    count: int
    text: str
    screen: str
    target: str = ""
    glyph: str = "triangle-alert"


@dataclass(frozen=True)
class OpenBatch:
    """A ship whose people are being checked."""

    id: str
    name: str
    detail: str
    checked: int
    listed: int


@dataclass(frozen=True)
class Step:
    """A next step on an empty screen: the action of the table it runs."""

    action: str
    text: str
    hint: str
    glyph: str


@dataclass(frozen=True)
class HomeView:
    """What Beranda shows; `ledger` bars carry the id that Rekonsiliasi opens."""

    day: str
    opened: str
    present: HeadCount | None = None
    capacity: int = 0
    ledger: tuple[Bar, ...] = ()
    ledger_words: str = ""
    balanced: bool = True
    reviews: tuple[Review, ...] = ()
    batches: tuple[OpenBatch, ...] = ()
    steps: tuple[NextStep, ...] = ()
    destinations: tuple[Bar, ...] = ()


NARROW_BELOW = 940
FIRST_STEPS = (
    Step(
        "go.arrival",
        N_("Terima daftar nama"),
        N_("Impor manifes dari Perwakilan RI, atau mulai dari hitungan saja."),
        "upload",
    ),
    Step("go.people", N_("Daftarkan orang"), N_("Untuk yang datang tanpa daftar."), "user-plus"),
    Step("go.settings", N_("Lengkapi pos ini"), N_("Kop surat, penanda tangan, kapasitas, pengguna lain."), "settings"),
)


class HomeScreen(Screen):
    """The first screen; `load` is asked for a view and delivers it on the GUI thread."""

    def __init__(self, load: Callable[[Callable[[HomeView], object]], object]) -> None:
        super().__init__()
        self._load = load
        self._day, self._opened = label("", "title"), label("", "muted")
        self._present, self._classes, self._capacity = BigNumber(_("Hadir sekarang")), ClassStrip(), Meter()
        self._ledger = FlowChart(_("Rekap orang"))
        self._ledger.chosen.connect(lambda step: self.go.emit("reconciliation", step))
        self._words, self._sign = label("", "strong", wrap=True), Glyph("circle-check", "good")
        self._reviews, self._batches, self._steps = column(gap=2), column(gap=10), row(gap=14)
        self._review_title = label("", "eyebrow")
        self._batch_panel = panel(column(label(_("Rombongan terbuka"), "eyebrow"), self._batches, gap=12))
        self._next, self._destinations = NextSteps(), Destinations()
        self._next.go.connect(self.go.emit)
        self._destinations.chosen.connect(lambda kind: self.go.emit("handover", kind))
        self._lower = row(self._next, self._destinations, gap=14)
        self._step_box = holder(column(label(_("Langkah pertama hari ini"), "heading"), self._steps, gap=12))
        self._arrange()

    def refresh(self, tables: frozenset[str]) -> None:
        """Read the day again."""
        self._load(self.show_view)

    def show_view(self, view: HomeView) -> None:
        """Show one state of the day."""
        self._day.setText(view.day)
        self._opened.setText(view.opened)
        self._show_present(view)
        self._ledger.show_bars(view.ledger)
        self._show_words(view)
        self._show_reviews(view)
        self._show_batches(view)
        empty = not view.batches and not (view.present and view.present.total)
        self._step_box.setVisible(empty)
        self._next.setVisible(not empty)
        self._next.show_steps(view.steps)
        self._destinations.show_bars(view.destinations)

    def _arrange(self) -> None:
        present = panel(column(self._present, self._classes, 1, self._capacity, gap=10))
        ledger = panel(
            column(label(_("Rekap orang"), "eyebrow"), self._ledger, 1, row(self._sign, self._words), gap=10)
        )
        self._words.setMinimumWidth(120)
        reviews = panel(column(self._review_title, self._reviews, 1, gap=8))
        self._panels = (present, ledger, reviews)
        self._grid = grid = QGridLayout()
        grid.setSpacing(14)
        grid.setContentsMargins(0, 0, 0, 0)
        self._place_panels(narrow=False)
        for step in FIRST_STEPS:
            self._steps.addWidget(self._step_panel(step))
        head = row(self._day, self._opened, 1, gap=12)
        head.setAlignment(self._opened, Qt.AlignmentFlag.AlignBottom)
        self._lower.setStretch(0, 6)
        self._lower.setStretch(1, 5)
        body = column(head, grid, self._batch_panel, self._lower, self._step_box, gap=16, margins=(24, 18, 24, 16))
        body.setStretch(3, 1)
        self.setLayout(column(scrolled(holder(body))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what must be reviewed below the counts when there is no room beside them."""
        super().resizeEvent(event)
        self._place_panels(narrow=self.width() < NARROW_BELOW)

    def _place_panels(self, narrow: bool) -> None:
        present, ledger, reviews = self._panels
        self._lower.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self._grid.addWidget(present, 0, 0)
        self._grid.addWidget(ledger, 0, 1)
        self._grid.addWidget(reviews, 1 if narrow else 0, 0 if narrow else 2, 1, 2 if narrow else 1)
        for place, weight in enumerate((5, 6, 0 if narrow else 5)):
            self._grid.setColumnStretch(place, weight)

    def _show_present(self, view: HomeView) -> None:
        total = view.present.total if view.present else None
        self._present.show_number(total)
        self._classes.show_count(view.present)
        self._capacity.setVisible(view.capacity > 0)
        self._capacity.show_measure(_("Kapasitas"), total or 0, view.capacity)

    def _show_words(self, view: HomeView) -> None:
        tone = "" if not view.ledger_words else "good" if view.balanced else "bad"
        glyphs = {"": "info", "good": "circle-check", "bad": "circle-alert"}
        self._sign.show_icon(glyphs[tone], tone or "muted")
        retone(self._words, view.ledger_words or _("Belum ada yang tercatat."), tone)
        self._ledger.setVisible(bool(view.ledger))

    def _show_reviews(self, view: HomeView) -> None:
        clear(self._reviews)
        waiting = sum(review.count for review in view.reviews)
        self._review_title.setText(_("Perlu ditinjau") + (f"   {counted(waiting)}" if waiting else ""))
        for review in view.reviews:
            text = f"{counted(review.count)}  {review.text}"
            self._reviews.addWidget(button(text, self._opener(review), "nav", review.glyph))
        if not view.reviews:
            calm = label(_("Tidak ada yang menunggu."), "muted")
            self._reviews.addLayout(row(Glyph("circle-check", "good"), calm, 1))

    def _opener(self, review: Review) -> Callable[[], None]:
        return lambda: self.go.emit(review.screen, review.target)

    def _show_batches(self, view: HomeView) -> None:
        clear(self._batches)
        self._batch_panel.setVisible(bool(view.batches))
        for place, batch in enumerate(view.batches):
            if place:
                self._batches.addWidget(rule())
            self._batches.addWidget(self._batch_row(batch))

    def _batch_row(self, batch: OpenBatch) -> QWidget:
        meter = Meter()
        meter.show_progress(_("Sudah diperiksa"), batch.checked, batch.listed)
        meter.setMinimumWidth(140)
        meter.setMaximumWidth(240)
        names = column(label(batch.name, "heading", wrap=True), label(batch.detail, "caption", wrap=True), gap=1)
        go_on = button(_("Lanjutkan"), lambda: self.go.emit("arrival", batch.id), "primary", "ship")
        go_on.setAccessibleName(_("Lanjutkan {name}").format(name=batch.name))
        line = row(names, meter, go_on, gap=20)
        line.setStretch(0, 3)
        line.setStretch(1, 1)
        return holder(line)

    def _step_panel(self, step: Step) -> QFrame:
        start = button(_(step.text), lambda: self.act.emit(step.action), "", step.glyph)
        return panel(column(row(start, 1), label(_(step.hint), "muted", wrap=True), 1, gap=8))
