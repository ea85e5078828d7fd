"""What the house keeps on its disk is read by its own user alone: names, addresses, hashes, the secret of sessions."""

import os
from pathlib import Path

from sqlalchemy import make_url

from app.settings import INSTANCE, Settings

OWN_FOLDER, OWN_FILE = 0o700, 0o600
BESIDE = ("", "-wal", "-shm", "-journal")  # what SQLite lays beside a database


def keep_private(settings: Settings, instance: Path = INSTANCE) -> None:
    """From now on this process makes nothing that others may read, and what an older one made is shut."""
    os.umask(0o077)
    for folder in (instance, Path(settings.parts)):
        if folder.is_dir():
            folder.chmod(OWN_FOLDER)
    for path in (*_databases(settings), instance / "secret"):
        if path.is_file():
            path.chmod(OWN_FILE)


def _databases(settings: Settings) -> list[Path]:
    address = make_url(settings.database)
    kept = [settings.queue] + [address.database] * (address.get_backend_name() == "sqlite" and bool(address.database))
    return [Path(f"{one}{beside}") for one in kept for beside in BESIDE]
