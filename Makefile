# Each target sets up what it needs: from a bare clone, `make nightly` and `make test` are enough.
# Works with GNU make 3.81 and later, and as `make -C FOLDER TARGET`.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# What one night is told.
SOURCES ?= sample
AS_OF ?=
DATA ?= var

# Where `make serve` (and, on 8000, `make desk`) listens, what `make test` runs, how long `make fuzz` goes on and from which number, what `make bench` is told.
PORT ?= 3000
TESTS ?= tests
SECONDS ?= 600
SEED ?=
BENCH ?=

# The interpreter that builds the environment: the first of these that can, one compiled with optimisations before others.
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11 /usr/bin/python3; do \
	rank=$$($$name deploy/interpreter.py 2>/dev/null) && echo "$$rank $$name"; done | sort -s -n -k 1,1 | sed -n '1s/^. //p')

VENV := .venv
BIN := $(VENV)/bin
PACKAGES := $(VENV)/packages-installed
READY := $(VENV)/ready

# Clients that the published files are promised to be read by, and their command line; tests/analysts/clients pins them.
CLIENTS := duckdb-1.3 duckdb-1.4 duckdb-1.5 duckdb-cli

.PHONY: help nightly desk serve audit test faults fuzz clients style lint bench accuracy docs environment clean

help: ## this page
	@echo "The Ofsted welfare monitor. Every target builds the environment ($(VENV)) first, where it is missing or out of date."
	@echo
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo "Variables of nightly, desk and serve, with what they are now:"
	@echo "  SOURCES=$(SOURCES)    sample (invented schools) | live (the public sites) | recorded:FOLDER (a recording)"
	@echo "  AS_OF=$(AS_OF)    the day that the night stands for, YYYY-MM-DD; empty: the recording's last day, or today"
	@echo "  DATA=$(DATA)    the folder of archive, builds and the published files; keep it: the archive cannot be rebuilt"
	@echo
	@echo "For example:"
	@echo "  make nightly                                     the sample, from start to flagged list"
	@echo "  make nightly SOURCES=recorded:FOLDER AS_OF=2026-06-10 DATA=var/england"
	@echo "  make test TESTS=tests/rules                      one folder of tests"
	@echo "  $(BIN)/welfare-monitor --help           everything else, after the first make"

nightly: $(READY) ## run the main job: fetch, archive, parse, build, check, publish
	@$(BIN)/welfare-monitor nightly --sources '$(SOURCES)' --data '$(DATA)' $(if $(AS_OF),--as-of '$(AS_OF)') || { \
		code=$$?; \
		if [ $$code -ne 3 ]; then exit $$code; fi; \
		echo "make nightly: done, but degraded: what is missing stands in the summary above (welfare-monitor exit code 3)."; \
	}

desk: PORT = 8000
desk: $(READY) ## the officers' desk over the last night, with a first sign-in (PORT=8000)
	@exec $(BIN)/welfare-monitor desk --data '$(DATA)' --port '$(PORT)'

serve: $(READY) ## Dagster's web page and daemon, with the 02:30 schedule (PORT=3000)
	@mkdir -p '$(DATA)' && (umask 077; mkdir -p '$(DATA)/dagster')
	@data=$$(cd '$(DATA)' && pwd) && \
		echo "Dagster on http://127.0.0.1:$(PORT), data in $$data, sources: $(SOURCES). Ctrl-C ends it." && \
		DAGSTER_HOME="$$($(BIN)/python -c 'from pipelines.settings import dagster_home; print(dagster_home())')" WELFARE_MONITOR_DAGSTER_STATE="$$data/dagster" \
		WELFARE_MONITOR_DATA="$$data" WELFARE_MONITOR_SOURCES='$(SOURCES)' WELFARE_MONITOR_AS_OF='$(AS_OF)' \
		exec $(BIN)/dg dev --host 127.0.0.1 --port $(PORT)

# Types are checked beside the tests, because mypy keeps one core busy for half a minute where it has no cache; what it says
# comes last. DuckDB binds statements in many small pieces of memory: kept at hand by each thread (glibc), a tenth is saved.
test: export GLIBC_TUNABLES = glibc.malloc.tcache_count=2000
test: style ## lint, types and all tests (TESTS=tests/FOLDER for some of them)
	@told=$$(mktemp); nice $(BIN)/mypy >"$$told" 2>&1 & types=$$!; \
		$(BIN)/python -m pytest $(TESTS); tests=$$?; \
		wait $$types; typed=$$?; cat "$$told"; rm -f "$$told"; \
		[ $$typed -eq 0 ] && exit $$tests; exit $$typed

faults: $(READY) ## what may go wrong: every fault, what is promised, and whether it held (docs/reliability.md)
	@$(BIN)/python -m tests.faults

fuzz: $(READY) ## damaged documents, new ones each time, until something is read wrongly (SECONDS=600 SEED=1)
	@$(BIN)/python -m tests.mutations --seconds $(SECONDS) $(if $(SEED),--from $(SEED))

style: $(READY) ## style only
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet .

clients: $(CLIENTS:%=.clients/%/ready) ## older DuckDB clients in environments of their own, for tests of the published files

audit: $(READY) ## does the package index know a fault of a pinned package?
	@$(BIN)/python deploy/audit_packages.py

lint: style ## style and types
	@$(BIN)/mypy

bench: $(READY) ## time and memory on the recording of England; writes docs/benchmarks.md (BENCH="--dir FOLDER")
	@$(BIN)/python -m benchmarks $(BENCH)

accuracy: $(READY) ## how much of a labelled corpus is read exactly, left to a person, or wrong (which fails)
	@$(BIN)/python -m benchmarks.accuracy

docs: $(READY) ## write the generated pages again
	@$(BIN)/python -m pipelines.warehouse.rules
	@$(BIN)/python -m pipelines.doctor.page
	@$(BIN)/python -m pipelines.dictionary
	@$(BIN)/python -m tests.faults.page
	@$(BIN)/python -m tests.project.imports_picture

environment: $(READY) ## only build the environment

# Two stamps, each written last: an interrupted build is begun again, and a changed pyproject.toml alone
# costs seconds. --clear, so that a package that left the lock is gone.
$(PACKAGES): requirements.lock
	@if [ -z "$(PYTHON)" ]; then \
		echo "Python 3.11 to 3.14 is needed, with venv (Debian: python3-venv), and none was found. Name one: make PYTHON=/path/to/python3.12" >&2; exit 1; fi
	@echo "Building the environment in $(VENV) from requirements.lock with $(PYTHON): about 90 s the first time."
	@$(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-input --require-hashes -r requirements.lock
	@touch $@

$(READY): $(PACKAGES) pyproject.toml
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-input --no-index \
		--no-deps --no-build-isolation --editable .
	@touch $@

.clients/%/ready: tests/analysts/clients/%.txt
	@echo "Fetching $* into .clients."
	@$(PYTHON) -m venv --clear .clients/$*
	@.clients/$*/bin/python -m pip install -qq --disable-pip-version-check --no-input --require-hashes -r $<
	@touch $@

clean: ## remove the environment and caches; never the data
	@rm -rf $(VENV) .clients build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
	@find assets desk pipelines replica tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
