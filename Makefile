# Two commands for a machine with Python 3.11 and make: `make demo` and `make test`.

PYTHON ?= python3
DEMO = .demo
VENV = .venv

.PHONY: axe demo test lint docs site accept clean

demo: ## install into a fresh environment and review the AKG K612 Pro
	rm -rf $(DEMO)
	$(PYTHON) -m venv $(DEMO)
	$(DEMO)/bin/pip install --quiet --disable-pip-version-check .
	$(DEMO)/bin/auricle rate akg-k612-pro
	$(DEMO)/bin/auricle review akg-k612-pro --format html --output $(CURDIR)/$(DEMO)/akg-k612-pro.html

$(VENV)/installed: requirements-dev.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	$(VENV)/bin/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

lint: $(VENV)/installed ## style, types and layers
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports

test: lint ## everything CI asks for
	$(VENV)/bin/pytest -n 2 --cov --cov-report=term

axe: $(VENV)/installed ## pages in Chromium, judged by axe (needs node, npm and Chromium)
	npm install --prefix tests/browser --no-audit --no-fund --no-package-lock
	$(VENV)/bin/pytest tests/review/test_accessibility.py

docs: $(VENV)/installed ## make the pages that are made from code and data
	$(VENV)/bin/python -m docs.make_pages

site: docs ## build the site of the documentation into site/
	$(VENV)/bin/mkdocs build --strict

accept: $(VENV)/installed ## show which published ratings moved and why, and keep them as they are now
	$(VENV)/bin/python -m tests.rating.accept

clean:
	rm -rf $(DEMO) $(VENV) build dist site .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage
