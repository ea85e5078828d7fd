"""What is shared is always found, what all have never is, and one paper gets the answer that the whole report gives."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.borrowing.fingerprints import fingerprint_of, shingles, words_of
from app.borrowing.measures import Measures
from app.borrowing.shared import against, compare
from tests.borrowing.papers import MEASURES, own, pairs, paper, paragraph, rewritten, word

COPIED = st.lists(st.integers(0, 1900), min_size=14, max_size=40, unique=True).map(lambda some: paragraph(*some))
QUICK = settings(max_examples=30, deadline=None)


@QUICK
@given(st.data(), COPIED)
def test_a_copied_paragraph_is_found_whatever_its_numbers_case_and_spaces(data, copied):
    again = data.draw(rewritten(copied))
    here, there = [*own(1), copied], [again, *own(2)]
    assert pairs([paper(1, here), paper(2, there)]) == {(1, 2): [(3, 0)]}


@QUICK
@given(COPIED, st.integers(2, 8))
def test_what_stands_in_five_schools_is_a_template_and_less_is_not(copied, schools):
    papers = [paper(school, [*own(school), copied]) for school in range(schools)]
    found = pairs(papers)
    assert len(found) == (0 if schools >= MEASURES.schools else schools * (schools - 1) // 2)
    counted = compare(papers, frozenset(), MEASURES).own
    assert set(counted.values()) == {3 if schools >= MEASURES.schools else 4}


@st.composite
def region(draw):
    """Papers of a few schools, some of several papers, that took from each other and from templates."""
    stock = [paragraph(*range(at * 30, at * 30 + draw(st.integers(10, 28)))) for at in range(8)]
    papers = []
    for key in range(draw(st.integers(2, 9))):
        school = draw(st.integers(0, 6))
        taken = draw(st.lists(st.sampled_from(stock), max_size=5))
        mixed = [f"{one} {draw(st.sampled_from(stock))}" if draw(st.booleans()) else one for one in taken]
        papers.append(paper(school, [*own(key, 1), *mixed], key))
    return papers


@QUICK
@given(region())
def test_one_paper_gets_the_answer_of_the_whole_report(papers):
    whole = compare(papers, frozenset(), MEASURES)
    for mine in papers:
        alone = against(mine, papers, frozenset(), MEASURES)
        assert alone.own == {mine.key: whole.own[mine.key]}
        got = {pair.other: {(p.one, p.other, p.shingles) for p in pair.places} for pair in alone.pairs}
        wanted = {
            pair.other: {(p.one, p.other, p.shingles) for p in pair.places}
            for pair in whole.pairs
            if pair.one == mine.key
        }
        wanted |= {
            pair.one: {(p.other, p.one, p.shingles) for p in pair.places}
            for pair in whole.pairs
            if pair.other == mine.key
        }
        assert got == wanted


@QUICK
@given(region())
def test_who_shares_with_me_i_share_with(papers):
    there, back = pairs(papers), pairs(papers[::-1])
    assert {(b, a): sorted((q, p) for p, q in places) for (a, b), places in there.items()} == {
        key: sorted(places) for key, places in back.items()
    }
    schools = {one.key: one.school_id for one in papers}
    assert all(schools[a] != schools[b] for a, b in there)


def test_the_other_papers_of_the_same_school_are_no_borrowing_and_make_no_template():
    copied = paragraph(*range(20))
    papers = [paper(1, [copied], key) for key in range(6)] + [paper(2, [copied], 9)]
    assert set(pairs(papers)) == {(key, 9) for key in range(6)}


def test_a_paragraph_with_a_few_changed_words_is_found_and_a_rewritten_one_is_not():
    copied = [word(n) for n in range(24)]
    edited, rewrote = copied.copy(), copied.copy()
    edited[5], edited[17] = word(100), word(101)
    for at in range(0, 24, 3):
        rewrote[at] = word(200 + at)
    mine = paper(1, [" ".join(copied)])
    assert pairs([mine, paper(2, [" ".join(edited)])]) == {(1, 2): [(0, 0)]}
    assert pairs([mine, paper(2, [" ".join(rewrote)])]) == {}


def test_a_paragraph_that_was_cut_in_two_is_found_in_both_halves():
    whole = paragraph(*range(40))
    halves = [paragraph(*range(20)), paragraph(*range(20, 40))]
    assert pairs([paper(1, [whole]), paper(2, halves)]) == {(1, 2): [(0, 0), (0, 1)]}


def test_our_own_blanks_are_nobody_s_words():
    heading = paragraph(*range(20))
    known = shingles(words_of(heading), MEASURES.shingle)
    assert pairs([paper(1, [heading]), paper(2, [heading])], known) == {}
    assert against(paper(1, [heading]), [paper(2, [heading])], known, MEASURES).pairs == []


def test_lists_of_laws_are_not_compared_and_words_of_one_s_own_with_a_law_in_them_are():
    law = (
        "Приказ Министерства просвещения Российской Федерации от 31.05.2021 № 287 «Об утверждении федерального "
        "государственного образовательного стандарта основного общего образования»"
    )
    also = (
        "Федеральный закон от 29.12.2012 № 273-ФЗ «Об образовании в Российской Федерации» с изменениями и "
        "дополнениями, действующими в текущем году"
    )
    assert len(words_of(law)) >= MEASURES.least
    assert len(words_of(also)) >= MEASURES.least
    assert pairs([paper(1, [law, also]), paper(2, [also, law])]) == {}
    said = f"{' '.join(map(word, range(45)))} по закону № 273-ФЗ"
    assert pairs([paper(1, [said]), paper(2, [said])]) == {(1, 2): [(0, 0)]}


def test_the_numbers_are_what_they_say():
    copied, short = paragraph(*range(20)), paragraph(*range(50, 61))
    assert pairs([paper(1, [short]), paper(2, [short])]) == {}
    three = [paper(school, [copied]) for school in range(3)]
    assert len(pairs(three)) == 3
    assert pairs(three, measures=Measures(schools=3)) == {}
    half = paper(2, [paragraph(*range(12), *range(300, 314))])
    assert pairs([paper(1, [copied]), half])
    assert not pairs([paper(1, [copied]), half], measures=Measures(share=70))


def test_a_paragraph_that_repeats_without_end_costs_nothing():
    many = [f"{paragraph(*range(20))} {word(1000 + n)}" for n in range(400)]
    printed = fingerprint_of(many, MEASURES)
    assert len(printed.shingles) < 5 * len(many)
    assert len(fingerprint_of(many[:1] * 500, MEASURES).shingles) == 18


def test_one_sentence_said_again_and_again_is_no_paragraph_to_compare():
    """Of 24 words four shingles differ; the shortest paragraph that is compared has nine, and half of it is five."""
    measures = Measures(shingle=4, least=12)
    assert not fingerprint_of(["школа развивает качество обучения " * 6], measures).shingles
    assert [measures.enough(count, count) for count in (4, 5)] == [False, True]
