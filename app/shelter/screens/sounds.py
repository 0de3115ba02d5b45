"""What the counter sounds like: one high tone for yes, two low ones for no; a beep where Qt has no sound."""

from importlib import import_module
from typing import Any

from PySide6.QtCore import QObject, QUrl
from PySide6.QtWidgets import QApplication

from app.kernel.paths import resource


def multimedia() -> Any:
    """Qt's multimedia part with a loudspeaker to play on; None where either is missing."""
    try:
        part = import_module("PySide6.QtMultimedia")
    except ImportError:
        return None
    return part if part.QMediaDevices.audioOutputs() else None


class Sounds(QObject):
    """Loaded at the first sound, so that no other screen pays for it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._effects: dict[bool, Any] | None = None

    def play(self, good: bool) -> None:
        """Yes or no, to be heard without looking."""
        if self._effects is None:
            part = multimedia()
            self._effects = {answer: self._effect(part, answer) for answer in (True, False)} if part else {}
        effect = self._effects.get(good)
        if effect is not None:
            effect.play()
            return
        for _beep in range(1 if good else 2):
            QApplication.beep()

    def _effect(self, part: Any, good: bool) -> Any:
        effect = part.QSoundEffect(self)
        effect.setSource(QUrl.fromLocalFile(str(resource("sounds", "good.wav" if good else "bad.wav"))))
        return effect
