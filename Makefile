# The commands of County Halls; `make` alone lists them. Everything runs in .venv, built on first use.

.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory --no-builtin-rules

# The first Python that is new enough and can build an environment; else python3, which then says what it lacks.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$p && exit; \
	done; echo python3)
PY := .venv/bin/python
# Extra arguments for the tool behind a target: make test ARGS="-k clock"
ARGS ?=

.PHONY: help env run test rules check format load bench bench-intake screenshots schema messages counts lock

help: ## List what make can do
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

env: ## Build the environment (.venv) from the lock file, or bring it in step
	@command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) is not installed: County Halls needs Python 3.11 or newer (Debian: apt install python3 python3-venv)."; exit 1; }
	@$(PYTHON) platform/config/local/environment.py

run: env ## Start the whole system with the demo county; PORT= HOST= DATABASE_URL= BROKER_URL= override
	@exec $(PY) -m config.local run

test: env ## Run every test on a database server of their own; ARGS="-k clock" narrows
	@exec $(PY) -m config.local test $(ARGS)

rules: env ## Run only the tests of the law: no database, seconds
	@exec $(PY) -m pytest tests/rules -q $(ARGS)

load: env ## Put a day of clerks, applicants and county on the running system (60 s) and judge it; PORT= says where
	@exec $(PY) -m locust --config loadtests/locust.conf $(ARGS)

bench: env ## Compare provisioning and migration with the obvious ways, count cases again; ARGS=recount narrows
	@exec $(PY) -m loadtests.bench $(ARGS)

bench-intake: env ## Compare intake over HTTP with the stock way, a bare handler and pgbench (3 min); ARGS="--rounds 2"
	@exec $(PY) -m loadtests.bench.intake $(ARGS)

check: env ## Format, lint, types, import contracts, lock, settings, migrations, snapshots, messages
	@exec $(PY) -m config.local check $(ARGS)

format: env ## Rewrite the code in the house format
	@$(PY) -m ruff check --fix-only --quiet .
	@$(PY) -m ruff format .

screenshots: env ## Take the README's pictures of the running system afresh (needs chromium)
	@exec $(PY) -m config.local.screenshots $(ARGS)

schema: env ## Write the GraphQL schemas to graphql/api/snapshots
	@exec $(PY) manage.py graphql_snapshots

messages: env ## Collect every string people read into the Chinese catalogue
	@exec $(PY) manage.py messages

counts: env ## Count the SQL calls of every operation anew (tests/counts.json)
	@UPDATE_COUNTS=1 exec $(PY) -m config.local test -n 0 tests/api tests/hall tests/pages $(ARGS)

lock: env ## Pin what pyproject.toml asks for, with hashes; ARGS=--upgrade takes the newest
	@exec $(PY) -m config.local lock $(ARGS)
