"""Sinkron: who lacks what, carrying by flashdisk, what differs or waits, who belongs, and care of this laptop."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget, QTabWidget, QWidget

from app.access.office import Office
from app.bundle.container import SUFFIX
from app.kernel.i18n import _
from app.sync.outstanding import Outstanding
from app.sync.overview import Overview, overview
from app.sync.screens.arriving import ArrivingPanel
from app.sync.screens.bench import Bench, SyncDesk
from app.sync.screens.care import CarePanel
from app.sync.screens.differing import DifferencesPanel
from app.sync.screens.joining import JoiningPanel
from app.sync.screens.lingering import LingeringPanel
from app.sync.screens.standing import LATE, StandingPanel
from app.sync.screens.stick import StickPanel
from app.widgets.icons import Glyph
from app.widgets.labels import counted, label, retone
from app.widgets.layouts import Beside, column, holder, row
from app.widgets.operations import Operations
from app.widgets.screen import Draft, Screen, page

TABS = ("carry", "differences", "waiting", "desks", "care")


class SyncScreen(Screen):
    """`SyncScreen(ops, desk)`: see `app.sync.screens.bench.SyncDesk` for what the wiring gives.

    Targets: one of TABS. Actions: sync.write, sync.read, sync.settle, sync.backup, sync.checkup.
    """

    def __init__(self, ops: Operations, desk: SyncDesk) -> None:
        super().__init__()
        self.bench = Bench(ops, desk)
        self.bench.said.connect(self.said)
        self.bench.done.connect(self.reload)
        self._seen: Overview | None = None
        self._glyph, self.headline = Glyph("circle-check", "good", 20), label("", "strong")
        self.standing, self.stick = StandingPanel(self.bench), StickPanel(self.bench)
        self.arriving, self.differing = ArrivingPanel(self.bench), DifferencesPanel(self.bench)
        self.lingering, self.joining = LingeringPanel(self.bench), JoiningPanel(self.bench)
        self.care = CarePanel(self.bench)
        self._carrying = QStackedWidget()
        self.tabs = QTabWidget()
        self._arrange()
        self.stick.reading.connect(self.look_at)
        self.arriving.closed.connect(self._show_standing)
        self.arriving.kit_found.connect(self._open_kit)
        self.lingering.resend.connect(self._resend)
        self.setAcceptDrops(True)

    def show_target(self, target: str) -> None:
        """Show one of TABS."""
        if target in TABS:
            self.tabs.setCurrentIndex(TABS.index(target))

    def refresh(self, tables: frozenset[str]) -> None:
        """Read everything again: any table may have been carried."""
        if not tables:
            self.differing.forget_restricted()
        self.reload()

    def reload(self) -> None:
        """Read everything again."""
        shown = self.bench.desk.shown

        def look(office: Office) -> Overview:
            found = overview(office)
            shown(office, [(one.vault, one.table, one.row_id) for one in found.differences])
            return found

        self.bench.read(look, "sync.overview").then(self.show_overview)

    def show_overview(self, seen: Overview) -> None:
        """Show one state of the exchange."""
        self._seen = seen
        self._show_headline(seen.standing)
        self.arriving.report.names = seen.names
        for part in (self.standing, self.differing, self.lingering, self.joining, self.care):
            part.show_overview(seen)
        waiting = len(seen.held) + len(seen.aside)
        titles = (_("Kiriman"), _("Beda data"), _("Tertunda & disisihkan"), _("Loket & pusat"), _("Cadangan & periksa"))
        for place, (title, number) in enumerate(zip(titles, (0, len(seen.differences), waiting, 0, 0), strict=True)):
            text = title.replace("&", "&&")
            self.tabs.setTabText(place, f"{text}  {counted(number)}" if number else text)
        attention = len(seen.differences) + waiting
        self.badge.emit(counted(attention) if attention else "")

    def look_at(self, place: Path) -> None:
        """Show what can be read at a place."""
        self.tabs.setCurrentIndex(TABS.index("carry"))
        self._carrying.setCurrentWidget(self.arriving)
        self.arriving.show_place(place)

    def draft(self) -> Draft:
        """The part shown, the place chosen, values chosen and codes typed."""
        parts: dict[str, object] = {"differing": self.differing.draft(), "joining": self.joining.draft()}
        draft: Draft = {name: part for name, part in parts.items() if part}
        if self.tabs.currentIndex():
            draft["tab"] = TABS[self.tabs.currentIndex()]
        if self.stick.folder is not None:
            draft["folder"] = str(self.stick.folder)
        return draft

    def restore(self, draft: Draft) -> None:
        """Put them back."""
        self.show_target(str(draft.get("tab", "")))
        if draft.get("folder"):
            self.stick.use(Path(str(draft["folder"])))
        for name, part in (("differing", self.differing), ("joining", self.joining)):
            kept = draft.get(name)
            if isinstance(kept, dict):
                part.restore(kept)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """What the action table can ask of this screen."""
        return {
            "sync.write": self._write,
            "sync.read": self._read,
            "sync.settle": self.differing.settle,
            "sync.backup": self._back_up,
            "sync.checkup": self._check_up,
        }

    def first_focus(self) -> QWidget | None:
        """Where the cursor belongs."""
        return (
            self.stick.write_button,
            self.differing.table,
            self.lingering.table,
            self.joining.table,
            self.care.check_button,
        )[self.tabs.currentIndex()]

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take bundles and folders."""
        if _dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Show what was dropped."""
        place = _dropped(event)
        if place is not None:
            event.acceptProposedAction()
            self.look_at(place)

    def _arrange(self) -> None:
        self._carrying.addWidget(Beside(self.standing, self.stick, 340))
        self._carrying.addWidget(self.arriving)
        parts = (self._carrying, self.differing, self.lingering, self.joining, self.care)
        for part in parts:
            self.tabs.addTab(holder(column(part, margins=(0, 14, 0, 0))), "")
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.currentChanged.connect(self._tab_shown)
        state = holder(row(self._glyph, self.headline, gap=10))
        whole = page(_("Sinkron"), self.tabs, tools=(state,))
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _tab_shown(self, _place: int) -> None:
        focus = self.first_focus()
        if focus is not None and self.isVisible():
            focus.setFocus()

    def _show_headline(self, standing: Outstanding) -> None:
        text, centre = standing.text, standing.centre
        late = centre is not None and centre.oldest is not None and standing.now - centre.oldest >= LATE
        tone = "warn" if late else "" if centre is None or centre.entries else "good"
        self._glyph.show_icon({"warn": "triangle-alert", "good": "circle-check"}.get(tone, "info"), tone or "muted")
        retone(self.headline, text[:1].upper() + text[1:], tone)

    def _show_standing(self) -> None:
        self._carrying.setCurrentIndex(0)
        self.stick.read_button.setFocus()

    def _write(self) -> None:
        self.tabs.setCurrentIndex(TABS.index("carry"))
        self._carrying.setCurrentIndex(0)
        self.stick.write()

    def _read(self) -> None:
        self.tabs.setCurrentIndex(TABS.index("carry"))
        self.stick.read()

    def _open_kit(self, path: Path) -> None:
        self.show_target("desks")
        self.joining.use_kit(path)

    def _resend(self, peer: str) -> None:
        self.tabs.setCurrentIndex(TABS.index("carry"))
        self._carrying.setCurrentIndex(0)
        self.stick.write_anew(peer)

    def _back_up(self) -> None:
        self.show_target("care")
        self.care.backup_button.click()

    def _check_up(self) -> None:
        self.show_target("care")
        self.care.check()


def _dropped(event: QDropEvent) -> Path | None:
    """The first bundle or folder that is being dropped."""
    for url in event.mimeData().urls():
        path = Path(url.toLocalFile())
        if url.isLocalFile() and (path.suffix == SUFFIX or path.is_dir()):
            return path
    return None
