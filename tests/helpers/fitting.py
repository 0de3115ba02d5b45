"""Whether everything on a window can be seen whole: what is cut at an edge, too narrow for its text, or covered."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QComboBox, QLabel, QLineEdit, QTableView, QWidget

_SLACK = 2
"""Pixels by which roundings may differ."""
_LEAVES = (QLabel, QAbstractButton, QComboBox, QLineEdit, QTableView)


def cut_off(window: QWidget) -> list[str]:
    """What cannot be seen whole in a window, in words; what is below in something that scrolls counts as seen."""
    shown = [each for each in window.findChildren(QWidget) if isinstance(each, _LEAVES) and _is_real(each, window)]
    found = [*_narrow(shown), *_outside(shown, window), *_covered(shown)]
    return list(dict.fromkeys(found))


def _is_real(part: QWidget, window: QWidget) -> bool:
    if isinstance(part.parentWidget(), QLineEdit | QComboBox):
        return False
    return part.isVisibleTo(window) and part.window() is window.window() and part.width() * part.height() > 0


def _narrow(parts: Sequence[QWidget]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, QLabel) and _is_text(part):
            if part.wordWrap():
                if part.height() + _SLACK < part.heightForWidth(part.width()):
                    yield f"{told(part)}: {part.height()} of {part.heightForWidth(part.width())} high"
            elif part.width() + _SLACK < part.minimumSizeHint().width():
                yield f"{told(part)}: {part.width()} of {part.minimumSizeHint().width()} wide"
        elif isinstance(part, QAbstractButton) and part.width() + _SLACK < part.minimumSizeHint().width():
            yield f"{told(part)}: {part.width()} of {part.minimumSizeHint().width()} wide"


def _outside(parts: Sequence[QWidget], window: QWidget) -> Iterator[str]:
    for part in parts:
        seen, above = QRect(part.mapTo(window, QPoint()), part.size()), part.parentWidget()
        while above is not None:
            room = QRect(above.mapTo(window, QPoint()), above.size())
            scrolling = above.parentWidget()
            if isinstance(scrolling, QAbstractScrollArea) and scrolling.viewport() is above:
                if _scrolls(scrolling, Qt.Orientation.Vertical):
                    seen.moveTop(room.top())
                if _scrolls(scrolling, Qt.Orientation.Horizontal):
                    seen.moveLeft(room.left())
                seen.setHeight(min(seen.height(), room.height()))
            if not room.adjusted(-_SLACK, -_SLACK, _SLACK, _SLACK).contains(seen):
                yield f"{told(part)}: {_box(seen)} beyond {type(above).__name__} {_box(room)}"
                break
            if above is window:
                break
            above = scrolling


def _covered(parts: Sequence[QWidget]) -> Iterator[str]:
    for place, one in enumerate(parts):
        for other in parts[place + 1 :]:
            if one.parentWidget() is other.parentWidget():
                both = one.geometry().intersected(other.geometry())
                if both.width() > _SLACK and both.height() > _SLACK:
                    yield f"{told(one)} lies over {told(other)}"


def _scrolls(area: QAbstractScrollArea, orientation: Qt.Orientation) -> bool:
    upright = orientation == Qt.Orientation.Vertical
    bar = area.verticalScrollBar() if upright else area.horizontalScrollBar()
    policy = area.verticalScrollBarPolicy() if upright else area.horizontalScrollBarPolicy()
    return bar.maximum() > 0 and policy != Qt.ScrollBarPolicy.ScrollBarAlwaysOff


def _is_text(part: QLabel) -> bool:
    return bool(part.text()) and part.textInteractionFlags() is not None


def _box(rect: QRect) -> str:
    return f"{rect.left()},{rect.top()}–{rect.right()},{rect.bottom()}"


def told(part: QWidget) -> str:
    """A part as a reader finds it again."""
    text = part.text() if isinstance(part, QLabel | QAbstractButton | QLineEdit) else ""
    return f"{type(part).__name__} {(text or part.accessibleName())[:40]!r}"
