# The house's own commands. Each of them first makes the checkout ready (packaging/bootstrap.py).

ifeq ($(OS),Windows_NT)
PYTHON ?= python
BIN := .venv/Scripts
else
PYTHON ?= python3
BIN := .venv/bin
endif

# The window needs a screen; macOS and Windows always have one.
SYSTEM := $(shell uname -s 2>/dev/null)
ifeq ($(SYSTEM),Linux)
SCREEN := $(DISPLAY)$(WAYLAND_DISPLAY)
else
SCREEN := always
endif

# Tests draw on no screen. Two workers keep a small machine usable.
ifeq ($(SCREEN),)
export QT_QPA_PLATFORM ?= offscreen
endif
WORKERS ?= 2

.DEFAULT_GOAL := help
.PHONY: help bootstrap run test check tour bench dev clean \
	check-format check-lint check-types check-imports check-tests

help:  ## Show these commands
	@echo "make run    start AcctDesk with its sample; without a screen, walk the main job into out/"
	@echo "make test   run all tests"
	@echo "make check  format, lint, types, imports and tests: what a change must pass"
	@echo "make tour   render every page into out/tour"
	@echo "make bench  measure what the project promises to be fast"
	@echo "make dev    only make the checkout ready"
	@echo "make clean  remove everything that was made here"

bootstrap:
	@$(PYTHON) packaging/bootstrap.py

run: bootstrap
ifeq ($(SCREEN),)
	@echo "There is no screen here: walking the main job into out/."
	@$(BIN)/python packaging/walk.py out
else
	@$(BIN)/acctdesk --sample
endif

test: bootstrap
	@$(BIN)/python -m pytest -n $(WORKERS)

check: check-format check-lint check-types check-imports check-tests

check-format: bootstrap
	@echo "== format"
	@$(BIN)/ruff format --check .

check-lint: bootstrap
	@echo "== lint"
	@$(BIN)/ruff check .

check-types: bootstrap
	@echo "== types"
	@$(BIN)/mypy

check-imports: bootstrap
	@echo "== imports"
	@$(BIN)/lint-imports

check-tests: bootstrap
	@echo "== tests"
	@$(BIN)/python -m pytest -n $(WORKERS)

tour: bootstrap
	@$(BIN)/python packaging/tour.py out/tour

bench: bootstrap
	@$(BIN)/uv sync --frozen --inexact --quiet --group bench
	@$(BIN)/python -m benchmarks

dev: bootstrap
	@echo "Ready. The command is $(BIN)/acctdesk; make help lists the others."

clean:
	@$(PYTHON) packaging/clean.py
