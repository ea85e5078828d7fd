"""A place with its seal: what is put is read back at once, what is opened is proved."""

import hmac
import io
import json
import secrets
from contextlib import closing
from typing import IO

from app.backup.databases import NotDone
from app.backup.sealing import SALT, Poured, Seal, Source, digest_of, poured
from storage import Missing
from storage.places import Place, read

KEY = "key.json"  # the salt, and what proves the words; neither tells anything of them
OPEN, SHUT = "Копия не\u00a0зашифрована: уберите OPORA_BACKUP_KEY.", "Копия зашифрована: задайте OPORA_BACKUP_KEY."
OTHER = "OPORA_BACKUP_KEY не\u00a0тот, которым зашифрована копия."


class Vault:
    """Files by name; without words they lie as they are."""

    def __init__(self, place: Place, words: str = ""):
        """Raises NotDone when the place was begun with other words, or without any."""
        self.place = place
        self.seal = self._known(words) if words else None
        if not words and self._has(KEY):
            raise NotDone(SHUT)

    @property
    def encrypted(self) -> bool:
        """Whether nobody reads it without the words."""
        return self.seal is not None

    def name_of(self, sha256: str) -> str:
        """Where an object of the archive lies."""
        name = self.seal.name_of(sha256) if self.seal else sha256
        return f"objects/{name[:2]}/{name}"

    def put(self, name: str, file: IO[bytes]) -> tuple[str, int]:
        """Write it, read it back; its digest and its size. Raises NotDone when the two differ."""
        file.seek(0)
        written = digest_of(file)
        file.seek(0)
        self.place.put(name, Poured(self.seal.closed(file, name)) if self.seal else file)  # type: ignore[arg-type]
        if self.digest(name) != written:
            raise NotDone(f"{name}: записалось не\u00a0то, что писали. Проверьте диск копии.")
        return written

    def digest(self, name: str) -> tuple[str, int]:
        """SHA-256 and size of what lies there, opened. Raises Missing, Unreachable or Spoilt."""
        with closing(self.place.open(name)) as source:
            return digest_of(self._opened(source, name))

    def pour(self, name: str, to: IO[bytes]) -> tuple[str, int]:
        """Copy it, opened; its digest and its size. Raises as `digest`."""
        with closing(self.place.open(name)) as raw:
            return poured(self._opened(raw, name), to)

    def read(self, name: str) -> bytes:
        """All of something small."""
        with closing(self.place.open(name)) as raw:
            return self._opened(raw, name).read(-1)

    def names(self, folder: str) -> set[str]:
        """What lies there."""
        return {name for name, _ in self.place.sizes(folder)}

    def _opened(self, source: Source, name: str) -> Source:
        return Poured(self.seal.opened(source, name)) if self.seal else source

    def _has(self, name: str) -> bool:
        try:
            self.place.open(name).close()
        except Missing:
            return False
        return True

    def _known(self, words: str) -> Seal:
        if not self._has(KEY):
            if any(self.place.sizes("sets")):
                raise NotDone(OPEN)
            seal = Seal(words, salt := secrets.token_bytes(SALT))
            about = {"salt": salt.hex(), "proof": seal.name_of("proof")}
            self.place.put(KEY, io.BytesIO(json.dumps(about).encode()))
            return seal
        about = json.loads(read(self.place, KEY))
        seal = Seal(words, bytes.fromhex(about["salt"]))
        if not hmac.compare_digest(seal.name_of("proof"), about["proof"]):
            raise NotDone(OTHER)
        return seal
