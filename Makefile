# Everything runs in .venv, which the first target that needs it makes.
PYTHON ?= python3
BIN := .venv/bin
JOBS ?= 2
SLOW ?= tests

.PHONY: demo test test-slow check readme bench clean

demo: .venv/base
	$(BIN)/clienthealth demo --force demo-data

test: .venv/dev
	$(BIN)/pytest -m "not slow" -n $(JOBS)

test-slow: .venv/dev
	$(BIN)/pytest -m slow -n $(JOBS) $(SLOW)

check: .venv/dev
	$(BIN)/ruff format --check clienthealth tests benchmarks tools
	$(BIN)/ruff check clienthealth tests benchmarks tools
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python tools/file_lengths.py
	$(BIN)/vulture
	$(BIN)/codespell clienthealth tests benchmarks tools docs *.md
	$(BIN)/deptry clienthealth
	$(BIN)/cog -P --check README.md docs/ending.md docs/imports.md

readme: .venv/dev
	$(BIN)/cog -P -r README.md docs/ending.md docs/imports.md

bench: .venv/dev
	$(BIN)/python benchmarks/commands.py

.venv/python:
	$(PYTHON) -m venv .venv
	touch $@

# Byte-compiling is part of the installation: without it every start costs half as much again.
.venv/base: .venv/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	$(BIN)/python -m compileall -q clienthealth
	touch $@

.venv/dev: .venv/base pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

clean:
	rm -rf .venv demo-data build dist
