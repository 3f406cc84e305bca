# Plumbline's commands. `make help` lists them, with the text after ## in each .PHONY line.
SHELL := /bin/sh
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
WORKERS ?= 2
DATA_DIR ?= $(CURDIR)/.data
export DATA_DIR

BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input --require-hashes
EVERY_ADDRESS := 0.0.0.0 ::
SITE_HOST := $(if $(filter $(EVERY_ADDRESS),$(HOST)),127.0.0.1,$(if $(findstring :,$(HOST)),[$(HOST)],$(HOST)))

.PHONY: help ## list the targets
help:
	@awk -F ' ## ' '/^\.PHONY: / { printf "make %-12s %s\n", substr($$1, 9), $$2 }' $(firstword $(MAKEFILE_LIST))

# --- what the others stand on -----------------------------------------------------------------------------------

.venv/created:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Plumbline needs Python 3.11 or newer; PYTHON=... names another interpreter." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "Python's venv module is missing: install it (Debian and Ubuntu: apt install python3-venv)." >&2; exit 1; }
	@$(PYTHON) -m venv --clear .venv
	@touch $@

.venv/run: .venv/created requirements/run.txt
	@echo "Installing what is locked in requirements/run.txt"
	@$(PIP) -r requirements/run.txt
	@touch $@

.venv/dev: .venv/run requirements/dev.txt
	@echo "Installing what is locked in requirements/dev.txt"
	@$(PIP) -r requirements/dev.txt
	@touch $@

# Of two that start at once in one folder, the first gives both the key: ln does not replace a file.
$(DATA_DIR)/secret-key:
	@mkdir -p "$(DATA_DIR)"
	@umask 077 && new=$$(mktemp "$@.XXXXXX") && \
		$(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(64))' > "$$new" && \
		{ ln "$$new" "$@" 2>/dev/null || test -s "$@" || mv "$$new" "$@"; } && rm -f "$$new"

# --- run --------------------------------------------------------------------------------------------------------

.PHONY: run ## serve the site on http://127.0.0.1:8000/ (PORT=8123 for another port)
run: .venv/run $(DATA_DIR)/secret-key
	@SECRET_KEY_FILE="$(DATA_DIR)/secret-key" SITE_URL="$${SITE_URL:-http://$(SITE_HOST):$(PORT)}" \
		$(BIN)/python manage.py serve --host $(HOST) --port $(PORT) --workers $(WORKERS)

.PHONY: dev ## the same for developers: debug pages, reload on change
dev: .venv/dev
	@mkdir -p "$(DATA_DIR)"
	@DEBUG=true SITE_URL="http://$(SITE_HOST):$(PORT)" $(BIN)/python manage.py prepare
	@DEBUG=true SITE_URL="http://$(SITE_HOST):$(PORT)" $(BIN)/python manage.py runserver $(HOST):$(PORT)

.PHONY: version ## the version of Plumbline and of Django
version: .venv/run
	@$(BIN)/python manage.py --version

# --- check ------------------------------------------------------------------------------------------------------

DEPLOYED := SECRET_KEY=$$($(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(64))') \
	SITE_URL=https://plumbline.example BEHIND_PROXY=true HSTS_SUBDOMAINS=true HSTS_PRELOAD=true

.PHONY: check ## style, types, migrations, settings
check: .venv/dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@DEBUG=true $(BIN)/mypy
	@DEBUG=true DATABASE_URL=sqlite://:memory: $(BIN)/python manage.py makemigrations --check --dry-run --verbosity 0
	@$(DEPLOYED) $(BIN)/python manage.py check --deploy --fail-level WARNING

SCRATCH := DJANGO_SETTINGS_MODULE=tests.settings
PYTEST := $(BIN)/pytest --numprocesses auto --dist worksteal $(PYTEST_ARGS)
ON_POSTGRESQL := $(BIN)/python -m tests.postgresql

.PHONY: test ## check, then tests of each kind: minutes
test: check test-programs
	@$(PYTEST) -m "not exhaustive"
	@$(ON_POSTGRESQL) $(PYTEST) -m "database and not exhaustive"

EXAMPLES := full
REST := $(PYTEST) --hypothesis-profile=$(EXAMPLES)

.PHONY: test-rest ## what test leaves out: every page in every look, every example of a property
test-rest: .venv/dev test-programs
	@$(REST) -m "exhaustive or hypothesis"
	@$(ON_POSTGRESQL) $(REST) -m "database and (exhaustive or hypothesis)"

.PHONY: test-all ## the whole proof: test, then test-rest
test-all:
	@$(MAKE) test
	@$(MAKE) test-rest

.PHONY: test-programs ## look for the programs that the tests need: Chromium, PostgreSQL, nginx, systemd
test-programs: .venv/dev
	@$(BIN)/python -m tests.deploy.programs
	@$(BIN)/python -m tests.browser.chromium > /dev/null
	@$(BIN)/python -m tests.postgresql > /dev/null

# Node and Java judge here, and nothing that is served needs them.
tests/quality/node_modules/.package-lock.json: tests/quality/package.json tests/quality/package-lock.json
	@for program in node npm java openssl; do command -v $$program > /dev/null || \
		{ echo "make quality needs $$program." >&2; exit 1; }; done
	@cd tests/quality && npm ci --silent
	@touch $@

.PHONY: quality ## outside judges: HTML checker, Lighthouse, HTTP Observatory; needs Node and Java
quality: .venv/dev tests/quality/node_modules/.package-lock.json
	@$(BIN)/python -m tests.browser.chromium > /dev/null
	@$(SCRATCH) $(BIN)/python -m tests.quality

.PHONY: screenshots ## pictures of the key pages, in .screenshots
screenshots: .venv/dev
	@$(BIN)/python -m tests.browser.chromium > /dev/null
	@$(SCRATCH) $(BIN)/python -m tests.browser.screenshots

.PHONY: bench ## how fast answer sets are scored and pages are made
bench: .venv/dev
	@$(SCRATCH) $(BIN)/python -m tests.benchmarks.audit
	@$(SCRATCH) $(BIN)/python -m tests.benchmarks.outlook
	@$(SCRATCH) $(BIN)/python -m tests.benchmarks.pages
	@$(SCRATCH) $(BIN)/python -m tests.benchmarks.seen_pages
	@$(SCRATCH) $(BIN)/python -m tests.benchmarks.desk
	@$(SCRATCH) $(BIN)/python -m tests.benchmarks.growth
	@$(SCRATCH) $(BIN)/python -m tests.benchmarks.table
	@$(SCRATCH) $(BIN)/python -m tests.benchmarks.documents

ADVISORIES ?=

.PHONY: advisories ## published faults of what is locked; ADVISORIES=all.zip of OSV.dev needs no network
advisories: .venv/dev
	@$(BIN)/python requirements/advisories.py $(ADVISORIES)

.PHONY: sbom ## what is installed to serve, as CycloneDX, in plumbline.cdx.json
sbom: .venv/run
	@$(BIN)/python requirements/sbom.py > plumbline.cdx.json

.PHONY: format ## put the code in its format
format: .venv/dev
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

.PHONY: lock ## write the lock files again from pyproject.toml
lock: .venv/dev
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		pyproject.toml --output-file requirements/run.txt $(LOCK_ARGS)
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--constraint requirements/run.txt --group dev pyproject.toml --output-file requirements/dev.txt $(LOCK_ARGS)
