"""One door: the desktop application when nothing is asked for, the console for every verb."""

import sys
from importlib import import_module

if __name__ == "__main__":
    # A frozen program has no other Python to open strangers' files in: with this word it is the confined reader itself.
    if sys.argv[1:] == ["--read-file-from-stdin"]:
        sys.exit(import_module("app.manifest.reading.child").main())
    # Only the half that is needed is loaded: the login window must not wait for the console, nor a verb for Qt.
    door = import_module("app.console.main" if len(sys.argv) > 1 else "app.desktop.wiring")
    sys.exit(door.main())
