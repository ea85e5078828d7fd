"""The walk over a DOCX: nothing twice, nothing lost without a count."""

from tests.documents.reading.made import docx, lines, p, page, read_of

BOX = "<w:txbxContent>{}</w:txbxContent>"


def run(text: str, look: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{look}</w:rPr>" if look else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def field(code: str, result: str) -> str:
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    return f"{begin}<w:r><w:instrText>{code}</w:instrText></w:r>{separate}{run(result)}{end}"


def test_changes_are_read_as_finally_accepted():
    body = p(
        inside=f"{run('Срок ')}<w:del><w:r><w:delText>май</w:delText></w:r></w:del><w:ins>{run('июнь')}</w:ins>"
        f"<w:moveFrom>{run('ушло')}</w:moveFrom><w:moveTo>{run(', пришло')}</w:moveTo>"
    )
    assert lines(docx(body)) == ["Срок июнь, пришло"]


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next():
    assert lines(docx(p("Первая ", "<w:rPr><w:del/></w:rPr>") + p("вторая"))) == ["Первая вторая"]


def test_a_large_first_letter_stands_in_its_word():
    assert lines(docx(p("Ш", '<w:framePr w:dropCap="drop"/>') + p("кола"))) == ["Школа"]


def test_a_text_box_told_twice_is_read_once():
    inner = BOX.format(p("в рамке"))
    told = (
        f"<mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{inner}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    assert lines(docx(p("рядом", inside=f"<w:r>{told}</w:r>"))) == ["рядом", "в рамке"]


def test_of_a_field_the_result_is_read_and_not_the_code():
    assert lines(docx(p(inside=field("REF пункт", "5.1")))) == ["5.1"]


def test_a_field_that_never_ends_hides_nothing():
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    assert lines(docx(p(inside=begin + run("слова")))) == ["слова"]


def test_the_choice_of_an_old_form_is_read():
    choice = '<w:ddList><w:result w:val="1"/><w:listEntry w:val="нет"/><w:listEntry w:val="да"/></w:ddList>'
    begin = f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{choice}</w:ffData></w:fldChar></w:r>'
    assert lines(docx(p(inside=f'{begin}<w:r><w:fldChar w:fldCharType="end"/></w:r>'))) == ["да"]


def test_a_mark_of_wingdings_is_a_mark():
    assert lines(docx(p(inside='<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'))) == ["☑"]


def test_a_sign_that_nobody_knows_is_counted():
    unknown = docx(p("а", inside='<w:r><w:sym w:font="Особый" w:char="F001"/></w:r>'))
    assert read_of(unknown).unseen == {"sign": 1}
    assert "знак особого шрифта" in page(unknown)


def test_a_formula_is_a_line_that_can_be_read():
    def m(text: str) -> str:
        return f"<m:r><m:t>{text}</m:t></m:r>"

    part = f"<m:f><m:num>{m('a')}</m:num><m:den>{m('b+1')}</m:den></m:f>"
    power = f"<m:sSup><m:e>{m('x')}</m:e><m:sup>{m('2')}</m:sup></m:sSup>"
    root = f"<m:rad><m:deg/><m:e>{m('y')}</m:e></m:rad>"
    assert lines(docx(p(inside=f"<m:oMath>{m('s=')}{part}{power}{root}</m:oMath>"))) == ["s=a/(b+1)x^2√(y)"]


def test_notes_are_numbered_by_their_marks_in_the_text():
    first, second = (f'<w:r><w:footnoteReference w:id="{key}"/></w:r>' for key in (7, 5))
    told = {5: "вторая", 7: "первая", 9: "ничья"}
    notes = "".join(f'<w:footnote w:id="{key}">{p(said)}</w:footnote>' for key, said in told.items())
    notes += f'<w:footnote w:id="0" w:type="separator">{p("-")}</w:footnote>'
    read = docx(p("а", inside=first) + p("б", inside=second), footnotes=notes)
    assert lines(read) == ["а[1]", "б[2]", "[1] первая", "[2] вторая"]


def test_a_head_is_read_once_and_numbers_of_pages_are_no_words():
    section = '<w:sectPr><w:headerReference r:id="header"/><w:footerReference r:id="footer"/></w:sectPr>'
    once = p("первый лист", section) + p("второй лист") + section
    number = field("PAGE", "3")
    told = docx(once, header=p("МБОУ «Школа»"), footer=p(inside=number) + p("стр.", inside=number))
    assert lines(told) == ["МБОУ «Школа»", "первый лист", "второй лист", "стр."]


def test_a_comment_is_shown_under_its_author_and_is_no_word_of_the_text():
    said = f'<w:comment w:id="1" w:author="Куратор">{p("почему так?")}</w:comment>'
    told = docx(p("а", inside='<w:r><w:commentReference w:id="1"/></w:r>'), comments=said)
    assert lines(told) == ["а"]
    assert "Куратор: почему так?" in page(told)


def test_what_is_inserted_is_counted():
    told = docx(p("а") + '<w:altChunk r:id="x"/><w:altChunk r:id="y"/>')
    assert read_of(told).unseen == {"inserted": 2}
    assert "2\u00a0вставленных документа" in page(told)


def test_a_chart_is_counted():
    told = docx(p("а", inside='<w:r><w:drawing><c:chart r:id="x"/></w:drawing></w:r>'))
    assert read_of(told).unseen == {"chart": 1}


def test_every_body_is_read():
    two = docx(p("первое") + f"</w:body><w:body>{p('второе')}")
    assert lines(two) == ["первое", "второе"]


def test_tables_in_tables_without_end_are_cut_and_counted():
    body = p("дно")
    for _ in range(40):
        body = f"<w:tbl><w:tr><w:tc>{body}</w:tc></w:tr></w:tbl>"
    assert read_of(docx(body)).unseen == {"deep": 1}


def test_a_row_and_a_cell_that_were_deleted_are_gone():
    gone = "<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p/></w:tc></w:tr>"
    row = f"<w:tr><w:tc><w:tcPr><w:cellDel/></w:tcPr>{p('нет')}</w:tc><w:tc>{p('есть')}</w:tc></w:tr>"
    assert lines(docx(f"<w:tbl>{gone}{row}</w:tbl>")) == ["есть"]
