# Опора 500+: everything a developer or an operator runs. `make help` lists it.
PY := .venv/bin/python
export OPORA_DEMO ?= 1
WORKERS ?= 2

.PHONY: help setup run test check security mutants bench docs guide papers seed vendor requirements
help: ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

# uv fetches and lays down the same wheels in a fraction of the time; where there is none, pip does.
UV := $(shell command -v uv)
INSTALL := $(if $(UV),$(UV) pip install --python $(PY),$(PY) -m pip install --disable-pip-version-check) --quiet --require-hashes
timed = @begun=$$(date +%s); $(2) && echo "  $(1): $$(($$(date +%s) - begun)) s"

.venv/.run: requirements.txt
	@echo "  libraries are fetched; then come the database and its year"
	@python3 -m venv .venv || { echo "python3 needs its venv module: on Debian, apt install python3-venv"; exit 1; }
	$(call timed,libraries,$(INSTALL) -r requirements.txt)
	@touch $@

.venv/.dev: requirements-dev.txt .venv/.run
	$(call timed,libraries of a developer,$(INSTALL) -r requirements-dev.txt)
	@touch $@

setup: .venv/.run ## make the environment, the database and the demo year (DAY=2021-12-14 begins a demo on that day)
	@mkdir -p instance
	@$(PY) -m flask --app wsgi setup $(if $(DAY),--day $(DAY))

run: setup ## start the web server and the job worker on 127.0.0.1:8000 (PORT=… changes it)
	@$(PY) -m flask --app wsgi serve

test: .venv/.dev ## run the tests (ARGS=… for pytest, WORKERS=3 where they often wait); what is missing on this machine is said at the end
	$(PY) -m pytest -n $(WORKERS) $(ARGS)

check: .venv/.dev ## style, types, architecture, templates, generated documentation, vendored files
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	@$(PY) -m tools.columns
	@$(PY) tools/vendor.py --check
	@$(PY) -m tools.drawing --check
	@OPORA_DATABASE=sqlite:// OPORA_QUEUE=at-once $(PY) -m flask --app wsgi docs build --check

.venv/scan/.ready: requirements-scan.txt .venv/.dev
	@python3 -m venv .venv/scan
	.venv/scan/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-scan.txt
	@touch $@

security: .venv/scan/.ready ## who may see what, hostile words everywhere, bandit, wapiti as everybody (half an hour; docs/security.md)
	OPORA_FUZZ=whole $(PY) -m pytest -n 2 tests/rules
	.venv/scan/bin/bandit --quiet --recursive -ll app storage wsgi.py
	$(PY) -m tools.scan

mutants: .venv/.dev ## change the pure rules one comparison at a time; what no test notices is printed (ARGS="monitoring scoring" for some)
	@$(PY) -m tools.mutants $(ARGS)

docs: .venv/.dev ## write the pages of docs/ that are made from the tables, and the drawing of the wings
	@$(PY) -m tools.drawing
	@$(PY) -m tools.help
	@OPORA_DATABASE=sqlite:// OPORA_QUEUE=at-once $(PY) -m flask --app wsgi docs build

guide: .venv/.dev ## walk through the guide in Chromium and take its pictures anew
	OPORA_PICTURES=1 $(PY) -m pytest tests/browser/test_guide.py tests/browser/test_first_day.py

bench: .venv/.dev ## measure and write docs/benchmarks.md, some 20 minutes (ARGS=quick: two; ARGS="order upload": these figures)
	@$(PY) -m bench $(ARGS)

corpus: .venv/.dev ## what our readers lose of a folder of files against LibreOffice's text (DIR=…; TEXTS=… keeps that text)
	@$(PY) -m tools.corpus "$(DIR)" $(if $(TEXTS),"$(TEXTS)")

papers: .venv/.dev ## every golden order as DOCX, PDF and pictures of pages, to be looked at (needs LibreOffice)
	@$(PY) -m tools.render_orders

seed: .venv/.run ## fill the year again (changes nothing that stands)
	@$(PY) -m flask --app wsgi seed

vendor: .venv/.dev ## fetch the front-end files of app/static/vendor.lock.json (needs npm)
	$(PY) tools/vendor.py

COMPILE := .venv/bin/uv pip compile --generate-hashes --no-header --no-emit-index-url --no-emit-find-links
requirements: .venv/.dev ## compile requirements*.txt from pyproject.toml, with hashes (ARGS=--upgrade moves the versions)
	$(COMPILE) $(ARGS) pyproject.toml -o requirements.txt
	$(COMPILE) $(ARGS) --extra dev -c requirements.txt pyproject.toml -o requirements-dev.txt
	$(COMPILE) $(ARGS) tools/scanners.in -o requirements-scan.txt
