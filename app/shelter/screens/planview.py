"""The floor plan: every room a card with its use, its people and a bar, floor below floor; walked by arrow keys."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip

from app.kernel.i18n import _
from app.shelter.house import RoomView
from app.shelter.screens import words
from app.widgets import theme
from app.widgets.icons import pixmap

CARD_HEIGHT, LEAST_WIDTH, GAP, HEAD = 74, 138, 8, 30
EDGE = 28
"""So near the border the plan scrolls while somebody is dragged over it."""
_STEPS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


@dataclass(frozen=True)
class _Card:
    room: RoomView
    at: QRect


class FloorPlan(QAbstractScrollArea):
    """Paints only what is in sight, so that a house of any size is as fast as a small one."""

    chosen = Signal(str)
    """A room became the current one."""
    opened = Signal(str)
    """Enter or a click on a room."""

    def __init__(self) -> None:
        super().__init__()
        self._rooms: Sequence[RoomView] = ()
        self._cards: list[_Card] = []
        self._heads: list[tuple[str, QRect]] = []
        self._current, self._over = "", ""
        self._marked: frozenset[str] = frozenset()
        self._fits: Callable[[RoomView], bool] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self.setMinimumWidth(LEAST_WIDTH * 2 + GAP * 2)
        self._tell()

    @property
    def current(self) -> str:
        """The room the keys are on; "" while there is none."""
        return self._current

    def show_rooms(self, rooms: Sequence[RoomView]) -> None:
        """Show the house; the current room stays while it exists."""
        self._rooms = rooms
        if self._current not in {room.id for room in rooms}:
            self._current = rooms[0].id if rooms else ""
        self._arrange()
        self._tell()

    def mark(self, room_ids: frozenset[str]) -> None:
        """Frame these rooms: somebody who is sought sleeps there."""
        if room_ids != self._marked:
            self._marked = room_ids
            self.viewport().update()

    def go_to(self, room_id: str) -> None:
        """Make a room the current one and bring it in sight."""
        card = next((card for card in self._cards if card.room.id == room_id), None)
        if card is None:
            return
        self._current = room_id
        self._bring(card.at)
        self._tell()
        self.viewport().update()
        self.chosen.emit(room_id)

    def room_at(self, spot: QPoint) -> str:
        """The room under a spot of the screen; "" for none."""
        inside = self.viewport().mapFromGlobal(spot)
        if not self.viewport().rect().contains(inside):
            return ""
        card = self._card_at(inside)
        return card.room.id if card else ""

    def drag_over(self, spot: QPoint, fits: Callable[[RoomView], bool]) -> None:
        """Somebody is dragged over the plan: the room below shows whether he fits."""
        inside = self.viewport().mapFromGlobal(spot)
        if self.viewport().rect().contains(inside):
            step = 20 * ((inside.y() > self.viewport().height() - EDGE) - (inside.y() < EDGE))
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + step)
        self._over, self._fits = self.room_at(spot), fits
        self.viewport().update()

    def drag_end(self) -> None:
        """Nobody is dragged any more."""
        self._over, self._fits = "", None
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the headings and cards in sight."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shift = self.verticalScrollBar().value()
        painter.fillRect(event.rect(), theme.colour("window"))
        sight = event.rect().translated(0, shift)
        painter.translate(0, -shift)
        for text, at in self._heads:
            if at.intersects(sight):
                painter.setFont(_font(12, bold=True))
                painter.setPen(theme.colour("muted"))
                painter.drawText(at, int(Qt.AlignmentFlag.AlignVCenter), text)
        for card in self._cards:
            if card.at.intersects(sight):
                self._paint(painter, card)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys walk from room to room, Enter opens."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step and self._cards:
            self._walk(*step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._current:
            self.opened.emit(self._current)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click opens a room."""
        card = self._card_at(event.position().toPoint())
        if card is not None and event.button() == Qt.MouseButton.LeftButton:
            self.go_to(card.room.id)
            self.opened.emit(card.room.id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """What a card means is told in words."""
        card = self._card_at(event.position().toPoint())
        QToolTip.showText(event.globalPosition().toPoint(), words.room_sentence(card.room) if card else "", self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the cards out anew."""
        super().resizeEvent(event)
        self._arrange()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Everything is painted anew: it is quick."""
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.viewport().update()

    def _arrange(self) -> None:
        room = self.viewport().width() - 2
        columns = max(1, (room + GAP) // (LEAST_WIDTH + GAP))
        width = (room - GAP * (columns - 1)) // columns
        self._cards, self._heads = [], []
        y, place, floor = 0, 0, ""
        for one in self._rooms:
            if one.floor != floor:
                y += (CARD_HEIGHT + GAP if place else 0) + (GAP if floor else 0)
                self._heads.append((self._floor_words(one), QRect(2, y, room, HEAD)))
                y, place, floor = y + HEAD, 0, one.floor
            elif place == columns:
                y, place = y + CARD_HEIGHT + GAP, 0
            self._cards.append(_Card(one, QRect(1 + place * (width + GAP), y, width, CARD_HEIGHT)))
            place += 1
        height = y + CARD_HEIGHT + GAP if self._cards else 0
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, height - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(CARD_HEIGHT // 2)
        self.viewport().update()

    def _floor_words(self, first: RoomView) -> str:
        mine = [room for room in self._rooms if room.floor == first.floor and not room.closed]
        taken, places = sum(room.taken for room in mine), sum(room.places for room in mine)
        return _("{floor} · {taken} dari {places} tempat").format(floor=first.floor, taken=taken, places=places)

    def _walk(self, across: int, down: int) -> None:
        at = next((place for place, card in enumerate(self._cards) if card.room.id == self._current), 0)
        here = self._cards[at].at
        if across:
            found = self._cards[max(0, min(len(self._cards) - 1, at + across))]
        else:
            rest = self._cards[at + 1 :] if down > 0 else self._cards[:at][::-1]
            line = next((card.at.y() for card in rest if card.at.y() != here.y()), here.y())
            near = [card for card in rest if card.at.y() == line] or [self._cards[at]]
            found = min(near, key=lambda card: abs(card.at.x() - here.x()))
        self.go_to(found.room.id)

    def _bring(self, at: QRect) -> None:
        bar, height = self.verticalScrollBar(), self.viewport().height()
        top = at.top() - HEAD
        if top < bar.value():
            bar.setValue(top)
        elif at.bottom() + GAP > bar.value() + height:
            bar.setValue(at.bottom() + GAP - height)

    def _card_at(self, spot: QPoint) -> _Card | None:
        inside = spot + QPoint(0, self.verticalScrollBar().value())
        return next((card for card in self._cards if card.at.contains(inside)), None)

    def _tell(self) -> None:
        room = next((room for room in self._rooms if room.id == self._current), None)
        said = words.room_sentence(room) if room else ""
        self.setAccessibleName(": ".join(part for part in (_("Denah kamar"), said) if part))

    def _paint(self, painter: QPainter, card: _Card) -> None:
        room, at = card.room, card.at
        self._paint_ground(painter, room, at)
        inner = at.adjusted(11, 8, -11, -8)
        glyphs = words.room_glyphs(room)
        for place, (glyph, tone) in enumerate(glyphs):
            painter.drawPixmap(inner.right() - 15 - place * 19, inner.top(), pixmap(glyph, 16, tone))
        name = QRect(inner.left(), inner.top() - 2, inner.width() - 19 * len(glyphs), 20)
        _write(painter, name, room.name, _Ink(_font(14, bold=True), "faint" if room.closed else "text"))
        line = QRect(inner.left(), inner.top() + 20, inner.width(), 18)
        number = words.room_count(room)
        tone = "bad" if room.taken > room.places else "text"
        _write(painter, line, number, _Ink(_font(13, bold=True), tone, Qt.AlignmentFlag.AlignRight))
        left = line.adjusted(0, 0, -painter.fontMetrics().horizontalAdvance(number) - 8, 0)
        _write(painter, left, words.room_use(room), _Ink(_font(12), "muted"))
        self._paint_bar(painter, room, QRectF(inner.left(), inner.bottom() - 7, inner.width(), 7))

    def _paint_ground(self, painter: QPainter, room: RoomView, at: QRect) -> None:
        edge, width, ground = "border", 1, "sunken" if room.closed else "surface"
        if room.id in self._marked:
            edge, width, ground = "accent", 2, "accent-soft"
        if room.id == self._current and self.hasFocus():
            edge, width = "accent", 2
        elif room.id == self._current:
            edge = "border-strong"
        if room.id == self._over and self._fits is not None:
            good = self._fits(room)
            edge, width, ground = ("good-fill", 3, "good-soft") if good else ("warn-fill", 3, "warn-soft")
        painter.setPen(QPen(theme.colour(edge), width))
        painter.setBrush(theme.colour(ground))
        inset = width / 2
        painter.drawRoundedRect(QRectF(at).adjusted(inset, inset, -inset, -inset), 9, 9)

    def _paint_bar(self, painter: QPainter, room: RoomView, bar: QRectF) -> None:
        """One piece for every place; more people than places fill it in another tone."""
        places = max(1, room.places)
        gap = 2.0 if places <= 24 else 0.0
        piece = (bar.width() - gap * (places - 1)) / places
        painter.setPen(Qt.PenStyle.NoPen)
        taken = "bad-fill" if room.taken > room.places else "faint" if room.closed else "accent-fill"
        for place in range(places):
            painter.setBrush(theme.colour(taken if place < room.taken else "track"))
            painter.drawRoundedRect(QRectF(bar.x() + place * (piece + gap), bar.y(), piece, bar.height()), 2, 2)


def _font(pixels: int, bold: bool = False) -> QFont:
    font = theme.ui_font(pixels)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font


@dataclass(frozen=True)
class _Ink:
    font: QFont
    tone: str
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft


def _write(painter: QPainter, at: QRect, text: str, ink: _Ink) -> None:
    painter.setFont(ink.font)
    painter.setPen(theme.colour(ink.tone))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, at.width())
    painter.drawText(at, int(ink.side | Qt.AlignmentFlag.AlignVCenter), shown)
