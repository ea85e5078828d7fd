"""A bad setting refuses to start and is named; what the house keeps on its disk is its own."""

import os
import re
import stat
import subprocess
import sys

import pytest

from app import create_app
from app.kernel.private import keep_private
from app.settings import BadSetting, Settings, from_environment
from tests.house import SECRET, settings_of
from tests.operation.running import PATIENCE, ROOT

LIMITS = [name for name in Settings.model_fields if name.endswith("_limit")]
BAD = {
    "SECRET_KEY": ("a", "x" * 31),
    "DATABASE": ("no address at all",),
    "ARCHIVE": ("/just/a/folder", "s3://bucket"),
    "ANTIVIRUS": ("clamd",),
    "PUBLIC_URL": ("opora.example.org", "ftp://opora.example.org", "https://opora.example.org/house", "https:///x"),
    "PROXIES": ("-1", "many"),
    "DEMO": ("perhaps",),
    **{name.upper(): ("abc", "20", "-", "") for name in LIMITS},
}


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in BAD.items() for value in values])
def test_a_bad_setting_is_named_and_its_value_is_not_shown(name, value, monkeypatch):
    monkeypatch.setenv(f"OPORA_{name}", value)
    with pytest.raises(BadSetting) as refused:
        from_environment()
    assert f"OPORA_{name}" in refused.value.message
    assert len(value) < 4 or value not in f"{refused.value.message} {refused.value.__cause__}"


def test_there_are_limits_to_try():
    assert "sign_in_limit" in LIMITS


def test_a_bad_setting_ends_a_command_with_a_sentence(tmp_path):
    environment = {**os.environ, "OPORA_SIGN_IN_LIMIT": "abc", "OPORA_SECRET_KEY": "short"}
    words = [sys.executable, "-m", "flask", "--app", "wsgi", "serve"]
    done = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "OPORA_SIGN_IN_LIMIT" in done.stderr
    assert "OPORA_SECRET_KEY" in done.stderr
    assert "short" not in done.stderr


def test_a_public_address_with_tls_asks_for_secure_cookies(monkeypatch):
    monkeypatch.setenv("OPORA_PUBLIC_URL", "https://opora.example.org")
    with pytest.raises(BadSetting, match="OPORA_SECURE_COOKIES"):
        from_environment()
    monkeypatch.setenv("OPORA_SECURE_COOKIES", "1")
    assert from_environment().public_url == "https://opora.example.org"


def test_a_real_house_is_warned_of_bare_cookies_and_of_links_by_the_name_of_a_browser():
    bare, safe = Settings(demo=False), Settings(demo=False, secure_cookies=True)
    known = Settings(demo=False, secure_cookies=True, public_url="https://opora.example.org")
    assert ["SECURE_COOKIES" in one for one in bare.warnings] == [True]
    assert ["PUBLIC_URL" in one for one in safe.warnings] == [True]
    assert known.warnings == Settings(demo=True).warnings == []


@pytest.fixture
def public(app):
    """The same house, known to people as https://opora.example.org."""
    settings = app.config["SETTINGS"].model_copy(
        update={"public_url": "https://opora.example.org", "secure_cookies": True}
    )
    other = create_app(settings)
    other.testing = True
    other.extensions["clock"] = app.extensions["clock"]
    return other


@pytest.mark.parametrize("host", ["evil.example", "opora.example.org.evil.example", "", "a b", "localhost:99999"])
def test_a_foreign_host_is_refused_before_anything_reads_it(host, public):
    for url in ("/sign-in", "/static/icon.svg", "/health"):
        answer = public.test_client().get(url, headers={"Host": host})
        assert answer.status_code == 400
        assert "opora.example.org" in answer.text
        assert not host or host not in answer.text


@pytest.mark.parametrize("host", ["opora.example.org", "opora.example.org:443", "127.0.0.1:8000", "localhost"])
def test_the_own_host_and_a_watchman_on_the_machine_are_answered(host, public):
    assert public.test_client().get("/health", headers={"Host": host}).status_code == 200


def test_links_are_built_from_the_setting_and_not_from_the_host_of_the_request(public):
    from app.kernel.hosts import absolute

    with public.test_request_context("/", base_url="http://localhost"):
        assert absolute("accounts.sign_in") == "https://opora.example.org/sign-in"
    templates = [*(ROOT / "app").rglob("*.html"), *(ROOT / "app").rglob("*.py")]
    assert [one.name for one in templates if "_external" in one.read_text()] == ["hosts.py"]


def test_what_stands_open_is_shut_and_what_comes_is_the_house_s_own(tmp_path):
    settings = settings_of(f"sqlite:///{tmp_path / 'opora.db'}", tmp_path).model_copy(
        update={"queue": str(tmp_path / "queue.db")}
    )
    names = ("opora.db", "opora.db-wal", "opora.db-shm", "queue.db", "queue.db-wal", "secret")
    files = [tmp_path / name for name in names]
    for path in files:
        path.touch(0o644)
    (tmp_path / "parts").mkdir(0o755)
    tmp_path.chmod(0o755)
    before = os.umask(0o022)
    try:
        keep_private(settings, tmp_path)
        (tmp_path / "new").touch()
    finally:
        os.umask(before)
    for path in (*files, tmp_path / "new"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path
    for folder in (tmp_path, tmp_path / "parts"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700, folder


def test_every_command_of_the_house_makes_private_files(tmp_path):
    environment = {**os.environ, "OPORA_DATABASE": f"sqlite:///{tmp_path / 'opora.db'}", "OPORA_SECRET_KEY": SECRET}
    words = [sys.executable, "-m", "flask", "--app", "wsgi", "db", "upgrade"]
    subprocess.run(
        words, cwd=ROOT, env=environment, check=True, umask=0o022, timeout=PATIENCE, stderr=subprocess.DEVNULL
    )
    made = [path for path in tmp_path.iterdir() if re.match(r"opora\.db", path.name)]
    assert made
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in made)
