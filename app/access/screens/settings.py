"""Pengaturan: the parts in a list at the left, the one chosen at the right; each role sees what it may change."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from app.access.screens.day_section import DaySection
from app.access.screens.desks_section import DesksSection
from app.access.screens.entrance import turn_to
from app.access.screens.own_section import OwnSection
from app.access.screens.preferences_section import PreferencesSection, SafetySection
from app.access.screens.reach import Reach
from app.access.screens.recovery_section import RecoverySection
from app.access.screens.section import Section
from app.access.screens.signatories_section import SignatoriesSection
from app.access.screens.site_section import SiteSection
from app.access.screens.users_section import UsersSection
from app.kernel.i18n import N_, NP_, _
from app.widgets.buttons import button
from app.widgets.labels import label
from app.widgets.layouts import column, holder, row, scrolled
from app.widgets.screen import Draft, Screen

LIST_WIDTH = 214
PAGE_WIDTH = 780


@dataclass(frozen=True)
class _Part:
    """A part of the settings: id, title, icon, its maker, and the permission without which it is not shown."""

    id: str
    title: str
    glyph: str
    make: Callable[[Reach], Section]
    permission: str = "access.self"


PARTS = (
    _Part("day", N_("Hari operasional"), "calendar", DaySection),
    _Part("site", N_("Pos dan kop surat"), "house", SiteSection),
    _Part("signatories", N_("Penanda tangan"), "pencil", SignatoriesSection, "access.signatories"),
    _Part("users", N_("Pengguna"), "users", UsersSection),
    _Part("own", N_("Kata sandi dan PIN"), "lock", OwnSection),
    _Part("recovery", N_("Lembar pemulihan"), "shield", RecoverySection),
    _Part("desks", NP_("several", "Loket"), "scan-line", DesksSection),
    _Part("look", N_("Tampilan"), "sun", PreferencesSection),
    _Part("safety", N_("Keamanan"), "info", SafetySection),
)


class SettingsScreen(Screen):
    """The settings of the post, of this laptop, and of oneself."""

    def __init__(self, reach: Reach) -> None:
        super().__init__()
        self._reach = reach
        self._sections: dict[str, Section] = {}
        self._drafts: dict[str, dict[str, object]] = {}
        self._pages = QStackedWidget()
        self._title, self._lead = label("", "title"), label("", "muted", wrap=True)
        self.buttons: dict[str, QPushButton] = {}
        self._arrange()
        self.open(PARTS[0].id)

    @property
    def section(self) -> Section:
        """The part shown."""
        return self._sections[self._here]

    def open(self, part_id: str) -> None:
        """Show a part."""
        part = next(one for one in PARTS if one.id == part_id)
        self._here = part_id
        if part_id not in self._sections:
            self._make(part)
        section = self._sections[part_id]
        turn_to(self._pages, section)
        self._title.setText(_(part.title))
        self._lead.setText(_(section.lead))
        self._lead.setVisible(bool(section.lead))
        self.buttons[part_id].setChecked(True)
        section.load()

    def show_target(self, target: str) -> None:
        """Show the part of this id."""
        if target in self.buttons:
            self.open(target)

    def refresh(self, tables: frozenset[str]) -> None:
        """Read the part shown anew; offer what the roles of whoever sits here allow."""
        for part in PARTS:
            self.buttons[part.id].setVisible(self._reach.may(part.permission))
        if not self._reach.may(next(one.permission for one in PARTS if one.id == self._here)):
            self.open(PARTS[0].id)
        else:
            self.section.load()

    def draft(self) -> Draft:
        """What is typed and not kept, by part."""
        drafts = {part_id: section.draft() for part_id, section in self._sections.items()}
        return {part_id: dict(draft) for part_id, draft in {**self._drafts, **drafts}.items() if draft}

    def restore(self, draft: Draft) -> None:
        """Put a draft back, now or when its part is shown."""
        for part_id, values in draft.items():
            if isinstance(values, dict):
                if part_id in self._sections:
                    self._sections[part_id].restore(values)
                else:
                    self._drafts[part_id] = values

    def first_focus(self) -> QWidget | None:
        """The list of parts."""
        return self.buttons[self._here]

    def _make(self, part: _Part) -> None:
        section = part.make(self._reach)
        section.said.connect(self.said)
        section.go.connect(self.go)
        self._sections[part.id] = section
        self._pages.addWidget(section)
        if part.id in self._drafts:
            section.restore(self._drafts.pop(part.id))

    def _arrange(self) -> None:
        for part in PARTS:
            made = button(_(part.title), partial(self.open, part.id), "nav", part.glyph)
            made.setCheckable(True)
            made.setAutoExclusive(True)
            self.buttons[part.id] = made
        parts = holder(column(*self.buttons.values(), 1, gap=2, margins=(18, 18, 8, 12)))
        parts.setFixedWidth(LIST_WIDTH)
        body = column(column(self._title, self._lead, gap=4), self._pages, gap=18, margins=(20, 20, 28, 20))
        body.setStretch(1, 1)
        page = holder(body)
        page.setMaximumWidth(PAGE_WIDTH)
        around = row(page, 1)
        around.setStretch(0, 100)
        line = row(parts, scrolled(holder(around)), gap=0)
        line.setStretch(1, 1)
        self.setLayout(line)
