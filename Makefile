# Simpul: everything a person does here, by name. `make help` lists it.
SHELL := /bin/bash
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
WORKSPACE ?= simpul-workspace
PORT ?= 8000
GOLD := data/gold/dev data/gold/train
TIERS ?= default rules
PUBLIC ?= ../shared/benchmarks
YASQE := kg/serve/static/yasqe/$(shell sed -n 's/.*"@triply\/yasqe": "\(.*\)".*/\1/p' kg/serve/yasqe/package.json)

.PHONY: help demo test check fuzz bench lint types imports vocabulary generated quality speed bench-serve regenerate figures train clean browser npm axe editor virtuoso screenshots
.DEFAULT_GOAL := help

help:  ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Simpul needs Python 3.11 or newer"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "python3-venv is missing: apt-get install python3-venv"; exit 1; }

$(VENV)/.demo: pyproject.toml | $(BIN)/python
	@echo "Setting up $(VENV), once: about a minute"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[view]'
	@touch $@

$(VENV)/.dev: pyproject.toml | $(BIN)/python
	@echo "Setting up $(VENV) with what development needs, once: a minute or two"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@ $(VENV)/.demo

$(VENV)/.train: pyproject.toml | $(BIN)/python
	@echo "Setting up $(VENV) with what training needs, once: some minutes"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[train]'
	@touch $@

demo: $(VENV)/.demo  ## build the graph from the articles in data/ and serve it with its pages
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory editor || echo "The SPARQL page keeps its plain form"; \
	  else echo "npm is missing: the SPARQL page has a plain form"; fi
	$(BIN)/kg build --workspace $(WORKSPACE) data/gold/dev data/gold/train
	$(BIN)/kg serve --workspace $(WORKSPACE) --port $(PORT)

browser:
	@command -v chromium >/dev/null || { \
	  echo "Installing chromium for the browser tests"; \
	  SUDO=$$([ "$$(id -u)" = 0 ] || echo sudo); \
	  $$SUDO apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$SUDO apt-get install -y -qq chromium >/dev/null; }

npm:
	@command -v npm >/dev/null || { \
	  echo "Installing npm, which fetches axe-core for the browser tests and the SPARQL editor"; \
	  SUDO=$$([ "$$(id -u)" = 0 ] || echo sudo); \
	  $$SUDO apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$SUDO apt-get install -y -qq npm >/dev/null; }

axe: $(VENV)/axe/node_modules/axe-core
$(VENV)/axe/node_modules/axe-core: tests/axe/package-lock.json | $(BIN)/python npm  # the tests then need no network
	@mkdir -p $(VENV)/axe && cp tests/axe/package*.json $(VENV)/axe
	@cd $(VENV)/axe && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

editor: $(YASQE)/yasqe.min.js  ## build the SPARQL editor into the package; needs npm
$(YASQE)/yasqe.min.js: kg/serve/yasqe/package-lock.json | $(BIN)/python
	@rm -rf $(VENV)/yasqe && mkdir -p $(VENV)/yasqe && cp kg/serve/yasqe/package*.json $(VENV)/yasqe
	@cd $(VENV)/yasqe && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error --fetch-retries=1
	@rm -rf $(dir $(YASQE)) && mkdir -p $(YASQE)
	@cd $(VENV)/yasqe/node_modules/@triply/yasqe && sed '/^\/\/# sourceMappingURL/d' build/yasqe.min.js > $(CURDIR)/$(YASQE)/.part && \
	  cp build/yasqe.min.css LICENSE.txt $(CURDIR)/kg/serve/yasqe/NOTICE.txt $(CURDIR)/$(YASQE)
	@mv $(YASQE)/.part $@

virtuoso:
	@command -v virtuoso-t >/dev/null || { \
	  echo "Installing Virtuoso for the tests of SPARQL servers elsewhere"; \
	  SUDO=$$([ "$$(id -u)" = 0 ] || echo sudo); \
	  $$SUDO apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive $$SUDO apt-get install -y -qq virtuoso-opensource-7-bin >/dev/null; }

test: $(VENV)/.dev browser npm axe editor virtuoso  ## run the tests, with branch coverage of kg/
	$(BIN)/python -m pytest -n 2 --dist loadfile --cov --cov-report=term:skip-covered --cov-fail-under=90

check: lint types imports vocabulary generated quality speed  ## lint, types, import contracts, generated files, floors of quality and speed

fuzz: $(VENV)/.dev  ## hostile requests, articles and labels by the thousand; some minutes
	$(BIN)/python -m pytest -m fuzz --hypothesis-profile=fuzz -n 2 --dist loadfile

lint: $(VENV)/.dev
	$(BIN)/ruff format --check kg tests docs/generate.py
	$(BIN)/ruff check kg tests docs/generate.py

types: $(VENV)/.dev
	$(BIN)/mypy

imports: $(VENV)/.dev
	$(BIN)/lint-imports

vocabulary: $(VENV)/.dev
	$(BIN)/kg vocabulary check

generated: $(VENV)/.dev  ## generated files must equal what the generators write
	@fresh=$$(mktemp -d) && trap 'rm -rf "$$fresh"' EXIT && \
	$(MAKE) --no-print-directory regenerate ONTOLOGY="$$fresh" REGIONS="$$fresh/regions.tsv" DOCS=--check && \
	for file in "$$fresh"/*.ttl; do diff -q "$$file" ontology/$$(basename "$$file"); done && \
	diff -q "$$fresh/regions.tsv" data/vocabulary/regions.tsv && echo "generated files are up to date"

ONTOLOGY ?= ontology
REGIONS ?= data/vocabulary/regions.tsv
regenerate: $(VENV)/.dev  ## write the generated files anew: SKOS, regions
	$(BIN)/kg vocabulary skos -o $(ONTOLOGY)
	$(BIN)/kg vocabulary regions -o $(REGIONS)
	$(BIN)/python docs/generate.py $(DOCS)

figures: $(VENV)/.dev  ## measure quality anew and write it where it is told: data/quality.json, the tables of the docs
	for tier in $(TIERS); do $(BIN)/kg evaluate $(GOLD) --tier $$tier --write-floors data/quality.json || exit 1; done
	$(BIN)/python docs/generate.py

train: $(VENV)/.train  ## make the model of tier default anew, from data/gold and the public sets in PUBLIC
	$(BIN)/kg train --public $(PUBLIC)

quality: $(VENV)/.dev  ## each tier of data/quality.json must read at least as well as it says
	for tier in $$($(BIN)/python -c 'import json; print(*json.load(open("data/quality.json")))'); do \
	  $(BIN)/kg evaluate $(GOLD) --tier $$tier --check data/quality.json || exit 1; done

speed: $(VENV)/.dev  ## reading must be as fast, against a named peer, as tests/benchmarks/extraction_speed.json says
	$(BIN)/python tests/benchmarks/speed.py --check

screenshots: $(VENV)/.dev browser  ## pictures of every page of the demo, which runs at PORT, and those of README
	$(BIN)/python docs/screenshots.py http://127.0.0.1:$(PORT) screenshots

bench: $(VENV)/.dev browser npm editor  ## measure speed anew and write it where it is told
	$(BIN)/python tests/benchmarks/speed.py --write
	$(BIN)/python tests/benchmarks/explorer.py --write
	$(BIN)/python tests/benchmarks/identity.py --write
	$(BIN)/kg build --workspace $(WORKSPACE) $(GOLD)
	$(BIN)/python tests/benchmarks/pages.py $(WORKSPACE) --write
	$(BIN)/python docs/generate.py
	$(BIN)/python -m pytest tests/benchmarks --benchmark-only -p no:xdist

bench-serve: $(VENV)/.dev  ## measure kg serve beside oxigraph serve and rdflib-endpoint on a million quads; needs wrk
	$(BIN)/python -m pip install --quiet oxigraph rdflib-endpoint
	$(BIN)/python tests/benchmarks/serving.py

clean:  ## remove the demo workspace and caches
	rm -rf $(WORKSPACE) .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage* dist build
