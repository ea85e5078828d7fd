"""Templates are read and compared line by line; what several of them say stands in one place."""

from tools.columns import TEMPLATES, too_wide


def test_every_line_of_a_template_fits_beside_another():
    assert too_wide(TEMPLATES) == []


def test_a_line_of_a_hundred_and_twenty_is_the_last_that_fits(tmp_path):
    (tmp_path / "page.html").write_text(f"{'ё' * 120}\n{'ё' * 121}\n")
    assert too_wide(tmp_path) == ["page.html:2: 121 columns, 120 at most"]


def test_only_one_macro_and_the_buttons_of_a_text_say_where_htmx_sends():
    said = [str(page.relative_to(TEMPLATES)) for page in TEMPLATES.rglob("*.html") if "hx-post=" in page.read_text()]
    assert sorted(said) == ["macros/parts.html", "orders/_text.html"]
