# `make audit` and `make test` work on a machine that has Python 3.11+ and make, and nothing else: each sets up what it
# needs, once. The rest is for people who change the code.

VENV := .venv
BIN := $(VENV)/bin
SITE ?=
URL ?=
export SITE URL
# The suite starts Python more than a hundred times; with bytecode kept a start takes half as long.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help audit test lint format schema docs licences audit-deps lock bench matrix clean

help:  ## show this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | while IFS='	' read -r name what; do \
	  printf '  make %-10s %s\n' "$$name" "$$what"; done

# Findings (status 1) are what an audit is for: make reports no error for them, only for an audit that could not run.
audit: $(VENV)/package.stamp  ## audit a bundled site; URL=https://... any other, SITE=sites/spa a sample site
	@$(BIN)/hstrack browsers --quiet
	@if [ -n "$$URL" ]; then set -- "$$URL"; elif [ -n "$$SITE" ]; then set -- --site "$$SITE"; else set -- --demo; fi; \
	$(BIN)/hstrack audit "$$@" || [ $$? -eq 1 ]

# Two workers, half of the suite each, and who is done first takes from the other: so tests that share a browser or a
# visit stay together, and it is made once.
test: lint  ## check style and types, then run every test in Chromium and Firefox
	@$(BIN)/hstrack browsers --quiet --firefox --screen
	$(BIN)/pytest -n 2 --dist worksteal --browser chromium --browser firefox $(ARGS)

lint: $(VENV)/package.stamp  ## check style and types only
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pyright --pythonpath $(BIN)/python tests/typing

format: $(VENV)/package.stamp  ## put the code into the agreed form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

schema: $(VENV)/package.stamp  ## write the JSON Schema of evidence into docs
	$(BIN)/python -c 'import json; from harness.audit.evidence import evidence_schema as made; \
	print(json.dumps(made(), indent=1))' > docs/evidence.schema.json

docs: $(VENV)/package.stamp  ## write docs/cli.md, and build the site into build/docs; a warning is an error
	$(BIN)/python -m docs._generate.cli > docs/cli.md.new && mv docs/cli.md.new docs/cli.md
	$(BIN)/python -m docs._generate.site build/docs
	$(BIN)/zensical build --strict --config-file build/docs/zensical.toml

licences: $(VENV)/package.stamp  ## write the licences of all locked packages into docs
	$(BIN)/python -m docs._generate.licences

# In an environment of its own, for it brings more packages than the project has. What the advisories do not know is an
# error: a mirror without them would otherwise find everything in order.
audit-deps: build/pip-audit/stamp  ## ask for known vulnerabilities of all locked packages (needs the network)
	build/pip-audit/bin/pip-audit --strict --disable-pip --require-hashes --requirement requirements.lock

build/pip-audit/stamp: | $(BIN)/python
	@$(BIN)/python -m venv build/pip-audit
	@build/pip-audit/bin/python -m pip install -qq --disable-pip-version-check pip-audit
	@touch $@

lock:  ## resolve the dependencies anew; ARGS=--upgrade takes the newest (needs uv)
	@command -v uv >/dev/null || { echo "make lock needs uv; see https://docs.astral.sh/uv/" >&2; exit 1; }
	uv pip compile --quiet --universal --python-version 3.11 --extra dev --extra docs --generate-hashes --no-emit-index-url \
	  --custom-compile-command 'make lock' $(ARGS) --output-file requirements.lock pyproject.toml

bench: $(VENV)/package.stamp  ## measure everything beside others and write docs/benchmarks.md; QUICK=1 takes minutes
	@$(BIN)/hstrack browsers --quiet
	$(BIN)/python -m benchmarks $(if $(QUICK),--quick) $(ARGS)

matrix: $(VENV)/package.stamp  ## run tests with each Python and each Playwright, and write docs/compatibility.md (needs the network)
	@$(BIN)/hstrack browsers --quiet
	$(BIN)/python -m benchmarks.matrix $(ARGS)

clean:  ## remove the environment and everything that tools left behind
	rm -rf $(VENV) .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache build dist test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/package.stamp: $(VENV)/lock.stamp pyproject.toml
	@$(BIN)/python -m pip install -qq --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/lock.stamp: requirements.lock | $(BIN)/python
	@echo "installing the dependencies into $(VENV) ..." >&2
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes --requirement requirements.lock
	@touch $@

# A python is judged by what it can do: one of pyenv's may be there and refuse, Debian's may lack the venv package.
$(BIN)/python:
	@for python in $(or $(PYTHON),python3.14 python3.13 python3.12 python3.11 python3); do \
	  $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
	  $$python -c 'import ensurepip, venv' 2>/dev/null && exec $$python -m venv $(VENV); \
	  bare=$$python; \
	done; \
	if [ -n "$$bare" ]; then \
	  echo "$$bare cannot make virtual environments; on Debian and Ubuntu, apt-get install python3-venv" >&2; \
	else \
	  found=$$($(or $(PYTHON),python3) --version 2>/dev/null || echo none); \
	  echo "Python 3.11 or newer is needed (found: $$found); install one, or name it with PYTHON=/path/to/python" >&2; \
	fi; exit 1
