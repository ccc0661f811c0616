# The chores of careline; `make` alone lists them. Needs python3 >= 3.11, nothing else.
VENV = .venv
# Another Python than the first that will do: make VENV=.venv-3.12 PYTHON_VERSION=3.12 test
PYTHON_VERSION =
# More words for the program that a target runs: make test ARGS="-k working_time"
ARGS =
# How many times as deep as `make test` a walk goes: make walk DEPTH=20
DEPTH = 3
READY = $(VENV)/.ready
# Neighbours share what was made for them: a worker takes tests that stand together, and others' when it has done its own.
AT_ONCE = --numprocesses=auto --dist=worksteal
# Tests start careline some thousand times, and a start without its compiled modules takes half as long again.
unexport PYTHONDONTWRITEBYTECODE
NEWEST = $(CURDIR)/$(VENV)/newest

.PHONY: help demo test walk evidence test-all test-newest coverage lint types imports spelling docs docs-check check pages looking golden bench bench-small fmt release clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z][a-z-]*:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

demo: $(READY) ## six short stories, told with a store of their own
	@$(VENV)/bin/careline demo

test: $(READY) ## every test
	@$(VENV)/bin/python -m pytest --quiet $(AT_ONCE) --durations=25 --durations-min=1 $(ARGS)

walk: $(READY) ## the tests of safety, DEPTH times as deep: walks, kills, examples by chance
	@DEPTH=$(DEPTH) $(VENV)/bin/python -m pytest --quiet $(AT_ONCE) --durations=25 --durations-min=1 -m evidence $(ARGS)

evidence: $(READY) ## run the tests of safety and write what they have shown into docs/safety.md
	@DEPTH=$(DEPTH) $(VENV)/bin/python -m scripts.safety

test-all: ## every test on each Python from 3.11 to 3.14 that this machine has
	@for version in 3.11 3.12 3.13 3.14; do \
	    if scripts/find-python $$version >/dev/null 2>&1; then \
	        echo "python$$version:"; \
	        $(MAKE) --no-print-directory VENV=.venv-$$version PYTHON_VERSION=$$version test || exit 1; \
	    else \
	        echo "python$$version: skipped, this machine does not have it"; \
	    fi; \
	done

test-newest: $(READY) ## the tests of the command line with the newest typer, installed beside
	@rm -rf $(NEWEST)
	@$(VENV)/bin/python -m pip --version >/dev/null 2>&1 || $(VENV)/bin/python -m ensurepip >/dev/null
	@$(VENV)/bin/python -m pip install -qq --disable-pip-version-check --no-deps --target $(NEWEST) typer
	@PYTHONPATH=$(NEWEST) $(VENV)/bin/python -c 'import typer; print(f"typer {typer.__version__}:")'
	@PYTHONPATH=$(NEWEST) $(VENV)/bin/python -m pytest --quiet $(AT_ONCE) tests/cli $(ARGS)

coverage: $(READY) ## which lines and branches no test reaches
	@$(VENV)/bin/coverage erase
	@$(VENV)/bin/coverage run -m pytest --quiet $(ARGS)
	@$(VENV)/bin/coverage combine --quiet
	@$(VENV)/bin/coverage report

lint: $(READY) ## ruff: rules and format
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .

types: $(READY) ## mypy, strict
	@$(VENV)/bin/mypy

imports: $(READY) ## which part may import which
	@$(VENV)/bin/lint-imports --no-logo

spelling: $(READY) ## codespell
	@$(VENV)/bin/codespell

docs: $(READY) ## write docs/commands.md and the answers to the examples anew from the program
	@$(VENV)/bin/python -m scripts.generate_commands
	@$(VENV)/bin/python -m scripts.run_examples

docs-check: $(READY) ## links resolve, examples name real commands, docs/commands.md is up to date
	@$(VENV)/bin/python -m scripts.check_docs

check: test lint types imports spelling docs-check ## all that must hold before a commit

pages: $(READY) ## Take the snapshots of all printed pages, and of the shape of JSON, anew
	$(VENV)/bin/python -m pytest -q tests/pages tests/stories/test_story_6.py tests/cli/shop/test_schema.py --snapshot-update $(ARGS)

looking: $(READY) ## record anew which modules each looking command loads, in tests/looking.txt
	@$(VENV)/bin/python -m tests.looking

golden: $(READY) ## record the golden run in tests/golden anew
	@$(VENV)/bin/python -m tests.golden.record

bench: $(READY) ## speed and memory beside their budgets
	@$(VENV)/bin/python -m benchmarks $(ARGS)

bench-small: $(READY) ## the same on small stores, to see that it runs
	@$(VENV)/bin/python -m benchmarks --small $(ARGS)

release: $(VENV)-release/.ready ## source, wheel, what is in them, licences, known faults, sums: all in dist/, nothing uploaded
	@$(VENV)-release/bin/python -m scripts.release $(ARGS)

fmt: $(READY) ## let ruff put the code in order
	@$(VENV)/bin/ruff check --fix .
	@$(VENV)/bin/ruff format .

clean: ## remove what these targets made, the environments too
	rm -rf .venv .venv-* .coverage* .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache build dist
	find src tests scripts benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)-release/.ready: pyproject.toml constraints.txt scripts/find-python scripts/make-venv
	@EXTRA=release scripts/make-venv $(VENV)-release $(PYTHON_VERSION)
	@touch $@

$(READY): pyproject.toml constraints.txt scripts/find-python scripts/make-venv
	@scripts/make-venv $(VENV) $(PYTHON_VERSION)
	@touch $@
