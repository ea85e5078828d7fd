"""The house is free, says so everywhere alike, and stands on nothing that would forbid it."""

import json
import re
import tomllib
from importlib.metadata import PackageNotFoundError, metadata

import pytest

from app.documentation import DOCS
from tools import vendor

ROOT = DOCS.parent
FITS = re.compile(r"MIT|BSD|Apache|PSF|Python Software Foundation|LGPL|OFL", re.I)
SAID_ELSEWHERE = {"huey": "MIT"}  # its package names none; the LICENSE of its repository does
NEEDED = re.findall(r"^([a-z0-9-]+)(?:\[\w+\])?==", (ROOT / "requirements.txt").read_text(encoding="utf-8"), re.M)


def licence_of(package: str) -> str:
    """Whatever a package says of its licence, the newest way first."""
    said = metadata(package)
    classifiers = [line for line in said.get_all("Classifier") or [] if line.startswith("License ::")]
    return said.get("License-Expression") or SAID_ELSEWHERE.get(package) or f"{classifiers} {said.get('License')}"


@pytest.mark.parametrize("package", NEEDED)
def test_what_the_house_stands_on_has_a_licence_that_fits(package):
    try:
        licence = licence_of(package)
    except PackageNotFoundError:
        pytest.skip(f"{package} belongs to another system")
    assert FITS.search(licence)
    assert not re.search(r"(?<!L)GPL", licence.replace("LGPL", ""))


def test_each_file_of_others_has_its_licence_beside_it():
    lock = json.loads(vendor.LOCK.read_text(encoding="utf-8"))
    assert {package["licence"] for package in lock.values()} == {"0BSD", "MIT", "OFL-1.1"}
    beside = [ROOT / "app" / "static" / name for package in lock.values() for name in package["files"]]
    assert len([path for path in beside if re.search("LICENSE|OFL", path.name)]) == len(lock)


def test_the_licence_is_one_everywhere():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["license"] == "MIT"
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("MIT License")
    assert "[MIT licence](LICENSE)" in (ROOT / "README.md").read_text(encoding="utf-8")
