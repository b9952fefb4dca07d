# Two commands matter: `make run` and `make test`. `make help` lists the others.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

BIN := .venv/bin
PYTEST := $(BIN)/python -m pytest
# Two workers for two cores. Each begins with its own half, so that what a module's tests share is made once; who is done first
# takes over from the other.
WORKERS ?= 2
SPREAD := -n $(WORKERS) --dist worksteal

# What asks no database is left out there by itself (tests/support/databases.py). These are alike on any, though some ask one: house rules,
# documents, lists as files, the demo's files, what is found in files, how papers, mails and words are made, seals and keys, what the browser does with
# answers that the other tests hold to be the same on both. The whole quarter is walked through the browser on both all the same.
NOT_ON_POSTGRES := $(addprefix --ignore=,tests/architecture tests/client tests/docs tests/demo/test_data_files.py tests/demo/test_evidence_files.py \
	tests/access/test_keys.py tests/accounts/test_secrets_stay_secret.py tests/calendar/test_counting_working_days.py tests/cli/test_verifying_seals.py \
	tests/mail/test_letters_as_mails.py tests/plans/annex/test_words_in_cells.py tests/reports/test_folding.py \
	tests/reports/test_values_in_cells.py \
	$(addprefix tests/evidence/test_,damaged_photos.py hostile_files.py hostile_pdfs.py photos.py previews.py reading_files.py refused_uploads.py) \
	tests/contract/test_lists_as_files.py \
	$(addprefix tests/papers/test_,bad_input.py charts_and_columns.py the_pdf_file.py the_word_file.py) \
	$(filter-out tests/browser/test_the_quarter.py,$(wildcard tests/browser/test_*.py)))
# Nobody who has not signed in gets as far as the database, and it takes a server half a minute to hang up.
NOT_ON_POSTGRES += --deselect=tests/faults/test_on_the_wire.py::test_a_large_upload_of_somebody_unknown_is_answered_when_hardly_a_byte_was_sent
# These restore an archive into SQLite on either database. That an archive from PostgreSQL holds the same, row for row and byte for byte,
# and comes back into PostgreSQL, is asked by the first test of that module on both.
NOT_ON_POSTGRES += $(addprefix --deselect=tests/cli/test_backup.py::test_,restored_keys_are_readable_by_their_owner_alone \
	a_backup_moves_from_a_folder_into_an_s3_store_and_out_of_it_again a_damaged_archive_is_refused_before_anything_is_written \
	an_archive_that_was_cut_off_or_is_none_is_refused a_restoration_that_breaks_off_leaves_no_file_behind)

export PYTHON ?= python3
# The tests start the program some two hundred times. Compiling it anew each time takes longer than starting it.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run test lint format types contracts client test-sqlite test-postgres test-backend-sqlite \
	test-backend-postgres test-frontend test-browser bench openapi migrate demo-reset lock clean

help: ## List what make can do here
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  %-24s%s\n", $$1, $$2 }'

run: ## Install what is missing, build, migrate, load the demo and serve on http://127.0.0.1:8000
	@scripts/setup python runtime
	@scripts/setup spa
	@echo "papi: starting on http://127.0.0.1:$${PAPI_PORT:-8000} (Ctrl+C ends it)"
	@PAPI_DEMO="$${PAPI_DEMO-1}" exec $(BIN)/papi serve

# Packages for Python and for Node are installed side by side, and so are the checks that use one core each. Tests of backend and
# browser share one run on each database, because each run loads the demo.
test: ## Check everything: lint, types, contracts, frontend, backend and browser on both databases
	@scripts/setup test-programs
	@scripts/setup packages & packages=$$!; scripts/setup python dev; wait $$packages
	@$(MAKE) lint
	@$(MAKE) contracts
	@$(MAKE) -j2 --output-sync=target types test-frontend
	@$(MAKE) test-sqlite
	@$(MAKE) test-postgres

lint: ## Check style and house rules with ruff
	@scripts/setup python dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: ## Put the Python code into the one format
	@scripts/setup python dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: ## Check types with pyright (strict for the backend)
	@scripts/setup python dev
	@scripts/setup client
	$(BIN)/pyright

contracts: ## Check that imports only go down
	@scripts/setup python dev
	$(BIN)/lint-imports

test-sqlite: ## Test backend and browser on SQLite
	@scripts/setup test-programs
	@scripts/setup python dev
	@scripts/setup client
	@scripts/setup spa
	$(PYTEST) $(SPREAD) --database=sqlite

test-postgres: ## Test backend and browser on PostgreSQL 15, started for the occasion
	@scripts/setup test-programs
	@scripts/setup python dev
	@scripts/setup client
	@scripts/setup spa
	$(PYTEST) $(SPREAD) --database=postgresql $(NOT_ON_POSTGRES)

test-backend-sqlite: ## Test the backend alone on SQLite
	@scripts/setup python dev
	@scripts/setup client
	$(PYTEST) $(SPREAD) --database=sqlite --ignore=tests/browser

test-backend-postgres: ## Test the backend alone on PostgreSQL 15
	@scripts/setup test-programs
	@scripts/setup python dev
	@scripts/setup client
	$(PYTEST) $(SPREAD) --database=postgresql $(NOT_ON_POSTGRES) --ignore=tests/browser

test-frontend: ## Check the frontend's types, style, islands, tests, build and size
	@scripts/setup packages
	cd frontend && npm test

test-browser: ## Walk the journeys in Chromium on SQLite, and the quarter on PostgreSQL
	@scripts/setup test-programs
	@scripts/setup python dev
	@scripts/setup spa
	$(PYTEST) $(SPREAD) --database=sqlite tests/browser
	$(PYTEST) $(SPREAD) --database=postgresql $(NOT_ON_POSTGRES) tests/browser

bench: ## Measure the speed against a bare ASGI application and Django REST framework
	@scripts/setup test-programs
	@scripts/setup python bench
	@scripts/setup spa
	$(BIN)/python -m tests.benchmarks
	$(BIN)/python -m tests.benchmarks.ten_years

openapi: ## Write openapi/papi.json from the code, and the frontend's client from it
	@scripts/setup python dev
	@scripts/setup packages
	$(BIN)/papi openapi > openapi/papi.json
	cd frontend && npm run api

client: ## Build the Python client for others as a wheel in build/
	@scripts/setup python dev
	@scripts/setup client
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation --wheel-dir build backend/client

migrate: ## Bring the database to the newest schema
	@scripts/setup python runtime
	$(BIN)/papi migrate

demo-reset: ## Throw .data away and load the demo anew
	@scripts/setup python runtime
	@[[ -z "$${PAPI_DATABASE_URL-}$${PAPI_DATA_DIR-}$${PAPI_STORAGE_URL-}" ]] || { \
		echo "papi: demo-reset deletes .data only; unset PAPI_DATABASE_URL, PAPI_DATA_DIR and PAPI_STORAGE_URL" >&2; exit 3; }
	rm -rf .data
	PAPI_DEMO=1 $(BIN)/papi demo load

lock: ## Resolve requirements/*.in anew (UPGRADE=1 takes the newest versions)
	@scripts/setup python dev
	cd requirements && for name in runtime dev bench; do \
		../$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
			$(if $(UPGRADE),--upgrade) $$name.in --output-file $$name.lock; done

clean: ## Remove everything that was built or installed here; .data stays
	rm -rf .venv build dist .pytest_cache .ruff_cache .hypothesis .import_linter_cache frontend/dist frontend/node_modules
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
