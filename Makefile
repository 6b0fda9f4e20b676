# Two commands for a new machine with Python 3.11 or later: make demo, make test.
# Each sets up everything that it needs in .venv, by the hashes of requirements.lock.

PYTHON ?= python3
BIN := .venv/bin

.PHONY: assets bench demo test lint docs triples lock clean commands

demo: .venv/ready
	$(BIN)/comity demo --out demo-build

test: .venv/ready lint
	$(BIN)/pytest -n auto --dist worksteal

lint: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Other people's JavaScript for the server's pages, as package-lock.json has it; needs npm. Pages and
# tests do without.
assets: .venv/ready
	$(BIN)/python hatch_build.py

# What comity costs beside rdflib, pySHACL, Oxigraph and spaCy (docs/performance.md): half an hour.
bench: .venv/ready
	$(BIN)/python -m bench

# The documents as a site, in build/docs; every warning is an error.
docs: .venv/ready
	$(BIN)/python docs/make_ontology.py
	$(BIN)/sphinx-build -q -W -n --keep-going docs build/docs

# The committed build of the sample articles; a test compares it with a fresh one.
triples: .venv/ready
	$(BIN)/python -m tests.shipped triples

# The page of the commands; a test compares it with the commands.
commands: .venv/ready
	$(BIN)/python tests/commandpage.py

lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header \
		--extra dev pyproject.toml -o requirements.lock

.venv/ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "comity needs Python 3.11 or later: make PYTHON=python3.12 …"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

clean:
	rm -rf .venv demo-build node_modules comity/serve/pages/static/vendor build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
