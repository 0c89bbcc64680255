# One command per chore. Every target sets up what it needs; see CONTRIBUTING.md.
PYTHON ?= python3
RUN := .venv/bin/python
OFFSCREEN := QT_QPA_PLATFORM=offscreen

.PHONY: demo demo-shared test setup check lint format types contracts licences coverage audit known-faults \
        bench drill attack translations translations-merge screenshots sizes lock

demo:  ## open Samplan on Solbæk Kommune
	@$(PYTHON) tools/setup.py
	$(RUN) main.py demo

demo-shared: setup  ## two colleagues' windows on a shared store: a server with TLS of its own
	$(RUN) -m tests.demo_shared

test: setup  ## every test
	$(OFFSCREEN) $(RUN) -m pytest -n auto

setup:
	@$(PYTHON) tools/setup.py --dev

check: lint types contracts licences test  ## all that must hold before a change lands

lint: setup
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .

format: setup
	$(RUN) -m ruff check --fix .
	$(RUN) -m ruff format .

types: setup
	$(RUN) -m mypy

contracts: setup
	.venv/bin/lint-imports

licences: setup
	$(RUN) -m tools.licences

coverage: setup
	$(OFFSCREEN) $(RUN) -m pytest --cov --cov-report=json:.coverage.json
	$(RUN) -m tools.coverage_gate .coverage.json

audit: setup  ## code that nothing uses
	$(RUN) -m vulture

known-faults: setup  ## known vulnerabilities in the locks; asks the network
	$(RUN) -m tools.known_faults $(ASKED)

bench: setup
	$(OFFSCREEN) $(RUN) -m tests.bench

drill: setup
	$(OFFSCREEN) $(RUN) -m tests.drill

attack: setup  ## a shared store, with plain SQL as every kind of login
	$(RUN) -m tests.attack

screenshots: setup
	$(OFFSCREEN) $(RUN) -m tests.screenshots

translations: setup  ## what has no Danish yet
	$(RUN) -m tools.translations report

translations-merge: setup
	$(RUN) -m tools.translations merge

sizes: setup
	$(RUN) -m tools.sizes

LOCKING := $(RUN) -m uv pip compile --universal --python-version 3.11 --generate-hashes \
           --no-emit-index-url --no-header --no-annotate --quiet

lock: setup  ## after a change of the dependencies in pyproject.toml; UPGRADE=--upgrade takes newer ones
	$(LOCKING) $(UPGRADE) pyproject.toml -o requirements.txt
	$(LOCKING) $(UPGRADE) -c requirements.txt pyproject.toml --group dev -o requirements-dev.txt
