"""Numbers of a register: the next one, the gaps, and what explains them."""

from hypothesis import given
from hypothesis import strategies as st

from app.orders.register.numbers import Span, following, gaps, in_row

SPANS = st.lists(
    st.tuples(st.integers(1, 60), st.integers(0, 9)).map(lambda pair: Span(pair[0], sum(pair))), max_size=6
)


def test_only_numbers_of_digits_stand_in_a_row():
    assert in_row(["226", "17-2301", "12-к", "²", "007"]) == {226, 7}


def test_the_next_number_follows_the_greatest_taken_or_explained():
    assert [following([]), following(["9", "10", "3-к"]), following(["4"], [Span(5, 7)])] == ["1", "11", "8"]


def test_a_gap_is_said_until_somebody_explains_it():
    assert gaps(["226", "228"]) == [Span(1, 225), Span(227, 227)]
    assert gaps(["226", "228"], [Span(1, 225)]) == [Span(227, 227)]
    assert [str(span) for span in gaps(["3"])] == ["1–2"]


@given(st.sets(st.integers(1, 70), max_size=30), SPANS)
def test_taken_explained_and_missing_are_all_that_there_is(taken, skipped):
    numbers = [str(number) for number in taken]
    missing = {number for span in gaps(numbers, skipped) for number in range(span.first, span.last + 1)}
    known = taken | {number for span in skipped for number in range(span.first, span.last + 1)}
    assert missing == set(range(1, max(known, default=0) + 1)) - known
