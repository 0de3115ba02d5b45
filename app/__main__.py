"""One door: the desktop application when nothing is asked for, the console for every verb."""

import sys
from importlib import import_module

if __name__ == "__main__":
    # A frozen program has no other Python to open strangers' files in: with this word it is the confined reader itself.
    if sys.argv[1:] == ["--read-file-from-stdin"]:
        sys.exit(import_module("app.manifest.reading.child").main())
    if sys.argv[1:] == ["--read-picture-from-stdin"]:
        sys.exit(import_module("app.registration.picture_child").main())
    # Only the half that is needed is loaded: the login window must not wait for the console, nor a verb for Qt.
    asked = sys.argv[1:]
    named = asked[:1] != [] and asked[0].partition("=")[0] == "--home"
    only_home = named and len(asked) == (1 if "=" in asked[0] else 2)
    door = import_module("app.desktop.main" if not asked or only_home else "app.console.main")
    sys.exit(door.main())
