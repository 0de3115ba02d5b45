"""Tabs over the screens of one group: one place in the navigation, several screens behind it."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.desktop.screens import ScreenSpec
from app.kernel.i18n import _
from app.widgets.icons import put_icon
from app.widgets.layouts import row


class GroupTabs(QWidget):
    """Shows the tabs of the group the current screen belongs to; hidden where there is only one."""

    chosen = Signal(str)

    def __init__(self, specs: Sequence[ScreenSpec]) -> None:
        super().__init__()
        self._groups = grouped(specs)
        self.buttons: dict[str, QPushButton] = {}
        for group in self._groups.values():
            for spec in group if len(group) > 1 else ():
                self.buttons[spec.id] = self._tab(spec)
        self.setLayout(row(*self.buttons.values(), 1, gap=2, margins=(22, 6, 24, 0)))
        self.setAccessibleName(_("Bagian layar ini"))
        self.hide()

    def show_current(self, screen_id: str) -> None:
        """Mark the screen shown among those beside it."""
        group = {spec.id for spec in self._group(screen_id)}
        for code, made in self.buttons.items():
            made.setVisible(code in group)
            made.setChecked(code == screen_id)
        self.setVisible(bool(group & self.buttons.keys()))

    def beside(self, screen_id: str, step: int) -> str:
        """The screen so many tabs further on, round and round; "" where there are no tabs."""
        group = [spec.id for spec in self._group(screen_id)]
        return group[(group.index(screen_id) + step) % len(group)] if len(group) > 1 else ""

    def _group(self, screen_id: str) -> Sequence[ScreenSpec]:
        return next((group for group in self._groups.values() if any(one.id == screen_id for one in group)), ())

    def _tab(self, spec: ScreenSpec) -> QPushButton:
        made = QPushButton(_(spec.tab or spec.title))
        made.setProperty("kind", "tab")
        made.setCheckable(True)
        made.setAutoDefault(False)
        put_icon(made, spec.glyph)
        made.setAccessibleName(_(spec.title))
        made.clicked.connect(lambda _checked=False, screen_id=spec.id: self.chosen.emit(screen_id))
        return made


def grouped(specs: Sequence[ScreenSpec]) -> Mapping[str, list[ScreenSpec]]:
    """Group → its screens, the leading one first."""
    found: dict[str, list[ScreenSpec]] = {}
    for spec in specs:
        if spec.group:
            found.setdefault(spec.group, []).append(spec)
    return {group: sorted(some, key=lambda spec: spec.id != group) for group, some in found.items()}
