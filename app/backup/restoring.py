"""`flask backup restore`: a set brought into an empty house, compared with what it was, row by row and file by file."""

import tempfile
from pathlib import Path

from sqlalchemy import create_engine

from app.backup.databases import NotDone, bring_back, counted, newest_seal, refuse_full
from app.backup.making import Contents, Say
from app.backup.vault import Vault
from storage import Store

DAMAGED = "{}: в\u00a0копии не\u00a0те байты. Проверьте её командой flask backup verify и\u00a0возьмите другую."


def restore(contents: Contents, vault: Vault, address: str, store: Store, secret: Path, say: Say) -> None:
    """Files first, then the database: a row without its file is never there. Raises NotDone or a StorageError."""
    refuse_full(address)
    _alike(contents, address)
    for sha256, size in contents.objects:
        bring_file(vault, sha256, size, store)
    say(f"files: {len(contents.objects)}")
    with tempfile.TemporaryDirectory(prefix="opora-restore-") as folder:
        copy = Path(folder, "database")
        with copy.open("w+b") as file:
            if vault.pour(contents.database, file) != (contents.sha256, contents.size):
                raise NotDone(DAMAGED.format(contents.database))
        bring_back(address, copy)
    if contents.secret and not secret.exists():
        secret.parent.mkdir(parents=True, exist_ok=True)
        secret.touch(mode=0o600)
        secret.write_bytes(vault.read(contents.secret))
    for line in differences(contents, address):
        raise NotDone(line)
    say(f"database: {sum(contents.counts.values())} rows, as they were")


def bring_file(vault: Vault, sha256: str, size: int, store: Store) -> None:
    """One file of the archive from the copy, by its digest. Raises NotDone or a StorageError."""
    intake = store.intake()
    try:
        if vault.pour(vault.name_of(sha256), intake) != (sha256, size):  # type: ignore[arg-type]  # it is a file
            raise NotDone(DAMAGED.format(sha256))
        store.put(sha256, intake)
    finally:
        intake.close()


def differences(contents: Contents, address: str) -> list[str]:
    """What is not as the set says: rows of a table, the newest seal of the journal."""
    engine = create_engine(address)
    try:
        with engine.connect() as connection:
            now = counted(connection)
            seal = newest_seal(connection)
    finally:
        engine.dispose()
    found = [
        f"{name}: {many} строк, стало {now.get(name)}"
        for name, many in contents.counts.items()
        if now.get(name) != many
    ]
    return found + ([] if seal == contents.seal else ["журнал кончается другой печатью"])


def _alike(contents: Contents, address: str) -> None:
    if not address.startswith(contents.kind):
        raise NotDone(f"Копия сделана с\u00a0базы {contents.kind}: укажите в\u00a0OPORA_DATABASE такую же.")
