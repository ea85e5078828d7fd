"""Regions for htmx, a redirect without it."""

import pytest
from flask import get_flashed_messages
from markupsafe import Markup

from app.kernel import htmx

HTMX = {"HX-Request": "true"}


@pytest.fixture
def drawn(monkeypatch):
    """Templates are their names, and the title of each page is «Стол»."""

    def drawn(name: str, **context) -> str:
        return f'\n<div id="{name}">{context.get("said", "")}</div>'

    monkeypatch.setattr(htmx, "render_template", drawn)
    monkeypatch.setattr(htmx, "_title", lambda page, context: Markup("Стол"))


def asked(app, headers=None):
    return app.test_request_context("/", method="POST", headers=headers)


def test_without_htmx_an_answer_leads_on_and_says_it_there(app, drawn):
    with asked(app):
        response = htmx.answer("/desk", "_desk", said="Подтверждено")
        assert (response.status_code, response.location) == (303, "/desk")
        assert get_flashed_messages() == ["Подтверждено"]


def test_with_htmx_the_first_region_is_the_target_and_the_rest_go_out_of_band(app, drawn):
    with asked(app, HTMX):
        response = htmx.answer("/desk", "_desk", "_strip", said="Подтверждено", address="/desk/7")
        assert response.get_data(as_text=True) == (
            '\n<div id="_desk">Подтверждено</div>\n<div hx-swap-oob="true" id="_strip">Подтверждено</div>'
        )
        assert response.headers["HX-Replace-Url"] == "/desk/7"
        assert get_flashed_messages() == []


@pytest.mark.parametrize("more", ["HX-Boosted", "HX-History-Restore-Request"])
def test_boosted_and_restored_pages_are_whole(more, app, drawn):
    with asked(app, {**HTMX, more: "true"}):
        assert not htmx.wants_region()
        assert htmx.answer("/desk", "_desk").status_code == 303


def test_a_form_that_is_refused_is_422_with_its_region_or_its_page(app, drawn):
    with asked(app):
        page = htmx.invalid("page", "_region")
    with asked(app, HTMX):
        region = htmx.invalid("page", "_region")
    assert page.status_code == region.status_code == 422
    assert 'id="page"' in page.get_data(as_text=True)
    told = region.get_data(as_text=True)
    assert told.startswith("<title>Стол · Опора 500+</title>")
    assert 'id="_region"' in told
