"""The bench stands: its pages open, its reckoning is right, a signal leaves nothing of it. `make bench` measures."""

import os
import signal
import subprocess
import sys
from importlib import import_module
from types import SimpleNamespace

import pypdfium2 as pdfium
import pytest

import bench.__main__ as bench
from bench import upload
from bench.__main__ import SINGLE, line
from bench.load import ASKED
from bench.measure import Figure, percentile, ratios
from bench.pages import PAGES, Row
from bench.report import of_pages
from bench.visitor import sign_in
from tests.operation.running import PATIENCE, ROOT, until

pytestmark = pytest.mark.sqlite


@pytest.mark.parametrize("name", SINGLE)
def test_every_measurement_can_be_taken(name):
    assert callable(import_module(f"bench.{name}").measure)


def test_every_page_of_the_bench_opens_for_its_person(app):
    people = {who: sign_in(app, who) for who in {who for _, who, _ in PAGES}}
    asked = {(who, address) for _, who, address in (*PAGES, *ASKED)}
    assert {(who, address, people[who].get(address).status_code) for who, address in asked} == {
        (who, address, 200) for who, address in asked
    }


def test_a_ratio_is_ours_over_the_reference_whatever_the_order_of_a_turn():
    hours = [0.0]

    def takes(time: float):
        return lambda: hours.__setitem__(0, hours[0] + time)

    found, note = ratios(takes(3), takes(2), 5, clock=lambda: hours[0])
    assert found == [1.5] * 5
    assert note == "3000.0 ms against 2000.0 ms"


def test_the_95th_percentile_of_a_hundred_readings_is_the_96th_of_them_and_of_one_that_one():
    assert percentile([*range(100, 0, -1)], 0.95) == 96
    assert percentile([7.0], 0.95) == 7.0


def test_a_line_says_whether_the_aim_is_met_by_the_median():
    assert line(Figure("a", [1, 2, 9], 2)).endswith("≤ 2  met")
    assert line(Figure("a", [1, 3, 3], 2)).endswith("≤ 2  NOT MET")


def test_a_row_of_the_table_says_the_median_the_95th_percentile_and_how_many_bare_pages_it_costs():
    row = Row("matrix", 6000, [0.010, 0.030, 0.020], [0.004, 0.005, 0.006], 0.015, 12, 20480, 2048)
    assert of_pages([row]).splitlines()[-1] == "| matrix | 6,000 | 20.0 | 30.0 | 3 | 4.0 | 15.0 | 12 | 20 | 2.0 |"


def test_a_signal_ends_the_bench_and_leaves_no_house_behind(tmp_path):
    environment = {**os.environ, "BENCH_DISK": str(tmp_path)}
    started = subprocess.Popen([sys.executable, "-m", "bench", "quick"], cwd=ROOT, env=environment)
    until(lambda: list(tmp_path.glob("opora-bench-*/opora.db")))
    started.send_signal(signal.SIGTERM)
    assert started.wait(PATIENCE) == 143
    assert list(tmp_path.iterdir()) == []


def test_a_figure_that_breaks_off_costs_none_of_the_others(monkeypatch, capsys):
    def breaks(_houses):
        raise RuntimeError("the page has no such link")

    known = SimpleNamespace(measure=lambda _houses: [Figure("a", [1], 2)])
    modules = {"bench.upload": SimpleNamespace(measure=breaks), "bench.order": known}
    monkeypatch.setattr(bench, "import_module", modules.__getitem__)
    monkeypatch.setattr(bench, "broken", [])
    assert [figure.what for figure in bench._figures(None, ("upload", "order"))] == ["a"]
    assert bench.broken == ["upload"]
    assert "upload: BROKEN OFF" in capsys.readouterr().out


def test_the_file_that_is_uploaded_opens_before_and_after_it_was_renewed(tmp_path, monkeypatch):
    monkeypatch.setattr(upload, "SIZE", 2 * upload.MEGABYTE)
    upload.write(file := tmp_path / "paper.pdf")
    before = file.read_bytes()
    upload.renew(file, 7)
    assert file.read_bytes() != before
    with pdfium.PdfDocument(file) as paper:
        assert len(paper) == 1
