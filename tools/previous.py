"""The pages of an earlier release on the tables of this one: `python -m tools.previous COMMIT`.

While servers are updated one after the other, the old code works on the new schema. This lays the demo year down with
the migrations of this checkout, opens every page of every role's menu with the code of the other commit, and fails
where one does not answer 200.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOOK = """
from app import create_app
from tests.browser_like import Browser
amiss = []
app = create_app()
for who in ("school", "curator", "department", "expert", "municipal", "rcoko", "admin"):
    person = Browser(app, who)
    person.get("/")
    for link in {"/", *person.page.xpath("//nav//a/@href")}:
        status = person.get(link).status_code
        print(who, link, status)
        amiss += [link] if status != 200 else []
raise SystemExit(bool(amiss))
"""


def main(commit: str) -> int:
    """0 when all pages of that commit open on the tables of this checkout."""
    with tempfile.TemporaryDirectory() as folder:
        there = Path(folder)
        archived = subprocess.run(["git", "archive", commit], cwd=ROOT, check=True, capture_output=True).stdout
        (there / "code").mkdir()
        subprocess.run(["tar", "-x", "-C", there / "code"], input=archived, check=True)
        house = {"OPORA_DATABASE": f"sqlite:///{there / 'opora.db'}", "OPORA_ARCHIVE": f"file:{there / 'archive'}"}
        env = {**os.environ, **house, "OPORA_DEMO": "1", "OPORA_QUEUE": str(there / "queue.db")}
        subprocess.run([sys.executable, "-m", "flask", "--app", "wsgi", "setup"], cwd=ROOT, env=env, check=True)
        return subprocess.run([sys.executable, "-c", LOOK], cwd=there / "code", env=env, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
