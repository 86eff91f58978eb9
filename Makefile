# Two commands: `make run` opens the program, `make test` runs the whole suite. Both prepare a fresh machine first.
# `make test OF="funds members"` runs the tests of these subjects and rooms alone.

PY := .venv/bin/python
TESTS = $(foreach part,$(OF),$(wildcard tests/$(part) tests/subjects/$(part) tests/ui/$(part)))

.PHONY: run test check storm bench clean setup

run: setup
	@if [ "$$(uname -s)" != Linux ] || [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
		exec $(PY) main.py; \
	else \
		echo "No display on this machine: making the demonstration instead."; \
		QT_QPA_PLATFORM=offscreen exec $(PY) main.py showcase out; \
	fi

test: setup
	@status=0; \
	sh .ci/check.sh || status=1; \
	echo "== pytest"; QT_QPA_PLATFORM=offscreen $(PY) -m pytest -n auto --dist loadfile --no-loadscope-reorder $(TESTS) || status=1; \
	exit $$status

check: setup
	@sh .ci/check.sh

storm: setup
	@QT_QPA_PLATFORM=offscreen $(PY) -m tests.storm

bench: setup
	@QT_QPA_PLATFORM=offscreen $(PY) -m tests.bench

setup:
	@sh .ci/setup.sh

clean:
	rm -rf .venv out .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
