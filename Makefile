# make run    sets everything up in .venv and turns the PDFs of raw/ into the datasets of curated/
# make test   sets everything up and runs lint, types, layers and tests
# make fuzz   reads 10,000 mutants of sheets, kills 200 runs and refuses 200 writes (an hour or two; broken off, the mutants go on where they stopped)
# make mutants makes each condition of a room (ROOM=layout FILE=grids.py LIMIT=100, or SAMPLE=200 SEED=1) always true and always false and names those no test notices
# make parity reads all development sheets with both engines, where they are at hand
# make wheel  builds dist/kyoten-VERSION-py3-none-any.whl, which installs kyoten and kyoten-app anywhere (pipx, uv tool, pip)
# make lock   writes the lock files anew (needs uv)
#
# Needs Python 3.11 or newer and make, nothing else. What has not changed is not done again; make -B does it all the same.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
BIN := .venv/bin
# Of the modules that are installed a quarter is ever loaded. Each is compiled when it is, and kept, whatever the person's shell says: this is a folder of its own.
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --no-compile
unexport PYTHONDONTWRITEBYTECODE
CODE := pipeline tests benchmarks expectations pyproject.toml requirements
LINTED = $(wildcard pipeline tests benchmarks examples)
TESTED := $(CODE) examples raw README.md README.ja.md ARCHITECTURE.md ARCHITECTURE.ja.md docs Makefile

# $(call unless-unchanged,NAME,SOURCES,COMMAND): runs COMMAND unless it passed since the last change of SOURCES
define unless-unchanged
@if [ -z "$(findstring B,$(firstword -$(MAKEFLAGS)))" ] && [ -e .venv/.passed-$(1) ] && \
	[ -z "$$(find $(wildcard $(2)) .venv/.dev -not -path '*/__pycache__*' -newer .venv/.passed-$(1) -print 2>/dev/null | head -n 1)" ]; then \
	echo "$(1): nothing changed since it last passed"; \
else \
	echo "$(1)"; touch .venv/.began-$(1); $(3) && mv .venv/.began-$(1) .venv/.passed-$(1); \
fi
endef

.PHONY: run test lint types layers tests fuzz mutants wheel lock parity clean
run: .venv/.run
	$(BIN)/kyoten run
	@echo "Next: $(BIN)/kyoten report writes report.html, to open in a browser; README.md shows how to load curated/ with $(BIN)/python"

# Side by side: none of the first three keeps a second core busy.
test: .venv/.dev
	@$(MAKE) --no-print-directory --jobs 4 lint types layers tests

lint: .venv/.dev
	$(call unless-unchanged,lint,$(CODE) examples,$(BIN)/ruff check $(LINTED) && $(BIN)/ruff format --check $(LINTED))

types: .venv/.dev
	$(call unless-unchanged,types,$(CODE),$(BIN)/mypy)

layers: .venv/.dev
	$(call unless-unchanged,layers,$(CODE),$(BIN)/lint-imports)

tests: .venv/.dev
	$(call unless-unchanged,tests,$(TESTED),$(BIN)/pytest -n 2 --dist worksteal)

MUTANTS ?= 10000
fuzz: .venv/.dev
	@mkdir -p .fuzz
	$(BIN)/python -m tests.faults.rounds --mutants $(MUTANTS) --log .fuzz/mutants.jsonl
	$(BIN)/python -m tests.faults.kills --points 200
	$(BIN)/python -m tests.faults.writes --points 200
	$(BIN)/python -m tests.faults.hostile
	KYOTEN_EXAMPLES=1000 $(BIN)/pytest tests/faults/test_pages_at_random.py tests/facts/test_whole_cells.py tests/facts/test_spellings.py

mutants: .venv/.dev
	$(BIN)/python -m tests.mutants --room $(or $(ROOM),layout) $(foreach file,$(FILE),--file $(file)) $(if $(LIMIT),--limit $(LIMIT)) $(if $(SAMPLE),--sample $(SAMPLE) --seed $(or $(SEED),0))

parity: .venv/.dev
	KYOTEN_PARITY=1 $(BIN)/pytest -n 2 --dist worksteal tests/pages/test_parity.py tests/sheet/test_engine_parity.py

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "kyoten needs Python 3.11 or newer; name yours with: make PYTHON=/path/to/python3" >&2; exit 1; }
	$(PYTHON) -m venv .venv

.venv/.run: requirements/run.txt pyproject.toml | .venv/bin/python
	$(PIP) --require-hashes --requirement requirements/run.txt
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.dev: requirements/dev.txt .venv/.run
	$(PIP) --require-hashes --requirement requirements/dev.txt
	@touch $@

wheel: .venv/.run
	$(BIN)/hatchling build --target wheel

LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	--no-emit-index-url --no-emit-find-links pyproject.toml
lock:
	$(LOCK) --group pyproject.toml:build --output-file requirements/run.txt
	$(LOCK) --extra ocr --group pyproject.toml:build --group pyproject.toml:dev --constraints requirements/run.txt --output-file requirements/dev.txt
	$(LOCK) --extra ocr --constraints requirements/run.txt --output-file requirements/ocr.txt
	$(LOCK) --group pyproject.toml:learn --constraints requirements/dev.txt --output-file requirements/learn.txt

clean:
	rm -rf .venv .fuzz .mutants build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
