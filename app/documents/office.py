"""A file of an office in another form, through LibreOffice when it is installed (must-survive D10)."""

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from app.kernel.child import Overrun
from app.kernel.program import run_program

SECONDS = 30
MEGABYTES = 2048
# No macro runs, no link is followed: neither to the network nor to a file of this machine.
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop>
</item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>2</value></prop>
</item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>2</value></prop>
</item>
</oor:items>
"""


def ending_of(filename: str) -> str:
    """The part after the last dot, in lower case."""
    return filename.rpartition(".")[2].lower()


def program() -> str | None:
    """Where LibreOffice is, or None when this machine has none."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def as_pdf(data: bytes, ending: str, seconds: float = SECONDS) -> bytes:
    """The PDF; Overrun when it takes too long, takes too much or gives nothing."""
    return converted({f"document.{ending}": data}, "pdf", seconds).get("document.pdf") or _nothing()


def readable(data: bytes, ending: str, seconds: float = SECONDS) -> tuple[bytes, str]:
    """A DOC as DOCX, in which its tables can be read, when LibreOffice can do it; any other file as it is."""
    if ending != "doc" or program() is None:
        return data, ending
    try:
        made = converted({"document.doc": data}, "docx", seconds).get("document.docx")
    except Overrun:
        made = None
    return (made, "docx") if made else (data, ending)


def converted(files: Mapping[str, bytes], into: str, seconds: float = SECONDS) -> dict[str, bytes]:
    """The files by their new names, those that could be made. A profile of its own for each run. Raises Overrun."""
    office = program()
    if office is None:
        raise LookupError("LibreOffice is not installed")
    with tempfile.TemporaryDirectory(prefix="opora-office-") as name:
        folder = Path(name)
        settings = folder / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(PROFILE, "utf-8")
        for file, data in files.items():
            (folder / file).write_bytes(data)
        words: list[str | Path] = [office, f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
        words += ["--headless", "--norestore"]
        words += ["--nolockcheck", "--nodefault", "--convert-to", into, "--outdir", folder]
        words += [folder / file for file in files]
        run_program(words, folder, seconds, MEGABYTES)
        wanted = [(folder / file).with_suffix(f".{into}") for file in files]
        return {one.name: one.read_bytes() for one in wanted if one.exists()}


def _nothing() -> bytes:
    raise Overrun("nothing came out")
