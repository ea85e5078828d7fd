"""Evidence in a real Chromium: a photo for two directions; a refusal is said and takes nothing away."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from app.directory.models import School
from app.extensions import db
from app.kernel.transaction import begin_write
from app.year.cycle.models import Participation, SchoolRisk
from app.year.cycle.queries import current_cycle
from tests.browser.test_year import plain
from tests.documents.evidence.made import phone_photo

pytestmark = pytest.mark.chromium


def test_a_photo_for_two_directions(person, picture, tmp_path):
    photo = tmp_path / "Фото с телефона.jpg"
    photo.write_bytes(phone_photo())
    school = person("school", 360)
    school.goto("/schools/1/kit/evidence-2-1")
    school.set_input_files("#file", photo)
    school.fill("#url", "https://example.org/")
    school.select_option("#kind", label="Фото или снимок экрана")
    school.fill("#title", "Методический день")
    school.check("input[name=risk] >> nth=2")
    school.click("text=Загрузить и")
    school.wait_for_selector("text=Оставьте что-то одно")
    assert school.input_value("#title") == "Методический день"
    assert "Фото" in school.input_value("#file")
    school.fill("#url", "")
    school.click("text=Загрузить и")
    school.wait_for_selector("text=Приложено по")
    assert "без места съёмки" in plain(school.text_content("main"))
    picture(school, "evidence-saved-360")
    school.click("button:has-text('Отправить куратору по')")
    school.wait_for_selector("text=Отправлено куратору по")


@pytest.fixture
def sixty_more(app):
    """So many schools that one sheet does not hold them."""
    with app.app_context():
        begin_write()
        cycle, like = current_cycle(), db.session.get(Participation, 1)
        for number in range(60):
            home = School(short_name=f"СОШ {number} (демо)", full_name="Школа (демо)", municipality_id=1)
            risk = SchoolRisk(
                direction_id=1 + number % 10,
                significance="high",
                state="activated",
                activated_at=like.risks[0].activated_at,
            )
            db.session.add(Participation(cycle=cycle, school=home, risks=[risk]))
        db.session.commit()


def test_the_matrix_prints_on_a3_and_its_head_stands_on_every_sheet(person, sixty_more):
    department = person("department")
    department.goto("/evidence?window=0")
    department.emulate_media(media="print")
    assert not department.is_visible("nav[aria-label=Разделы]")
    sheets = PdfReader(BytesIO(department.pdf(prefer_css_page_size=True))).pages
    assert len(sheets) >= 2
    assert "Демонстрация" in plain(sheets[0].extract_text()), "it stands above the matrix, on no sheet of its own"
    for sheet in sheets:
        assert (round(sheet.mediabox.width), round(sheet.mediabox.height)) == (1191, 842)
        assert "август – ноябрь" in plain(sheet.extract_text()).replace("\u00a0", " ")
