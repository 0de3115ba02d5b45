"""In place of the dialogs that choose a file or folder: the choice is made at once."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget


def chosen(path: Path) -> Callable[..., QFileDialog]:
    """Stands for `choose_folder` and `save_file`: this path, with nothing shown."""

    def choose(over: QWidget, *asked: Any) -> QFileDialog:
        dialog = QFileDialog(over)
        asked[-1](path)
        dialog.deleteLater()
        return dialog

    return choose
