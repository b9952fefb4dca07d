# Two commands matter: `make run` and `make test`. `make help` lists the others.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

BIN := .venv/bin
PYTEST := $(BIN)/python -m pytest
# Two workers: the machine that has to finish in ten minutes has two cores.
WORKERS ?= 2

export PYTHON ?= python3

.PHONY: help run test lint format types contracts test-backend-sqlite test-backend-postgres test-frontend \
	test-browser bench openapi migrate demo-reset lock clean

help: ## List what make can do here
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  %-24s%s\n", $$1, $$2 }'

run: ## Install what is missing, build, migrate, load the demo and serve on http://127.0.0.1:8000
	@scripts/setup python runtime
	@scripts/setup spa
	@echo "papi: starting on http://127.0.0.1:$${PAPI_PORT:-8000} (Ctrl+C ends it)"
	@PAPI_DEMO="$${PAPI_DEMO-1}" exec $(BIN)/papi serve

test: ## Check everything: lint, types, contracts, both databases, frontend, browser
	@scripts/setup test-programs
	@scripts/setup python dev
	@$(MAKE) lint
	@$(MAKE) types
	@$(MAKE) contracts
	@$(MAKE) test-backend-sqlite
	@$(MAKE) test-backend-postgres
	@$(MAKE) test-frontend
	@$(MAKE) test-browser

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
	$(BIN)/pyright

contracts: ## Check that imports only go down
	@scripts/setup python dev
	$(BIN)/lint-imports

test-backend-sqlite: ## Test the backend on SQLite
	@scripts/setup python dev
	$(PYTEST) -n $(WORKERS) --database=sqlite --ignore=tests/browser

test-backend-postgres: ## Test the backend on PostgreSQL 15, started for the occasion
	@scripts/setup test-programs
	@scripts/setup python dev
	$(PYTEST) -n $(WORKERS) --database=postgresql --ignore=tests/browser --ignore=tests/architecture

test-frontend: ## Check the frontend's types, style, islands, tests, build and size
	@scripts/setup packages
	cd frontend && npm test

# How pages look does not depend on the database: every one of them is looked at once.
test-browser: ## Walk the journeys in Chromium, on both databases
	@scripts/setup test-programs
	@scripts/setup python dev
	@scripts/setup spa
	$(PYTEST) -n $(WORKERS) --database=sqlite tests/browser
	$(PYTEST) -n $(WORKERS) --database=postgresql tests/browser --ignore=tests/browser/test_every_page.py

bench: ## Measure the speed against a bare ASGI application and Django REST framework
	@scripts/setup test-programs
	@scripts/setup python bench
	@scripts/setup spa
	$(BIN)/python -m tests.benchmarks

openapi: ## Write openapi/papi.json from the code, and the frontend's client from it
	@scripts/setup python dev
	@scripts/setup packages
	$(BIN)/papi openapi > openapi/papi.json
	cd frontend && npm run api

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
