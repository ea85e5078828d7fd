"""What deploy/ promises: every setting, command, file and secret that it names is one of the house."""

import re
from pathlib import Path

import pytest
import yaml

from app.serving import PATIENCE
from app.settings import Settings
from tests.operation.running import ROOT

DEPLOY = ROOT / "deploy"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
OF_THE_HOUSE = ("setup", "web", "worker")
PAGES = {path.name: path.read_text() for path in DEPLOY.iterdir() if path.is_file()}


@pytest.mark.parametrize("name", ["compose.yaml", ".env.example", "Dockerfile", "Caddyfile"])
def test_every_setting_that_is_named_is_one(name):
    named = set(re.findall(r"^\s*OPORA_(\w+)\s*[:=]", PAGES[name], re.M)) - {"NAME"}
    assert named <= {field.upper() for field in Settings.model_fields}


@pytest.mark.parametrize("service", OF_THE_HOUSE)
def test_a_service_begins_with_a_command_of_the_house(app, service):
    flask, *named, command = [word for word in COMPOSE["services"][service]["command"] if word != "--without-worker"]
    assert [flask, *named] == ["flask", "--app", "wsgi"]
    assert command in app.cli.commands


@pytest.mark.parametrize("unit", ["opora-web.service", "opora-worker.service"])
def test_a_unit_begins_with_a_command_of_the_house(app, unit):
    started = re.search(r"^ExecStart=/srv/opora/\.venv/bin/python -m flask --app wsgi (\w+)", PAGES[unit], re.M)
    assert started[1] in app.cli.commands
    assert "Restart=always" in PAGES[unit]


def test_the_backup_comes_by_its_timer_and_may_write_where_it_copies_to(app):
    unit = PAGES["opora-backup.service"]
    group, command, place = re.search(r"^ExecStart=\S+ -m flask --app wsgi (\w+) (\w+) (\S+)", unit, re.M).groups()
    assert command in app.cli.commands[group].commands
    assert place in re.search(r"^ReadWritePaths=(.*)", unit, re.M)[1].split()
    assert "Type=oneshot" in unit
    assert "Restart" not in unit
    assert "Persistent=true" in PAGES["opora-backup.timer"]


def test_a_unit_gives_the_house_the_time_that_it_asks_for():
    """The keeper waits for what is being done; systemd waits for the keeper."""
    for unit in ("opora-web.service", "opora-worker.service"):
        assert int(re.search(r"^TimeoutStopSec=(\d+)", PAGES[unit], re.M)[1]) > PATIENCE


def test_what_a_service_waits_for_is_a_service_and_what_it_keeps_is_named():
    for name, service in COMPOSE["services"].items():
        assert set(service.get("depends_on", ())) <= set(COMPOSE["services"]), name
        kept = {volume.partition(":")[0] for volume in service.get("volumes", ())}
        assert {volume for volume in kept if not volume.startswith(".")} <= set(COMPOSE["volumes"]), name


def test_the_settings_of_the_services_are_taken_by_the_house():
    given = COMPOSE["services"]["web"]["environment"]
    words = {key.removeprefix("OPORA_").lower(): _filled(value) for key, value in given.items()}
    house = Settings(**{name: word for name, word in words.items() if word})
    assert house.queue.startswith("redis://")
    assert house.archive.startswith("s3://")
    assert not house.demo
    assert not house.warnings


def _filled(value: str) -> str:
    """What compose makes of it when everything that must be given is."""
    told = {"OPORA_PUBLIC_URL": "https://opora.region.example"}
    fill = lambda found: told.get(found[1], "x" * 40) if found[2] in ("", ":?") else found[3]  # noqa: E731
    return re.sub(r"\$\{(\w+)(:\?|:-)?([^}]*)\}", fill, value)


def test_every_secret_that_must_be_given_is_in_the_example():
    asked = set(re.findall(r"\$\{(\w+)(?::\?[^}]*)?\}", PAGES["compose.yaml"]))
    example = set(re.findall(r"^(\w+)=", PAGES[".env.example"], re.M))
    assert asked <= example


def test_what_the_image_copies_is_in_the_checkout():
    copied = [line.split()[1:-1] for line in PAGES["Dockerfile"].splitlines() if line.startswith("COPY")]
    assert [name for names in copied for name in names if not Path(ROOT, name).exists()] == []


def test_no_proxy_believes_what_a_visitor_says_of_himself():
    assert "header_up X-Forwarded-For {remote_host}" in PAGES["Caddyfile"]
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in PAGES["nginx.conf"]
