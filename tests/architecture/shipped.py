"""What lies beside the code: forms, the one style sheet, and addresses that do not belong in a repository."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from tests.architecture.source import Checkout

FORM_FILES = ("layout.toml", "sample.pdf")
# Broken by · so that this file does not contain what it looks for.
REGISTRIES = (
    "py·pi.org python·hosted.org npm·js.org npm·js.com yarn·pkg.com deb.deb·ian.org security.deb·ian.org "
    "archive.ubu·ntu.com crates·.io proxy.go·lang.org docker·.io"
).split()
MACHINES = "/wo·rk/ /fa·rm/ /tmp/pu·lang /ro·ot/ sub·agent".split()
ADDRESSES = re.compile("|".join(re.escape(word.replace("·", "")) for word in REGISTRIES))
PLACES = re.compile("|".join(r"(?<![\w.*])" + re.escape(word.replace("·", "")) for word in MACHINES))


def one_style_sheet(checkout: Checkout) -> Iterator[str]:
    """Exactly one call sets a style sheet; state shows through properties."""
    found = [
        source.at(call, "setStyleSheet")
        for source in checkout.sources("app")
        for name, call in source.calls()
        if name.endswith("setStyleSheet")
    ]
    if len(found) != 1:
        yield from found or ["app: no style sheet is set"]


def forms_are_complete(checkout: Checkout) -> Iterator[str]:
    """Every version of every form has its layout and a sample."""
    files = set(checkout.files)
    versions = {parts[:3] for path in files if (parts := PurePosixPath(path).parts)[0] == "forms" and len(parts) > 3}
    for version in sorted(versions):
        for name in FORM_FILES:
            path = "/".join((*version, name))
            if path not in files:
                yield f"{path}: missing"


def no_foreign_addresses(checkout: Checkout) -> Iterator[str]:
    """No file names a package registry or a place on one developer's machine."""
    for path in checkout.files:
        data = (checkout.root / path).read_bytes()
        if b"\0" not in data[:4096]:
            for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), start=1):
                if found := ADDRESSES.search(line) or PLACES.search(line):
                    yield f"{path}:{number}: names {found.group()}"
