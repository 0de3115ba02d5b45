"""Kesehatan: a queue by card beside the form or the page of one person, and the lists of the health post.

Nothing typed here goes into the drafts of the frame, which live in the general vault: the forms keep theirs in the
health vault themselves.
"""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QStackedWidget, QTabBar, QWidget

from app.access.office import Office
from app.health import drafts, heads, page, screening
from app.health.page import HealthPage
from app.health.screening import Queue, Screened, ScreeningDraft
from app.health.screens.context import Desk, HealthContext
from app.health.screens.doing import Doing
from app.health.screens.lists import QueuePane
from app.health.screens.pageview import ISOLATE, REFER, SCREEN, VISIT, PageView
from app.health.screens.quickform import ScreeningForm
from app.health.screens.tabs import QUEUE, TRAIL, Lists
from app.health.screens.telling import Telling
from app.health.screens.words import verdict_mark
from app.kernel.i18n import _
from app.reference.enumerations import name_of
from app.registration.counts import HeadLine
from app.widgets.buttons import button
from app.widgets.labels import label
from app.widgets.layouts import column, holder, row
from app.widgets.message import Message
from app.widgets.operations import Operations
from app.widgets.screen import Draft, Screen
from app.widgets.screen import page as arranged

NOBODY, PAGE, FORM = range(3)


class HealthScreen(Screen):
    """`HealthScreen(ops, context)`; a target is the id of a stay. `scan` takes a card."""

    def __init__(self, ops: Operations, context: HealthContext) -> None:
        super().__init__()
        self.desk = Desk(ops, context)
        self._shown = ""
        self.queue, self.lists = QueuePane(), Lists(self, self.desk, context.zone)
        self.view, self.form = PageView(context.zone), ScreeningForm()
        self.doing, self.telling = Doing(self, self.desk), Telling(self, self.desk)
        self._tabs, self._stack, self._side = QTabBar(), QStackedWidget(), QStackedWidget()
        self._arrange()
        self._connect()

    def refresh(self, tables: frozenset[str]) -> None:
        """Read again what is shown."""
        if tables and all(name == "health_read" for name in tables) and self._tabs.currentIndex() != TRAIL:
            return
        self._read_tab()
        if self._tabs.currentIndex() == QUEUE and self._side.currentIndex() == PAGE and self._shown:
            self._read_page(self._shown)

    def show_target(self, target: str) -> None:
        """The page of a stay."""
        self._tabs.setCurrentIndex(QUEUE)
        self._read_page(target)

    def scan(self, code: str) -> None:
        """A card was scanned: its form opens, whatever was shown before."""
        self._tabs.setCurrentIndex(QUEUE)
        self.desk.read(lambda office: heads.of_card(office, code), "card").then(self._show_card)

    def draft(self) -> Draft:
        """Nothing for the frame; what is typed goes to the health vault, at once when the window locks."""
        self.form.keep()
        self.doing.keep_typed()
        return {}

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """The acts on whoever is in front."""
        found: dict[str, Callable[[], object]] = {"health.find": self._find, "health.figures": self.telling.ask}
        if self._front() is not None:
            found |= {
                "health.screen": partial(self._wanted, SCREEN, None),
                "health.visit": partial(self._wanted, VISIT, None),
                "health.refer": partial(self._wanted, REFER, None),
                "health.isolate": partial(self._wanted, ISOLATE, None),
            }
        return found

    def first_focus(self) -> QWidget:
        """The line for a card or a name."""
        return self.queue.list.line if self._tabs.currentIndex() == QUEUE else self._tabs

    def screen_head(self, head: HeadLine) -> None:
        """Open the form about somebody, with what was typed about him before."""
        self._shown = head.stay_id
        self.desk.read(drafts.kept, "draft").then(lambda kept: self._begin(head, kept.get(head.stay_id, {})))

    def _show_card(self, head: HeadLine) -> None:
        """The form about whoever is here; the page of whoever left or died, saying so."""
        if head.account in heads.IN_CARE:
            self.screen_head(head)
            return
        gone = _("{name} sudah tidak di sini ({account}).").format(
            name=head.display, account=name_of("akun_orang", head.account)
        )
        self.said.emit(Message(gone, _("Halaman kesehatannya tetap dapat dibaca."), "warn"))
        self._read_page(head.stay_id)

    # --- arrangement --------------------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        titles = (_("Antrean"), _("Isolasi"), _("Rujukan"), _("Wabah"), _("Keterangan surat"), _("Jejak baca"))
        for title in titles:
            self._tabs.addTab(title)
        self._tabs.setExpanding(False)
        self._tabs.setDrawBase(False)
        self._tabs.setAccessibleName(_("Bagian layar Kesehatan"))
        for part in (_nobody(), self.view, self.form):
            self._side.addWidget(part)
        both = row(self.queue, self._side, gap=18)
        both.setStretch(0, 5)
        both.setStretch(1, 6)
        for part in (holder(both), *self.lists.panes):
            self._stack.addWidget(part)
        body = column(self._tabs, self._stack, gap=12)
        body.setStretch(1, 1)
        figures = button(_("Angka untuk laporan"), lambda: self.act.emit("health.figures"), "", "chart-column")
        whole = arranged(_("Kesehatan"), body, tools=(figures,))
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self._tabs.currentChanged.connect(self._turn)
        self.queue.opened.connect(self._open_queued)
        for pane in self.lists.panes:
            pane.opened.connect(lambda head: self.show_target(head.stay_id))
        self.view.wanted.connect(self._wanted)
        self.form.sent.connect(self._send)
        self.form.typed.connect(self._keep)
        self.form.left.connect(self._leave)

    def _turn(self, tab: int) -> None:
        self._stack.setCurrentIndex(tab)
        self._read_tab()

    # --- reading ------------------------------------------------------------------------------------------------------

    def _read_tab(self) -> None:
        tab = self._tabs.currentIndex()
        if tab == QUEUE:
            self.desk.read(screening.queue, "queue").then(self._show_queue)
        else:
            self.lists.read(tab)

    def _show_queue(self, found: Queue) -> None:
        self.queue.show_queue(found)
        self.badge.emit(str(found.open) if found.open else "")

    def _read_page(self, stay_id: str) -> None:
        self._shown = stay_id
        self.desk.read(lambda office: page.page(office, stay_id), "page").then(self._show_page)

    def _show_page(self, found: HealthPage) -> None:
        if found.head.stay_id != self._shown:
            return
        cursor = self.form.form.isAncestorOf(QApplication.focusWidget() or self)
        self.view.show_page(found)
        self._side.setCurrentIndex(PAGE)
        self.queue.table.select(found.head.stay_id)
        if cursor:
            self.queue.list.line.setFocus()

    # --- acting -------------------------------------------------------------------------------------------------------

    def _open_queued(self, head: HeadLine) -> None:
        """Whoever was not looked at yet gets the form at once; the others their page."""
        lines = {line.head.stay_id: line for line in self.queue.table.rows}
        line = lines.get(head.stay_id)
        if line is not None and line.waits:
            self.screen_head(head)
        else:
            self._read_page(head.stay_id)

    def _front(self) -> HeadLine | None:
        if self._tabs.currentIndex() != QUEUE or self._side.currentIndex() != PAGE or self.view.page is None:
            return None
        return self.view.page.head

    def _wanted(self, verb: str, event: object) -> None:
        shown = self.view.page
        if shown is None:
            return
        if verb == SCREEN:
            self.screen_head(shown.head)
        else:
            self.doing.handle(verb, shown, event)

    def _begin(self, head: HeadLine, draft: Mapping[str, object]) -> None:
        if head.stay_id != self._shown:
            return
        self._side.setCurrentIndex(FORM)
        self.queue.table.select(head.stay_id)
        self.form.begin(head, draft)

    def _send(self, draft: ScreeningDraft) -> None:
        def keep(office: Office) -> Screened:
            kept = screening.screen(office, draft)
            drafts.keep(office, draft.stay_id, None)
            return kept

        self.form.save.setEnabled(False)
        pending = self.desk.write(keep).then(self._sent).otherwise(self.form.refuse)
        pending.finally_(lambda: self.form.save.setEnabled(True))

    def _sent(self, kept: Screened) -> None:
        head = self.form.head
        self.form.end()
        self._side.setCurrentIndex(NOBODY)
        self._shown = ""
        said = _("{name}: {verdict}").format(
            name=head.display if head else "", verdict=verdict_mark(kept.verdict).text.lower()
        )
        undo = partial(self.doing.take_back, "screening", kept.id, _("diurungkan"))
        self.said.emit(Message(said, "", "good", _("Urungkan"), undo))
        self.queue.list.line.clear()
        QTimer.singleShot(0, self.queue.list.line, self.queue.list.line.setFocus)

    def _keep(self, stay_id: str, values: dict[str, object]) -> None:
        self.desk.write(lambda office: drafts.keep(office, stay_id, values))

    def _leave(self) -> None:
        self.form.keep()
        self.form.end()
        if self._shown:
            self._read_page(self._shown)
        self.queue.list.line.setFocus()

    def _find(self) -> None:
        self._tabs.setCurrentIndex(QUEUE)
        self.queue.list.line.setFocus()
        self.queue.list.line.selectAll()


def _nobody() -> QWidget:
    text = label(_("Pindai kartu, atau ketik nomor kartu lalu Enter."), "muted", wrap=True)
    said = _("Yang belum diskrining langsung mendapat isian; Ctrl+1 berarti layak jalan dan simpan.")
    hint = label(said, "caption", wrap=True)
    return holder(column(1, text, hint, 2, gap=6))
