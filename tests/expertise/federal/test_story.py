"""A table of the federal coordinator: mapped once, matched in sight, written when told, taken back with a reason."""

import pytest
from sqlalchemy import select

from app.archive.models import Blob
from app.expertise.federal.models import FederalImport, FederalRow
from app.expertise.models import FrozenItem, Result
from app.expertise.rules import current, revision
from app.extensions import db
from app.journal.models import Event
from tests.expertise.federal.made import OWN, action, begun, confirm, load, map_columns, text, xlsx

CONCEPT = [OWN, "Концепция развития", "", "Принято", "92", ""]


def results(app) -> list[tuple]:
    with app.app_context():
        kept = db.session.scalars(select(Result).order_by(Result.id))
        return [(r.source, r.verdict, str(r.score), r.remarks, r.revision, r.withdrawn) for r in kept]


def test_nothing_is_written_until_it_is_confirmed_and_then_each_result_knows_its_row(app, expert):
    begun(expert, CONCEPT)
    assert "Запишется 1 из 1" in expert.text
    assert "Пока ничего не записано" in expert.text
    assert results(app) == []
    confirm(expert)
    assert "Записано федеральных результатов: 1" in expert.text
    assert results(app) == [("federal", "ok", "92.0", "", 1, False)]
    with app.app_context():
        row = db.session.scalars(select(FederalRow)).one()
        assert (row.number, row.result.score, row.table.filename) == (2, 92, "ФИОКО.xlsx")
        assert row.result.frozen_item.title == "Концепция развития"
        kinds = db.session.scalars(select(Event.kind).order_by(Event.id.desc()).limit(2)).all()
        assert kinds == ["federal:confirmed", "result:recorded"]


def test_the_file_is_kept_as_it_came(app, expert):
    data = xlsx(CONCEPT)
    load(expert, data)
    with app.app_context():
        assert db.session.scalars(select(Blob).join(FederalImport)).one().size == len(data)
    assert expert.download("/rounds/federal/1/file") == data


def test_the_columns_are_said_once_and_remembered_for_such_heads(app, expert):
    load(expert, xlsx(CONCEPT))
    assert "В каком столбце что стоит" in expert.text
    map_columns(expert)
    load(expert, text(CONCEPT), "ещё.csv")
    assert "Запишется 1 из 1" in expert.text
    load(expert, xlsx(CONCEPT, heads=["ОО", "Документ", "Риск", "Вывод", "Балл", "Комментарий"]))
    assert "В каком столбце что стоит" in expert.text


def test_whoever_loads_a_table_may_point_at_the_row_of_its_heads(app, expert):
    load(expert, xlsx([OWN, "Концепция развития", "", "Принято", "90", ""], above=[[f"Столбец {n}" for n in range(6)]]))
    assert "1. Столбец 0" in expert.text
    expert.submit(action(expert, "/heads"), row="2")
    assert "Общеобразовательная организация" in expert.text
    assert expert.page.xpath('//select[@id="school"]/option[@selected]/@value') == ["0"]
    expert.submit(action(expert, "/heads"), row="9")
    assert "В строке 9 нет названий столбцов" in expert.text


def test_columns_that_can_not_be_are_refused_with_what_was_chosen(expert):
    load(expert, xlsx(CONCEPT))
    answer = map_columns(expert, school="", verdict="1", score="", out_of="сто")
    assert answer.status_code == 422
    assert "Выберите столбец с названием школы" in expert.text
    assert "Этот столбец выбран дважды" in expert.text
    assert 'value="сто"' in answer.text


@pytest.mark.parametrize("sign", ";,\t")
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp1251"])
def test_csv_of_any_office_is_read(sign, encoding, expert, app):
    load(expert, text(CONCEPT, sign=sign, encoding=encoding), "ФИОКО.csv")
    map_columns(expert)
    confirm(expert)
    assert results(app) == [("federal", "ok", "92.0", "", 1, False)]


def test_the_same_table_again_changes_nothing(app, expert):
    begun(expert, CONCEPT)
    confirm(expert)
    begun(expert, CONCEPT)
    assert "Запишется 0 из 1" in expert.text
    assert "Такой результат уже записан" in expert.text
    answer = expert.post("/rounds/federal/2/confirmation", {})
    assert answer.status_code == 422
    assert "Записывать нечего" in expert.text
    assert len(results(app)) == 1


def test_another_result_is_shown_beside_the_old_one_and_asks_which_counts(app, expert):
    begun(expert, CONCEPT)
    confirm(expert)
    begun(expert, [OWN, "Концепция развития", "", "Требует доработки", "40", "Нет данных школы."])
    assert "Записано раньше: Принято 92,0 %" in expert.text
    assert "Требует доработки 40,0 %" in expert.text
    answer = expert.post("/rounds/federal/2/confirmation", {})
    assert answer.status_code == 422
    assert "осталось строк 1" in expert.text
    expert.submit("/rounds/federal/2/answers", **{"row-2": "replace:1"})
    confirm(expert)
    assert [r[1] for r in results(app)] == ["ok", "needs_work"]


def test_an_answer_given_about_an_older_result_is_asked_again(app, expert):
    begun(expert, CONCEPT)
    confirm(expert)
    begun(expert, [OWN, "Концепция развития", "", "Требует доработки", "40", ""])
    expert.submit("/rounds/federal/2/answers", **{"row-2": "replace:1"})
    with app.app_context():
        line = db.session.scalars(select(Result)).one().frozen_item_id
    expert.get(f"/rounds/examined/{line}?source=federal")
    expert.submit(f"/rounds/examined/{line}/result", verdict="ok", score="88")
    answer = expert.post("/rounds/federal/2/confirmation", {})
    assert answer.status_code == 422
    assert "осталось строк 1" in expert.text
    expert.get("/rounds/federal/2")
    assert "88,0 %" in expert.text


def test_a_doubtful_school_is_a_choice_and_never_a_guess(app, expert):
    begun(expert, ["Зареченская СОШ (демо)", *CONCEPT[1:]])
    assert "Название похоже, но не совпадает" in expert.text
    assert "Запишется 0 из 1" in expert.text
    options = expert.page.xpath('//select[@name="row-2"]/option')
    assert any(OWN in option.text_content() for option in options)
    chosen = next(o.get("value") for o in options if o.text_content() == f"{OWN}, Концепция развития")
    expert.submit("/rounds/federal/1/answers", **{"row-2": chosen})
    confirm(expert)
    assert len(results(app)) == 1


def test_a_choice_that_was_not_offered_is_no_answer(app, expert):
    begun(expert, ["Зареченская СОШ (демо)", *CONCEPT[1:]])
    with app.app_context():
        foreign = db.session.scalar(select(FrozenItem.id).where(FrozenItem.participation_id == 5).limit(1))
    expert.submit("/rounds/federal/1/answers", **{"row-2": f"line:{foreign}"})
    answer = expert.post("/rounds/federal/1/confirmation", {})
    assert answer.status_code == 422
    assert results(app) == []


def test_what_is_not_known_or_not_read_is_listed_and_left_out(app, expert):
    begun(
        expert,
        ["Лицей № 99 города Н.", "Концепция", "", "Принято", "90", ""],
        [OWN, "Концепция", "", "Великолепно", "", ""],
        [OWN, "Среднесрочная программа", "", "", "сто", ""],
        CONCEPT,
    )
    expert.get("/rounds/federal/1?show=out")
    assert "Такой школы среди участников этапа нет" in expert.text
    assert "Вывод «Великолепно» не понят" in expert.text
    assert "Балл «сто» не понят" in expert.text
    confirm(expert)
    assert len(results(app)) == 1


def test_two_rows_about_one_document_ask_which_counts(app, expert):
    begun(expert, CONCEPT, [*CONCEPT[:4], "70", ""])
    assert "стоит в строках 2 и 3" in expert.text
    assert "Запишется 0 из 2" in expert.text
    expert.submit("/rounds/federal/1/answers", **{"row-3": "skip"})
    confirm(expert)
    assert results(app) == [("federal", "ok", "92.0", "", 1, False)]


def test_a_document_that_was_not_there_takes_no_result(app, expert):
    with app.app_context():
        line = db.session.scalars(select(FrozenItem).where(FrozenItem.sha256.is_(None))).first()
        school, title = line.school_name, line.title
    begun(expert, [school, title, "", "Принято", "90", ""], [*[school, title, ""], "Не представлено", "", ""])
    expert.get("/rounds/federal/1?show=out")
    assert "К этапу документ не представлен" in expert.text
    assert expert.post("/rounds/federal/1/confirmation", {}).status_code == 422
    assert results(app) == []


def test_an_import_is_taken_back_as_a_whole_by_new_revisions_with_a_reason(app, expert):
    begun(expert, CONCEPT)
    confirm(expert)
    begun(
        expert, [*CONCEPT[:3], "Требует доработки", "40", ""], [OWN, "Среднесрочная программа", "", "Принято", "81", ""]
    )
    expert.submit("/rounds/federal/2/answers", **{"row-2": "replace:1"})
    confirm(expert)
    answer = expert.post(action(expert, "/taking-back"), {"reason": " "})
    assert answer.status_code == 422
    assert "почему результаты отзываются" in expert.text
    expert.post(action(expert, "/taking-back"), {"reason": "Прислали не тот этап."})
    assert "Отозвано результатов: 2" in expert.text
    assert "Прислали не тот этап." in expert.text
    with app.app_context():
        lines = {
            line.title: line for line in db.session.scalars(select(FrozenItem).where(FrozenItem.participation_id == 1))
        }
        first, second = lines["Концепция развития"], lines["Среднесрочная программа развития"]
        assert (current(first)["federal"].score, revision(first, "federal")) == (92, 3)
        assert current(second) == {}
        assert revision(second, "federal") == 2
    begun(expert, [OWN, "Среднесрочная программа", "", "Принято", "81", ""])
    confirm(expert)
    assert results(app)[-1] == ("federal", "ok", "81.0", "", 3, False)


def test_a_word_of_a_table_that_was_taken_back_does_not_come_back_with_the_next_one(app, expert):
    begun(expert, CONCEPT)
    confirm(expert)
    begun(expert, [*CONCEPT[:3], "Требует доработки", "40", ""])
    expert.submit("/rounds/federal/2/answers", **{"row-2": "replace:1"})
    confirm(expert)
    for table in (1, 2):
        expert.get(f"/rounds/federal/{table}")
        expert.post(action(expert, "/taking-back"), {"reason": "Прислали не тот этап."})
    assert [kept[-1] for kept in results(app)] == [False, False, True]


def test_what_was_changed_by_hand_since_is_not_taken_back(app, expert):
    begun(expert, CONCEPT)
    confirm(expert)
    with app.app_context():
        line = db.session.scalars(select(Result)).one().frozen_item_id
    expert.get(f"/rounds/examined/{line}?source=federal")
    expert.submit(f"/rounds/examined/{line}/result", verdict="ok", score="88")
    expert.get("/rounds/federal/1")
    expert.post(action(expert, "/taking-back"), {"reason": "Ошибка."})
    assert "Отозвано результатов: 0. Изменены позже и оставлены: 1." in expert.text
    assert results(app)[-1][2] == "88.0"


def test_the_form_by_hand_goes_on_after_a_result_that_was_taken_back(app, expert):
    begun(expert, CONCEPT)
    confirm(expert)
    expert.post(action(expert, "/taking-back"), {"reason": "Ошибка."})
    with app.app_context():
        line = db.session.scalars(select(Result)).first().frozen_item_id
    expert.get(f"/rounds/examined/{line}?source=federal")
    expert.submit(f"/rounds/examined/{line}/result", verdict="ok", score="88")
    assert results(app)[-1] == ("federal", "ok", "88.0", "", 3, False)


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "пусто.csv", "Файл пустой"),
        (b"\x00\x01\x02" * 40, "двоичный.csv", "не похоже на CSV"),
        (xlsx(CONCEPT), "таблица.csv", "На самом деле это XLSX"),
        (b"%PDF-1.7 ...", "таблица.pdf", "Нужна таблица XLSX или CSV"),
        (b"PK\x03\x04 broken", "битый.xlsx", "Нужна таблица XLSX или CSV"),
        ("одна колонка\nстрока".encode(), "узкий.csv", "не нашлась таблица"),
    ],
)
def test_what_is_no_table_is_refused_in_words(data, name, said, expert):
    answer = load(expert, data, name)
    assert answer.status_code == 422
    assert said in expert.text


def test_the_pages_take_as_many_statements_for_thirty_rows_as_for_one(expert, statements):
    begun(expert, CONCEPT)
    one = statements(lambda: expert.get("/rounds/federal/1"))
    begun(expert, *[[f"Школа {n}", *CONCEPT[1:]] for n in range(30)])
    thirty = statements(lambda: expert.get("/rounds/federal/2"))
    assert one == thirty


def test_a_table_put_away_changes_nothing_more(app, expert):
    begun(expert, CONCEPT)
    expert.post(action(expert, "/withdrawal"), {})
    assert expert.post("/rounds/federal/1/confirmation", {}).status_code == 422
    assert results(app) == []
