"""The page of a document: safe whatever the file says, and honest about what it does not show."""

import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html
from PIL import Image

from app.documents import pictures
from app.documents.preview import html_of
from app.documents.reading.page import page_of
from app.documents.reading.tree import Document, Paragraph, Picture, Words
from tests.documents.reading.made import docx, p, page

TABLE = {"table", "tbody", "tr", "td"}
ALLOWED = TABLE | {"div", "p", "h3", "h4", "span", "strong", "em", "s", "sup", "sub", "br", "a", "img"}
ATTRIBUTES = {"class", "href", "rel", "target", "src", "alt", "role"}
DRAWING = '<w:r><w:drawing><wp:docPr descr="{alt}"/><a:blip r:embed="{part}"/></w:drawing></w:r>'


def link(target: str) -> str:
    said = '<w:hyperlink r:id="x"><w:r><w:t>сюда</w:t></w:r></w:hyperlink>'
    return page(docx(p(inside=said), links={"x": target}))


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "data:text/html,x", "file:///etc/hosts", "//host", " JaVaScript:x"]
)
def test_a_link_that_may_do_harm_is_words(target):
    assert link(target) == "<p>сюда</p>"


def test_a_link_says_where_it_leads():
    made = html.fromstring(link("https://school.example/otchet?a=1"))
    assert made.xpath("//a/@href") == ["https://school.example/otchet?a=1"]
    assert made.xpath("//a/@rel") == ["noopener noreferrer nofollow"]
    assert made.text_content() == "сюда (school.example)"


@given(st.text(max_size=60), st.text(max_size=30))
@example("<script>alert(1)</script>", '"><iframe src="x" onload="alert(1)">')
def test_no_words_become_tags(text, alt):
    said = Paragraph((Words(text, link="https://a.b/" + alt), Picture("x", alt)), label=text)
    found = html.fromstring(f"<div>{page_of(Document((said,)), lambda _: alt)}</div>")
    assert {one.tag for one in found.iter()} <= ALLOWED
    assert {name for one in found.iter() for name in one.attrib} <= ATTRIBUTES


def test_a_hidden_text_is_marked():
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>тайное</w:t></w:r>"
    assert "[скрытый текст: тайное]" in page(docx(p("явное ", inside=hidden)))


def test_struck_words_are_struck():
    struck = "<w:r><w:rPr><w:strike/></w:rPr><w:t>отменено</w:t></w:r>"
    assert "<s>отменено</s>" in page(docx(p(inside=struck)))


def test_a_drawing_of_lines_is_named_and_counted():
    told = docx(p("а", inside=DRAWING.format(alt="Схема проезда", part="plan")), media={"plan.emf": b"EMF"})
    made = html.fromstring(html_of(told))
    assert made.xpath('string(//*[@class="doc-lost"])') == "Рисунок из\u00a0линий: Схема проезда"
    assert "не\u00a0видно: рисунок из линий." in made.xpath('string(//*[@class="doc-unseen"])')


def test_a_broken_picture_is_named_and_counted():
    told = docx(p("а", inside=DRAWING.format(alt="", part="seal")), media={"seal.png": b"no picture"})
    made = html.fromstring(html_of(told))
    assert made.xpath('string(//*[@class="doc-lost"])') == "Картинка"
    assert "картинка" in made.xpath('string(//*[@class="doc-unseen"])')


def test_a_picture_from_outside_is_not_fetched():
    outside = DRAWING.format(alt="шпион", part="x").replace("r:embed", "r:link")
    made = html_of(docx(p("а", inside=outside), links={"x": "http://spy.example/a.png"}))
    assert "spy.example" not in made
    assert "картинка" in made


def test_pictures_beyond_the_bound_are_named(monkeypatch):
    out = io.BytesIO()
    Image.new("RGB", (10, 10), "red").save(out, "PNG")
    monkeypatch.setattr(pictures, "MOST", 1)
    told = docx(p(inside=DRAWING.format(alt="", part="seal") * 3), media={"seal.png": out.getvalue()})
    made = html_of(told)
    assert made.count("<img") == 1
    assert "2\u00a0картинки" in made


def test_a_large_picture_is_made_small():
    out = io.BytesIO()
    Image.effect_noise((3000, 2000), 90).save(out, "PNG")
    made = html_of(docx(p(inside=DRAWING.format(alt="", part="page")), media={"page.png": out.getvalue()}))
    assert "data:image/jpeg" in made  # a scan as PNG would be too heavy
    assert len(made) < pictures.WHOLE


def test_a_picture_is_as_wide_as_it_is_printed():
    out = io.BytesIO()
    Image.new("RGB", (800, 800), "red").save(out, "PNG")
    sized = DRAWING.format(alt="", part="seal").replace("<w:drawing>", '<w:drawing><wp:extent cx="952500"/>')
    made = html.fromstring(html_of(docx(p(inside=sized), media={"seal.png": out.getvalue()})))
    assert made.xpath("//img/@width") == ["100"]


def test_a_page_that_shows_all_says_nothing_of_it():
    assert "doc-unseen" not in page(docx(p("всё")))
