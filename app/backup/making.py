"""`flask backup create` and `verify`: the database first, then each file that it speaks of; the list of all comes last.

A set without its list was cut and counts for nothing. Files of the archive lie once for all sets.
"""

import io
import json
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from app.backup.databases import SUFFIX, counted, is_sqlite, newest_seal, objects_of, schema_of, snapshot
from app.backup.sealing import Spoilt
from app.backup.vault import Vault
from app.version import VERSION
from storage import Missing, StorageError, Store

LIST = "manifest.json"
Say = Callable[[str], object]


@dataclass(frozen=True)
class Contents:
    """What a set holds. `objects` are digests and sizes; `seal` is that of the newest record of the journal."""

    made_at: str
    version: str
    kind: str
    database: str
    sha256: str
    size: int
    schema: list[str]
    counts: dict[str, int]
    seal: str
    objects: list[tuple[str, int]]
    secret: str


def create(address: str, store: Store, vault: Vault, secret: Path, now: datetime, say: Say) -> Contents:
    """A set of this moment. Raises NotDone or a StorageError: then there is no set."""
    stamp = f"sets/{now:%Y-%m-%dT%H-%M-%SZ}"
    kind = "sqlite" if is_sqlite(address) else "postgresql"
    with tempfile.TemporaryDirectory(prefix="opora-backup-") as folder:
        copy = Path(folder, f"database.{SUFFIX[kind]}")
        with snapshot(address, copy) as seen:
            counts = counted(seen)
            schema, seal, objects = schema_of(seen), newest_seal(seen), objects_of(seen)
        name = f"{stamp}/{copy.name}"
        with copy.open("rb") as file:
            sha256, size = vault.put(name, file)
    say(f"database: {size} bytes, {sum(counts.values())} rows")
    fresh = _copy(objects, store, vault)
    say(f"files: {fresh} new, {len(objects) - fresh} there already")
    kept = f"{stamp}/secret" if secret.exists() else ""
    if kept:
        vault.put(kept, io.BytesIO(secret.read_bytes()))
    contents = Contents(now.isoformat(), VERSION, kind, name, sha256, size, schema, counts, seal, objects, kept)
    vault.put(f"{stamp}/{LIST}", io.BytesIO(json.dumps(asdict(contents)).encode()))
    say(f"set: {stamp}{', encrypted' if vault.encrypted else ''}")
    return contents


def _copy(objects: list[tuple[str, int]], store: Store, vault: Vault) -> int:
    """Each file that does not lie there yet; how many they were. Raises what keeps one from being read."""
    there, fresh = vault.names("objects"), 0
    for sha256, _ in objects:
        if (name := vault.name_of(sha256)) in there:
            continue
        with tempfile.TemporaryFile() as file:
            with store.open(sha256) as source:
                while piece := source.read(1024 * 1024):
                    file.write(piece)
            found, _ = vault.put(name, file)
            if found != sha256:
                raise Spoilt(f"{sha256}: файл в\u00a0архиве повреждён, копия не\u00a0закончена")
        fresh += 1
    return fresh


def sets(vault: Vault) -> list[str]:
    """The whole sets of a place, the oldest first."""
    return sorted(name.rpartition("/")[0] for name in vault.names("sets") if name.endswith(f"/{LIST}"))


def contents_of(vault: Vault, stamp: str) -> Contents:
    """What a set says of itself."""
    about = json.loads(vault.read(f"{stamp}/{LIST}"))
    about["objects"] = [(sha256, size) for sha256, size in about["objects"]]
    return Contents(**about)


def amiss(vault: Vault, contents: Contents) -> Iterator[str]:
    """Every file of a set read again: a line for each that is not as it was."""
    expected = [(contents.database, contents.sha256, contents.size)]
    expected += [(vault.name_of(sha256), sha256, size) for sha256, size in contents.objects]
    for name, sha256, size in expected:
        try:
            if vault.digest(name) != (sha256, size):
                yield f"damaged: {name}"
        except Missing:
            yield f"missing: {name}"
        except (Spoilt, StorageError):
            yield f"unreadable: {name}"
