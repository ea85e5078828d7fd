# Опора 500+: everything a developer or an operator runs. `make help` lists it.
PY := .venv/bin/python
export OPORA_DEMO ?= 1

.PHONY: help setup run test check bench seed requirements
help: ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

.venv/.run: requirements.txt
	@python3 -m venv .venv || { echo "python3 needs its venv module (Debian: the package python3-venv)"; exit 1; }
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/.dev: requirements-dev.txt .venv/.run
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

setup: .venv/.run ## make the environment, the database and the demo year
	@mkdir -p instance
	@$(PY) -m flask --app wsgi db upgrade
	@$(PY) -m flask --app wsgi seed

run: setup ## start the web server on 127.0.0.1:8000 (PORT=… changes it)
	@$(PY) -m flask --app wsgi serve

test: .venv/.dev ## run the tests (ARGS=… for pytest)
	$(PY) -m pytest -n 2 $(ARGS)

check: .venv/.dev ## style, architecture, generated documentation
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/lint-imports
	@OPORA_DATABASE=sqlite:// $(PY) -m flask --app wsgi docs build --check

seed: .venv/.run ## fill the year again (changes nothing that stands)
	@$(PY) -m flask --app wsgi seed

requirements: ## compile requirements*.txt from pyproject.toml, with hashes
	.venv/bin/uv pip compile --generate-hashes --no-header pyproject.toml -o requirements.txt
	.venv/bin/uv pip compile --generate-hashes --no-header --extra dev pyproject.toml -o requirements-dev.txt
