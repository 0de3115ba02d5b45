"""Giving a vault another key in place; one transaction of the engine, so a crash leaves the old key or the new one."""

from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from app.store.engine import CIPHER_PRAGMAS


def rekey_file(path: Path, old: bytes, new: bytes) -> None:
    """Encrypt every page anew; the vault must be closed. sqlcipher.DatabaseError when `old` does not open it."""
    connection = sqlcipher.connect(str(path), isolation_level=None)
    try:
        connection.execute("pragma cipher_log_level=NONE")
        connection.execute(f"pragma key=\"x'{old.hex()}'\"")
        for pragma in CIPHER_PRAGMAS:
            connection.execute(f"pragma {pragma}")
        connection.execute("SELECT count(*) FROM sqlite_master")
        # The log must be empty first: pages in it under the old key would be unreadable after a crash.
        connection.execute("pragma wal_checkpoint(truncate)")
        connection.execute(f"pragma rekey=\"x'{new.hex()}'\"")
        connection.execute("pragma wal_checkpoint(truncate)")
    finally:
        connection.close()
