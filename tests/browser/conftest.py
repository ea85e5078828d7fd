"""A real Chromium before a real server; pictures are kept in test-artefacts/."""

import threading
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright
from werkzeug.serving import make_server

from app.demo.seed import PASSWORD
from tests.servers import find_chromium

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FLAGS += ["--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"]
SPOKEN = ("401", "422")  # answers that the page itself tells the person about
PATIENCE = 120_000  # ms: a busy machine is no fault; what never comes has lost, whatever the machine
PICTURES = Path(__file__).resolve().parents[2] / "test-artefacts"


@pytest.fixture(scope="session")
def chromium():
    """One Chromium for the worker."""
    path = find_chromium()
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, headless=True, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def server(app):
    """The house on loopback."""
    running = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=running.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{running.port}"
    running.shutdown()
    thread.join()


@pytest.fixture
def person(chromium, server):
    """Somebody signed in: person("school", width=360) → a page; any error of the console fails the test.

    "nobody" stays before the door. silent=False: the test breaks something on purpose, and the console may say so.
    """
    contexts, troubles = [], []

    def listen(message) -> None:
        if message.type == "error" and not any(code in message.text for code in SPOKEN):
            troubles.append(f"{message.text} {message.location}")

    def open_page(who: str, width: int = 1280, silent: bool = True, **more):
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, base_url=server, locale="ru-RU", **more
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        if silent:
            page.on("console", listen)
        if who == "nobody":
            return page
        page.goto("/sign-in")
        page.fill("#email", f"{who}@example.org")
        page.fill("#password", PASSWORD)
        page.click("text=Войти")
        page.wait_for_url(lambda url: "/sign-in" not in url)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert troubles == []


@pytest.fixture
def picture():
    """Keep what the person sees."""
    PICTURES.mkdir(exist_ok=True)
    return lambda page, name: page.screenshot(path=PICTURES / f"{name}.png", full_page=True)
