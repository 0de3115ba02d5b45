"""No key, passphrase or sheet shows where an object is only named: in a failing test, a log, a traceback."""

from app.access.handouts import Handouts
from app.access.slots import CODE_KDF, Opened, Secret, Slot, VaultKey
from app.access.views import Sheet

TOLD = "rahasia pos"
KEY = TOLD.encode()


def test_what_opens_a_vault_is_in_no_repr() -> None:
    key = VaultKey(1, KEY)
    slot = Slot(id="s", kind="user", label="siti", public="age1")
    sheet = Sheet(1, "K7", TOLD)
    for named in (
        key,
        Secret(KEY, CODE_KDF),
        Opened(slot, KEY, {"general": (key,)}),
        sheet,
        Handouts((sheet,), {"peksos": TOLD}),
    ):
        assert TOLD not in repr(named)
