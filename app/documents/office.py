"""A file of an office as PDF, through LibreOffice when it is installed (must-survive D10)."""

import shutil
import tempfile
from pathlib import Path

from app.kernel.child import Overrun
from app.kernel.program import run_program

CONVERTED = frozenset({"doc", "odt", "xlsx", "pptx"})
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
    """The PDF; Overrun when it takes too long, takes too much or gives nothing. A profile of its own for each run."""
    office = program()
    if office is None:
        raise LookupError("LibreOffice is not installed")
    with tempfile.TemporaryDirectory(prefix="opora-office-") as name:
        folder = Path(name)
        settings = folder / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(PROFILE, "utf-8")
        source = folder / f"document.{ending}"
        source.write_bytes(data)
        words: list[str | Path] = [office, f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
        words += ["--headless", "--norestore"]
        words += ["--nolockcheck", "--nodefault", "--convert-to", "pdf", "--outdir", folder, source]
        run_program(words, folder, seconds, MEGABYTES)
        made = folder / "document.pdf"
        if not made.exists():
            raise Overrun("no PDF came out")
        return made.read_bytes()
