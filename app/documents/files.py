"""What a file really is: told by its first bytes, never by its name; with limits against zip bombs (P7, U12)."""

import zipfile
from typing import BinaryIO

from app.permissions import Refused

ACCEPTED = "DOCX, PDF, JPG, PNG"
UNPACKED_LIMIT = 200 * 1024 * 1024
ENTRY_LIMIT = 5000
SIGNATURES = {b"%PDF-": "pdf", b"\xff\xd8\xff": "jpg", b"\x89PNG\r\n\x1a\n": "png", b"PK\x03\x04": "zip"}
ALIASES = {"jpeg": "jpg"}


def refusal(stream: BinaryIO, filename: str, size: int, limit: int) -> Refused | None:
    """Why this file can't be taken, in a sentence with a way on; None when it can. The stream is left at its start."""
    stream.seek(0)
    head = stream.read(16)
    stream.seek(0)
    ending = filename.rpartition(".")[2].lower()
    ending = ALIASES.get(ending, ending)
    if size == 0:
        return Refused(
            "empty", "Файл пустой, 0 байт. Откройте его на своём компьютере, сохраните ещё раз и загрузите снова."
        )
    if size > limit:
        return Refused(
            "too_large", f"Файл больше {limit // 1024 // 1024} МБ. Уменьшите его, например сохраните как PDF."
        )
    kind = next((name for start, name in SIGNATURES.items() if head.startswith(start)), None)
    if kind == "zip":
        kind = _kind_of_package(stream)
    if kind == "bomb":
        return Refused(
            "bomb", "Файл устроен так, что его опасно открывать. Сохраните документ заново и загрузите снова."
        )
    if kind is None or kind != ending:
        return Refused(
            "wrong_type", f"Содержимое файла не похоже на {ending.upper() or 'документ'}. Мы принимаем {ACCEPTED}."
        )
    return None


def _kind_of_package(stream: BinaryIO) -> str | None:
    try:
        with zipfile.ZipFile(stream) as package:
            entries = package.infolist()
            if len(entries) > ENTRY_LIMIT or sum(e.file_size for e in entries) > UNPACKED_LIMIT:
                return "bomb"
            names = {e.filename for e in entries}
            with_macros = any(n.endswith("vbaProject.bin") for n in names)
            return "docx" if "word/document.xml" in names and not with_macros else None
    except zipfile.BadZipFile:
        return None
    finally:
        stream.seek(0)
