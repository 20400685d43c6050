# Two commands do everything: `make run` and `make test`. CONTRIBUTING.md says the rest.
export PYTHONUTF8 = 1

NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for each in python3.11 python3.12 python3.13 python3; do \
	$$each -c '$(NEW_ENOUGH)' 2>/dev/null && command -v $$each && break; done)
BIN := .venv/bin
READY := .venv/ready
CATALOGUES := $(wildcard locales/*/LC_MESSAGES/*.po)

.PHONY: run test lint pictures bench peers bundle clean setup

run: setup
	@sh .ci/system "$(BIN)/python"  # again: a display may have come since setting up
	@$(BIN)/pena demo

test: export QT_QPA_PLATFORM = offscreen
test: setup lint
	$(BIN)/python -m pytest

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

pictures: setup
	@QT_QPA_PLATFORM=offscreen $(BIN)/python tests/pictures.py $(ONLY)

# The programs that counting is compared with stand apart: they are large, and the app needs none of them
peers: .venv-peers/made
.venv-peers/made: pyproject.toml
	@python3 -m venv .venv-peers && .venv-peers/bin/pip install -q -e '.[peers]' && touch $@

bench: setup peers
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest tests/benchmarks -o addopts="--import-mode=importlib" -q -s

bundle: setup
	@$(BIN)/pyinstaller --noconfirm --log-level WARN --distpath dist --workpath build/pyinstaller build.spec
	@echo "The program is in dist/pena: copy the folder anywhere and start dist/pena/pena."

setup: $(READY)

$(READY): pyproject.toml constraints.txt hatch_build.py $(CATALOGUES)
	@sh .ci/system "$(PYTHON)"
	@test -x $(BIN)/python || "$(PYTHON)" -m venv .venv
	@echo "Setting up: the first time takes a few minutes."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]' --constraint constraints.txt
	@sh .ci/system "$(BIN)/python"
	@touch $(READY)

clean:
	rm -rf build dist .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
