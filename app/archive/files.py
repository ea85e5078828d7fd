"""What a file really is: told by its bytes, never by its name; and in words why it can't be taken (P7, U12)."""

import re
import unicodedata
from collections.abc import Collection

from app.archive import antivirus
from app.archive.locked_pdf import is_locked, may_be_locked
from app.archive.other_kinds import said_of
from app.archive.package import Look, look_at_ole, look_at_rtf, look_at_zip
from app.kernel.child import Busy, File, Overrun, in_child
from app.refusals import Refusal

ACCEPTED = "DOCX, PDF, JPG, PNG, HEIC, а также DOC, RTF, ODT, XLSX, PPTX"
ENDINGS = ("docx", "pdf", "jpg", "jpeg", "png", "heic", "heif", "doc", "rtf", "odt", "xlsx", "pptx")
PDF, PDF_WITHIN = b"%PDF-", 1024
SIGNATURES = {
    PDF: "pdf",
    b"\xff\xd8\xff": "jpg",
    b"\x89PNG\r\n\x1a\n": "png",
    b"{\\rtf": "rtf",
    b"PK\x03\x04": "zip",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "ole",
}
FTYP, MAJOR, HEIF = slice(4, 8), slice(8, 12), (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
PROGRAMS = (b"MZ", b"\x7fELF", b"#!")  # what can be started is no PDF, whatever stands in it
NAME_LIMIT = 1000  # letters; the column holds no more
ALIASES = {"jpeg": "jpg", "heif": "heic"}
WITH_MACROS = ("docm", "xlsm", "pptm", "dotm", "xltm", "potm")
TROUBLES = {
    "bomb": "Файл устроен так, что его опасно открывать. Сохраните документ заново и загрузите снова.",
    "macros": "В файле есть макросы (программы внутри документа), такие файлы мы не принимаем. "
    "Сохраните его как обычный DOCX, XLSX или PDF и загрузите снова.",
    "locked": "Файл закрыт паролем. Сохраните его без пароля и загрузите снова.",
}
MISNAMED = "misnamed_{}"  # a whole file of this kind under another ending
NOT_LOOKED = Refusal(
    "busy", "Не\u00a0удалось проверить файл: сервер занят. Файл не\u00a0сохранён, попробуйте ещё раз.", 503
)
SECONDS, MEGABYTES = 10, 256
RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³])(?=\s*(\.|$))")
BEFORE = re.compile(r"^([A-Za-z]:|[.\s]+)")


def name_of(typed: str) -> str:
    """The name to keep: NFC, one line, without a path, without marks that turn the reading round (F4, F6).

    What one strip lays bare, another may have to strip: a drive behind points, points behind a drive.
    """
    name = "".join(sign for sign in typed if unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Zl", "Zp"))
    name = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1].rstrip(". ")
    while (bare := BEFORE.sub("", name).strip()) != name:
        name = bare
    return RESERVED.sub(r"_\1", name) or "Документ"


def refusal(stream: File, filename: str, size: int, limit: int, text: Collection[str] = ()) -> Refusal | None:
    """Why this file can't be taken, in a sentence with a way on; None when it can. The stream is left at its start.

    An ending of `text` is a plain text, which has no signature: its reader looks at it further.
    """
    ending = filename.rpartition(".")[2].lower()
    ending = ALIASES.get(ending, ending)
    if len(filename) > NAME_LIMIT:
        return Refusal("long_name", "Имя файла слишком длинное. Назовите файл короче и загрузите снова.")
    if size == 0:
        return Refusal(
            "empty", "Файл пустой, 0 байт. Откройте его на своём компьютере, сохраните ещё раз и загрузите снова."
        )
    if size > limit:
        return Refusal(
            "too_large", f"Файл больше {limit // 1024 // 1024} МБ. Уменьшите его, например сохраните как PDF."
        )
    if ending in WITH_MACROS:
        return Refusal("macros", TROUBLES["macros"])
    try:
        seen = look(stream)
    finally:
        stream.seek(0)
    if ending in text and seen.kind is None:
        return antivirus.refusal(stream)
    if seen.trouble == "busy":
        return NOT_LOOKED
    if seen.trouble:
        return Refusal(seen.trouble, TROUBLES[seen.trouble])
    if seen.kind is None or seen.kind != ending:
        return Refusal(MISNAMED.format(seen.kind) if seen.kind else "wrong_type", _unlike(ending, seen.kind))
    return antivirus.refusal(stream)


def _unlike(ending: str, kind: str | None) -> str:
    said = f"Содержимое файла не похоже на {ending.upper() or 'документ'}."
    if kind:
        return f"{said} На самом деле это {kind.upper()}: исправьте окончание имени и загрузите снова."
    return said_of(ending) or f"{said} Мы принимаем {ACCEPTED}."


def look(stream: File) -> Look:
    """The kind and the trouble of the bytes. What has to be unpacked is unpacked in a child process."""
    stream.seek(0)
    head = stream.read(PDF_WITHIN)
    kind = next((name for start, name in SIGNATURES.items() if head.startswith(start)), None)
    if kind is None and PDF in head and not head.startswith(PROGRAMS):
        kind = "pdf"  # scanners and mail gateways write before it, and readers allow it
    if head[FTYP] == b"ftyp" and head[MAJOR] in HEIF:
        kind = "heic"
    readers = {"zip": look_at_zip, "ole": look_at_ole, "rtf": look_at_rtf}
    try:
        if kind in readers:
            return in_child(readers[kind], stream, seconds=SECONDS, megabytes=MEGABYTES)
        if kind == "pdf" and may_be_locked(stream) and in_child(is_locked, stream, megabytes=MEGABYTES):
            return Look("pdf", "locked")
    except Busy:
        return Look(kind, "busy")
    except Overrun:
        return Look(kind, "" if kind == "pdf" else "bomb")
    return Look(kind)
