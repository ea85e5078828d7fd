"""Clocks of a test."""

from datetime import UTC, datetime

from hypothesis import strategies as st

MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))
