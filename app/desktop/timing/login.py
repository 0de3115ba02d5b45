"""The real application from its own door on, until the login window is there: `… login --home DIR`."""

import sys
from typing import Any

from app.desktop import main as start
from app.desktop.timing import FirstPaint, told_and_done


class Watched(start.Desktop):
    """The desktop, with an eye on its first window."""

    def show(self, *given: Any) -> None:
        """Show the login window and tell when it was painted."""
        FirstPaint(self.login, told_and_done)
        super().show(*given)


if __name__ == "__main__":
    start.Desktop = Watched  # type: ignore[misc]
    sys.exit(start.main())
