"""The peer: an empty main window of the same Qt, and nothing of the application."""

import sys

from PySide6.QtWidgets import QApplication, QMainWindow

from app.desktop.timing import FirstPaint, told_and_done


def main() -> int:
    """Print the moment of the first paint."""
    app = QApplication([])
    window = QMainWindow()
    window.resize(920, 560)
    FirstPaint(window, told_and_done)
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
