# `make` lists what there is. Everything is installed into .venv and node_modules here, nothing anywhere else, except
# that `make test` as root on Debian adds the browsers and fonts that its tests draw with.

PYTHON ?= python3
VENV ?= .venv
PORT ?= 8000
JOBS ?= 2
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
LOCKED := $(PIP) install --require-hashes --only-binary :all:
PYTEST := $(BIN)/python -m pytest
BUNDLES := $(addprefix server/sendback/web/static/,widget snippet_builder dock)

# Node from the lock, when the machine has none that is new enough, lands in the same folder as Python.
export PATH := $(abspath $(BIN)):$(PATH)
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:

## For everybody

.PHONY: help
help: ## list what make can do
	@awk '/^## /{print "\n" substr($$0, 4)} /^[a-z-]+:.*## /{split($$0, part, ":.*## "); printf "  make %-16s %s\n", part[1], part[2]}' \
		$(firstword $(MAKEFILE_LIST))

.PHONY: demo
demo: $(VENV)/runtime.done ## start Sendback with the demo shop on http://127.0.0.1:8000 (PORT=8000); needs only Python
	@exec $(BIN)/sendback demo --port $(PORT)

.PHONY: clean
clean: ## take away everything that make made here
	rm -rf $(VENV) node_modules build dist demo-data server/*.egg-info
	rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage
	find server tests benchmarks examples -name __pycache__ -type d -prune -exec rm -rf {} +

## For whoever changes something

.PHONY: test
test: system lint types rules test-node bundle test-sqlite test-postgres test-package test-browser ## run every check (some twenty minutes on two cores)
	@echo "Everything passed."

.PHONY: quick
quick: lint types rules test-sqlite ## run what answers fast: style, types, import rules, tests on SQLite

.PHONY: lint
lint: $(VENV)/test.done node_modules/.done ## check style (ruff, biome)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	npm run --silent lint

.PHONY: format
format: $(VENV)/test.done node_modules/.done ## put everything into our style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	npm run --silent format

.PHONY: types
types: $(VENV)/test.done node_modules/.done ## check types (mypy, tsc)
	$(BIN)/mypy
	npm run --silent types

.PHONY: rules
rules: $(VENV)/test.done ## check that each step imports only earlier ones
	$(BIN)/lint-imports

.PHONY: test-node
test-node: node_modules/.done ## run the widget's own tests
	npm run --silent test

.PHONY: bundle
bundle: node_modules/.done ## build widget and builder; fail when what is committed differs
	npm run --silent build
	@git diff --exit-code --stat -- $(BUNDLES) && test -z "$$(git ls-files --others --exclude-standard -- $(BUNDLES))" \
		|| { echo "The built bundle is not the one that is committed: commit it with its sources."; exit 1; }

.PHONY: test-sqlite
test-sqlite: $(VENV)/test.done node_modules/.done ## run the Python tests on SQLite
	$(PYTEST) -q -n $(JOBS) -m "not browser and not package"

.PHONY: test-postgres
test-postgres: $(VENV)/test.done ## run the tests that use the database on PostgreSQL
	$(PYTEST) -q -n $(JOBS) -m "not browser and not package" --engine postgres

.PHONY: test-package
test-package: $(VENV)/test.done ## build the wheel without Node and serve the product from a clean environment
	$(PYTEST) -q -m package

.PHONY: test-browser
test-browser: $(VENV)/test.done node_modules/.done ## run the tests that drive real browsers
	$(PYTEST) -q -n $(JOBS) --dist worksteal -m browser || $(PYTEST) -q -m browser --last-failed --last-failed-no-failures none
# A browser on a busy machine may be slow once; what fails alone, too, is a fault.

.PHONY: fuzz
fuzz: $(VENV)/test.done ## send the API more than twenty thousand strange requests; counts go to benchmarks/results/fuzz.json
	SENDBACK_FUZZ_CASES=600 SENDBACK_FUZZ_RESULT=benchmarks/results/fuzz.json $(PYTEST) -q tests/fuzz

.PHONY: api-document
api-document: $(VENV)/runtime.done node_modules/.done ## write docs/openapi.json and its TypeScript types anew
	$(BIN)/sendback api-document > docs/openapi.json
	npm run --silent api-types

.PHONY: bench
bench: $(VENV)/bench.done node_modules/.done ## measure beside our peers; figures go to benchmarks/results
	@for file in benchmarks/*.py; do echo "== $$file"; PYTHONPATH=. $(BIN)/python "$$file"; done

.PHONY: lock
lock: $(VENV)/runtime.done ## choose the newest versions of everything again, with their hashes
	$(PIP) install uv
	@for what in "lock:setup.cfg" "test:setup.cfg --extra test -c requirements/lock.txt" \
		"bench:setup.cfg --extra bench -c requirements/test.txt" \
		"build:requirements/build.in" "node:requirements/node.in"; do \
		$(BIN)/uv pip compile $${what#*:} --universal --python-version 3.11 --generate-hashes --upgrade --quiet \
			--no-emit-index-url --no-annotate --custom-compile-command "make lock" -o requirements/$${what%%:*}.txt; \
	done

# Made on the way

.PHONY: system
system:
	@.ci/system

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Sendback needs Python 3.11 or newer; try: make PYTHON=python3.12 …"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python's venv is missing; on Debian: apt install python3-venv"; exit 1; }

$(VENV)/runtime.done: requirements/lock.txt requirements/build.txt setup.cfg pyproject.toml | $(BIN)/python
	@echo "Installing into $(VENV) …"
	@$(LOCKED) -r requirements/lock.txt -r requirements/build.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/test.done: requirements/test.txt $(VENV)/runtime.done
	@echo "Installing what the tests need …"
	@$(LOCKED) -r requirements/test.txt
	@touch $@

$(VENV)/bench.done: requirements/bench.txt $(VENV)/test.done
	@$(LOCKED) -r requirements/bench.txt
	@touch $@

node_modules/.done: package.json package-lock.json | $(BIN)/python
	@node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' 2>/dev/null || $(LOCKED) -r requirements/node.txt
	@npm ci --no-fund --no-audit --loglevel=error
	@touch $@
