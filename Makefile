# make run: everything, with the demo.  make test: all tests.  The rest: see README.md
PY := .venv/bin/python
LOCK := requirements/test.txt
STAMP := .venv/.slot-$(shell sha256sum $(LOCK) 2>/dev/null | cut -c1-16)

.PHONY: run install test lint bench

run: $(STAMP)
	@DEMO=$${DEMO-ja} $(PY) manage.py start

install: $(STAMP)

$(STAMP): $(LOCK)
	@sh bin/maak-omgeving.sh $(LOCK)
	@rm -f .venv/.slot-* && touch $@

test: $(STAMP)
	@DEMO=ja $(PY) -m pytest -n 2 $(PYTEST_ARGS)

lint: $(STAMP)
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	DEMO=ja .venv/bin/mypy financiering api tasks
	DEMO=ja .venv/bin/lint-imports
	.venv/bin/djlint templates --lint --quiet
	DEMO=ja $(PY) manage.py makemigrations --check --dry-run

bench: $(STAMP)
	@DEMO=ja $(PY) -m bench $(BENCH)
