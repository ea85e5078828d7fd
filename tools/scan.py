"""Wapiti over a running demo, as a visitor and as each role: python -m tools.scan [person …].

Each walk is bounded in time; its report lands in test-artefacts/scan, what it found is printed. It sends nothing to
any other host: modules that ask a host of the scanner's makers, or lists from outside, are left out.
"""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

from bench.house import House, houses
from bench.visitor import Visitor

VISITOR = "visitor"
PEOPLE = (VISITOR, "school", "curator", "municipal", "expert", "department", "rcoko", "admin")
MODULES = "cookieflags,crlf,csp,csrf,exec,file,http_headers,methods,permanentxss,redirect,sql,upload,xss"
ENDINGS = "/sign-out", "/sessions/ending"  # would end the walk
REPORTS = Path("test-artefacts/scan")
WALK, ATTACK = 60, 20  # seconds of one walk, and of each kind of attack
TRIES = 3
WAPITI = Path(".venv/scan/bin/wapiti")


def main(people: tuple[str, ...]) -> int:
    """Scan as each of them; 1 when anything was found."""
    REPORTS.mkdir(parents=True, exist_ok=True)
    found = 0
    with houses() as built:
        house = built.demo
        cookies = {who: Visitor(house.port, who).cookie for who in people if who != VISITOR}  # before the door is tired
        for who in people:
            found += told(who, scan(house, who, cookies.get(who)))
    return 1 if found else 0


def scan(house: House, who: str, signed_in: str | None) -> dict:
    """The report of one walk."""
    address, report = f"http://127.0.0.1:{house.port}", REPORTS / f"{who}.json"
    cookie = ["-C", signed_in] if signed_in else []
    words = [WAPITI, "-u", f"{address}/", *cookie, "-m", MODULES, "--dns-endpoint", "localhost"]
    words += [word for way in ENDINGS for word in ("-x", f"{address}{way}")]
    words += ["--max-scan-time", str(WALK), "--max-attack-time", str(ATTACK), "--flush-session", "--no-bugreport"]
    words += ["--store-session", REPORTS / f"session-{who}", "-f", "json", "-o", report, "-v", "0"]
    command = list(map(str, words))
    for _ in range(TRIES):  # on a busy machine it loses its own notes, «database is locked»
        if not subprocess.run(command, stdout=subprocess.DEVNULL, timeout=WALK + 20 * ATTACK).returncode:
            return json.loads(report.read_text())
    raise SystemExit(f"{who}: wapiti broke off {TRIES} times")


def told(who: str, report: dict) -> int:
    """Print what was found, a line for each kind and place; how many kinds."""
    kinds = {**report["vulnerabilities"], **report["anomalies"]}
    print(f"{who}: {report['infos'].get('crawled_pages_nbr', '?')} addresses", flush=True)
    for kind, places in kinds.items():
        for (path, what), times in Counter((one["path"], one["info"]) for one in places).items():
            print(f"  {kind}: {path} ({times}×): {what[:200]}")
    return sum(map(bool, kinds.values()))


if __name__ == "__main__":
    sys.exit(main(tuple(sys.argv[1:]) or PEOPLE))
