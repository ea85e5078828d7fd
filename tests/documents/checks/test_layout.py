"""A comparison keeps the form of the documents: headings, and cells in their rows."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents.checks.comparing import compare
from app.documents.checks.comparisons import compared
from app.documents.checks.layout import Line, Row, drawn, forms_of, laid_out, lines_of
from app.documents.checks.outline import Block, Outline


def document(*rows: tuple[str, ...], after: tuple[str, ...] = ()) -> Outline:
    """A heading, a table with a cell a word, paragraphs after it."""
    cells = [Block(one, table=0, row=at, column=to) for at, row in enumerate(rows) for to, one in enumerate(row)]
    return Outline(blocks=[Block("Дорожная карта", title_like=True), *cells, *map(Block, after)])


def between(old: Outline, new: Outline) -> list[Line]:
    found = compare(old.text.splitlines(), new.text.splitlines())
    return list(lines_of(found, forms_of(old), forms_of(new)))


def said(row: Row) -> dict[int, list[list[tuple[str, str]]]]:
    return {
        column: [[(piece.kind, piece.text) for piece in one.pieces] for one in cell]
        for column, cell in row.cells.items()
    }


OLD = document(("Мера", "Срок"), ("Опрос родителей", "май 2022"), ("Педсовет", "июнь 2022"), after=("Конец.",))
NEW = document(
    ("Мера", "Срок"), ("Опрос родителей", "сентябрь 2022"), ("Круглый стол", "август"), ("Педсовет", "июнь 2022"),
    after=("Конец.",),
)  # fmt: skip


def test_a_changed_cell_stands_in_its_row_and_a_new_row_is_a_row():
    heading, *rows, end = laid_out(between(OLD, NEW))
    assert heading.is_heading
    assert isinstance(end, Line)
    assert [row.changed for row in rows] == [False, True, True, False]
    assert said(rows[1])[0] == [[("same", "Опрос родителей")]]
    assert said(rows[1])[1] == [[("del", "май"), ("ins", "сентябрь"), ("same", " 2022")]]
    assert said(rows[2]) == {0: [[("ins", "Круглый стол")]], 1: [[("ins", "август")]]}
    assert [one if isinstance(one, Line) else len(one) for one in drawn(between(OLD, NEW))][1] == 4


def test_a_new_row_whose_end_is_that_of_its_neighbour_is_new_as_a_whole():
    old = document(("Мера", "Кто"), ("Опрос", "Директор"), ("Педсовет", "Директор"))
    new = document(("Мера", "Кто"), ("Опрос", "Директор"), ("Круглый стол", "Директор"), ("Педсовет", "Директор"))
    for before, after, kind in ((old, new, "ins"), (new, old, "del")):
        rows = laid_out(between(before, after))[1:]
        assert [row.changed for row in rows] == [False, False, True, False]
        assert said(rows[2]) == {0: [[(kind, "Круглый стол")]], 1: [[(kind, "Директор")]]}


def test_of_a_table_whole_rows_are_shown_beside_what_changed():
    only = drawn(between(OLD, NEW), only=True)
    assert [len(one) for one in only if isinstance(one, list)] == [4]
    assert drawn(between(OLD, OLD), only=True) == []


def test_a_row_that_is_gone_stays_a_row_between_the_others():
    rows = [one for one in laid_out(between(NEW, OLD)) if isinstance(one, Row)]
    assert said(rows[2]) == {0: [[("del", "Круглый стол")]], 1: [[("del", "август")]]}
    assert (rows[2].old, rows[2].new) == ((0, 2), None)


@settings(max_examples=30)
@given(st.lists(st.lists(st.sampled_from("абвг"), min_size=1, max_size=3), max_size=5),
       st.lists(st.lists(st.sampled_from("абвг"), min_size=1, max_size=3), max_size=5))  # fmt: skip
def test_no_word_is_lost_by_the_layout(old, new):
    lines = between(document(*old), document(*new))
    cells = [one for part in laid_out(lines) for one in ([part] if isinstance(part, Line) else part.cells.values())]
    shown = [one.paragraph if isinstance(one, Line) else one for one in cells]
    flat = [paragraph for one in shown for paragraph in (one if isinstance(one, list) else [one])]
    assert sorted(map(repr, flat)) == sorted(repr(line.paragraph) for line in lines)


def test_what_is_kept_of_a_comparison_holds_the_forms_and_a_text_without_forms_is_plain():
    kept, _ = compared(OLD.text, NEW.text, (), [], forms_of(OLD), forms_of(NEW))
    assert kept[0] == ([("same", "Дорожная карта")], "h", "h")
    assert {old for _, old, _ in compared(OLD.text, NEW.text, (), [])[0]} == {"", None}
