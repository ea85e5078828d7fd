"""`pip wheel .` makes the whole application: installed alone, from an empty folder, it opens its pages."""

import os
import shutil
import signal
import subprocess
import sys
import sysconfig
import urllib.request
import venv
import zipfile
from pathlib import Path
from typing import NamedTuple

import pytest

from app.version import VERSION
from tests.operation.running import PATIENCE, ROOT, free_port, until

PARTS = ("app", "storage", "migrations", "wsgi.py", "pyproject.toml", "README.md", "LICENSE")
NOT_CODE = shutil.ignore_patterns("__pycache__", "*.pyc")


class Installed(NamedTuple):
    """The python that has the wheel, where its files lie, the empty folder that the house is started in."""

    python: Path
    site: Path
    folder: Path


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """Built of a copy, without a network, by the setuptools of the requirements."""
    source = tmp_path_factory.mktemp("source")
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, source / part, ignore=NOT_CODE)
        else:
            shutil.copy(ROOT / part, source / part)
    command = [sys.executable, "-m", "pip", "wheel", ".", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*command, "--wheel-dir", "made"], cwd=source, check=True)
    return next((source / "made").glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory) -> Installed:
    """A new environment that holds the wheel and lends the libraries of this one, and an empty folder to start in."""
    place = tmp_path_factory.mktemp("installed")
    venv.create(place / "venv", with_pip=False)
    python = place / "venv" / "bin" / "python"
    asked = [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    site = Path(subprocess.check_output(asked, text=True).strip())
    command = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*command, str(wheel)], check=True)
    (site / "lent.pth").write_text("\n".join({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}))
    (place / "house").mkdir()
    return Installed(python, site, place / "house")


@pytest.fixture(scope="module")
def flask(installed):
    """Run a command of the installed house, in its folder, with nothing set but that it is real."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("OPORA_", "PYTHON"))}

    def run(*arguments: str, **more) -> subprocess.Popen:
        command = [installed.python, "-m", "flask", "--app", "wsgi", *arguments]
        return subprocess.Popen(
            command, cwd=installed.folder, env=environment | more, stdout=subprocess.PIPE, text=True
        )

    return run


def said(process: subprocess.Popen) -> str:
    """What a command said, when it has ended well."""
    words, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    return words


def test_every_file_of_the_application_is_in_the_wheel(wheel):
    inside = set(zipfile.ZipFile(wheel).namelist())
    files = [path for part in ("app", "storage", "migrations") for path in (ROOT / part).rglob("*") if path.is_file()]
    here = {str(path.relative_to(ROOT)) for path in files if "__pycache__" not in path.parts}
    assert here | {"wsgi.py"} <= inside
    assert [name for name in inside - here - {"wsgi.py"} if ".dist-info/" not in name] == []


def test_it_says_its_version(flask):
    assert said(flask("version")).strip() == VERSION


def test_it_opens_from_an_empty_folder(flask, installed):
    said(flask("db", "upgrade"))
    said(flask("seed"))
    port = free_port()
    site = flask("serve", PORT=str(port))
    try:
        page = until(lambda: _read(f"http://127.0.0.1:{port}/sign-in"))
        assert f"Версия {VERSION}" in page
        assert ".btn" in _read(f"http://127.0.0.1:{port}/static/css/opora.css")
    finally:
        site.send_signal(signal.SIGTERM)
        site.wait(PATIENCE)
    assert (installed.folder / "instance" / "opora.db").exists()


def test_its_blanks_are_those_of_the_checkout(installed):
    templates = sorted(path.relative_to(ROOT) for path in (ROOT / "app").rglob("*.docx"))
    assert len(templates) == 20
    assert [path for path in templates if (installed.site / path).read_bytes() != (ROOT / path).read_bytes()] == []


def _read(url: str) -> str | None:
    try:
        return urllib.request.urlopen(url, timeout=PATIENCE).read().decode()
    except OSError:
        return None
