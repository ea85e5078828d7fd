"""What is asked of every form: a plain one works, htmx only repeats it, and an empty one is answered in place."""

from app.kernel.htmx import HOUSE


def works_without_javascript(form) -> None:
    """The plain form leads where htmx does."""
    posted = form.get("hx-post")
    assert posted is None or posted == form.get("action"), posted
    assert form.get("enctype") == ("multipart/form-data" if form.xpath('.//input[@type="file"]') else None)
    assert posted is None or not form.get("enctype") or form.get("hx-encoding") == form.get("enctype"), posted
    assert not form.xpath(".//*[@hx-get or @hx-put or @hx-delete]"), "no way without JavaScript"
    # A button may ask by itself (to shut the fields meanwhile) what its form asks without JavaScript.
    assert set(form.xpath(".//@hx-post")) <= {form.get("action")}, "no way without JavaScript"


def is_answered_empty(person, url: str, target: str) -> None:
    """With a page, or for htmx with the region of its target after the title of the page."""
    for htmx in (True, False):
        answer = person.post(url, {}, htmx=htmx)
        assert answer.status_code in (200, 422), (url, answer.status_code)
        if not htmx:
            assert "<html" in answer.text, url
        elif target:
            assert "<html" not in answer.text, url
            title, _, region = answer.text.partition("</title>")
            assert title.startswith("<title>"), url
            assert title.endswith(HOUSE), url
            assert len(title) > len(HOUSE) + 7, url
            assert f'id="{target.lstrip("#")}' in region.lstrip()[:200], url
