# `make demo` shows the example report, `make test` runs all tests. Both install what Debian has to give first.

BUILD_PACKAGES = libcmark-gfm-dev libcmark-gfm-extensions-dev libexpat1-dev zlib1g-dev tzdata
# Loaded by the program when it reads mail; building needs nothing of it.
RUN_PACKAGES = libgmime-3.0-0
TEST_PACKAGES = git python3-venv chromium chromium-driver default-jre-headless poppler-utils msmtp

RAPPORT = .build/release/rapport
PREFIX ?= /usr/local
FORMATTED = Sources Templates Tests Package.swift Benchmarks/Package.swift Benchmarks/Sources
SUDO = $(if $(filter 0,$(shell id -u)),,sudo)
# Installs the packages among $(1) that are missing, and asks nothing.
install = @missing=$$(for p in $(1); do dpkg -s $$p >/dev/null 2>&1 || echo $$p; done); \
	if [ -n "$$missing" ]; then echo "Installing" $$missing && $(SUDO) apt-get update -q && \
	DEBIAN_FRONTEND=noninteractive $(SUDO) apt-get install -y -q --no-install-recommends $$missing; fi

.PHONY: demo build install test test-swift test-browser test-all bench example screenshots format lint clean \
	build-packages test-packages

## demo: build the program and make the example report
demo: build
	@rm -rf .build/demo
	@$(RAPPORT) generate Examples/data --config Examples/data/rapport.yml --out .build/demo
	@echo "Open file://$(CURDIR)/.build/demo/index.html"

## build: the program, one file that runs without Swift
build: build-packages
	swift build -c release --static-swift-stdlib --product rapport -Xlinker -s

## install: the program into PREFIX/bin
install: build
	install -D -m 755 $(RAPPORT) $(DESTDIR)$(PREFIX)/bin/rapport

## test: everything that has to hold
test: test-swift test-browser

test-swift: build-packages test-packages
	swift build --build-tests
	swift test --skip-build

test-browser: build test-packages .build/browser-venv/done
	RAPPORT=$(CURDIR)/$(RAPPORT) .build/browser-venv/bin/python -m pytest -q -p no:cacheprovider Tests/Browser

.build/browser-venv/done: Tests/Browser/requirements.txt
	python3 -m venv .build/browser-venv
	.build/browser-venv/bin/pip install -q --disable-pip-version-check --no-deps -r Tests/Browser/requirements.txt
	@touch $@

## test-all: the tests, and what takes too long for each change
test-all: test
	RAPPORT_KILLS=200 swift test --skip-build --filter Kill
	RAPPORT_FUZZ=1000 swift test --skip-build --filter FuzzTests
	# Not for leaks: Foundation's Process has one, and tests use it.
	ASAN_OPTIONS=detect_leaks=0 swift test --sanitize=address --scratch-path .build/address \
		--filter 'BytesTests|DatasetTests|IngestTests|AnalyticsTests|MarkupTests|ChartsTests|SiteTests'
	# Whatever has several workers, the built program among it. Damaged input and kills are tried above.
	swift build --build-tests --sanitize=thread --scratch-path .build/thread
	LD_PRELOAD=$(CURDIR)/.build/thread/debug/libMutexAnnotations.so swift test --skip-build --sanitize=thread \
		--scratch-path .build/thread --filter 'IngestTests|AnalyticsTests|SiteTests|MarkupTests|CommandsTests' \
		--skip 'FuzzTests|MutationTests|KillTests|ExampleTests|ReadmeTests'

## bench: time and memory against what a data engineer would write instead, on data that it makes
bench: build .build/bench-venv/done
	swift build -c release --package-path Benchmarks --scratch-path .build/bench
	.build/bench-venv/bin/python Benchmarks/bench.py $(RAPPORT) .build/bench/release/Floor $(BENCH_OPTIONS)

.build/bench-venv/done: Benchmarks/requirements.txt
	python3 -m venv .build/bench-venv
	.build/bench-venv/bin/pip install -q --disable-pip-version-check -r Benchmarks/requirements.txt
	@touch $@

## example: make the example and the README's table of settings anew, after a change that is meant
example: build
	rm -rf Examples/data
	$(RAPPORT) demo Examples/data --opportunities 12 --activities 400 --seed 7
	$(RAPPORT) generate Examples/data --config Examples/data/rapport.yml --out Examples/report
	RAPPORT_RECORD=1 swift test --filter ReadmeTests
	git diff --stat Examples README.md

## screenshots: the pictures of the README
screenshots: build test-packages .build/browser-venv/done
	$(RAPPORT) generate Examples/data --config Examples/data/rapport.yml --out .build/demo
	.build/browser-venv/bin/python Tests/Browser/screenshots.py .build/demo Examples/screenshots

## format, lint: the house style
format:
	swift format --in-place --recursive --parallel $(FORMATTED)
lint:
	swift format lint --strict --recursive --parallel $(FORMATTED)

clean:
	rm -rf .build

build-packages:
	$(call install,$(BUILD_PACKAGES) $(RUN_PACKAGES))
test-packages:
	$(call install,$(TEST_PACKAGES))
