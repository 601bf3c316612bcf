# diglot. `make help` lists what there is to do; `make site` does it all.
#
# One Makefile, no recursion into folders. Each variant (release, asan,
# valgrind, cover, fuzz, clang) has its own objects in build/<variant>/, so
# they never mix. Nothing is asked of pkg-config before it is needed: the
# file must parse on a machine where .ci/setup has still to install it.

VERSION := 0.1.0

MAKEFLAGS += --no-builtin-rules
ifeq ($(MAKELEVEL),0)
MAKEFLAGS += -j$(shell nproc)
endif
.DELETE_ON_ERROR:
.SUFFIXES:
.DEFAULT_GOAL := all

# Where `make install` puts things, by the names of the GNU standards.
prefix = /usr/local
exec_prefix = $(prefix)
bindir = $(exec_prefix)/bin
datarootdir = $(prefix)/share
datadir = $(datarootdir)
pkgdatadir = $(datadir)/diglot
mandir = $(datarootdir)/man
# Each shell with where it looks for completions, under datadir.
completions = bash:bash-completion/completions/diglot \
	zsh:zsh/site-functions/_diglot fish:fish/vendor_completions.d/diglot.fish
INSTALL = install

# ---- variants ------------------------------------------------------------

VARIANT ?= release
B := build/$(VARIANT)

ifeq ($(origin CC),default)
CC := gcc
endif
CLANG_FORMAT ?= clang-format-14
CLANG_TIDY ?= clang-tidy-14
sanitizers := -fsanitize=address,undefined -fno-sanitize-recover=all \
	-fno-omit-frame-pointer
hardening := -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
hardening_link := -pie -Wl,-z,relro,-z,now

ifeq ($(VARIANT),release)
CFLAGS ?= -O2
variant_cflags := $(hardening)
variant_ldflags := $(hardening_link)
else ifeq ($(VARIANT),clang)
CC := clang-14
CFLAGS ?= -O1
else ifeq ($(VARIANT),asan)
CFLAGS ?= -O1 -g
variant_cflags := $(sanitizers)
variant_ldflags := $(sanitizers)
else ifeq ($(VARIANT),valgrind)
CFLAGS ?= -O1 -g
else ifeq ($(VARIANT),cover)
CFLAGS ?= -O0 -g
variant_cflags := --coverage -fprofile-update=atomic
variant_ldflags := --coverage
else ifeq ($(VARIANT),fuzz)
CC := clang-14
CFLAGS ?= -O1 -g
variant_cflags := $(sanitizers) -fsanitize=fuzzer-no-link
variant_ldflags := $(sanitizers) -fsanitize=fuzzer
else
$(error no variant '$(VARIANT)'; see the head of the Makefile)
endif

warnings := -Wall -Wextra -Wpedantic -Wshadow -Wconversion \
	-Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings -Wcast-qual \
	-Wpointer-arith -Wundef -Wvla -Wformat=2 $(if $(WERROR),-Werror)

# ---- libraries -----------------------------------------------------------

packages := libxml-2.0 yaml-0.1 icu-i18n icu-uc jansson libxxhash \
	libdeflate libseccomp nettle
# cmark-gfm's own .pc file has its two libraries in an order that cannot be
# linked statically; libstemmer has no .pc file.
more_libs := -lcmark-gfm-extensions -lcmark-gfm -lstemmer -lm

# Asked once, when a recipe first needs it.
once = $(eval $(1) := $$(shell $(2)))$($(1))
package_cflags = $(call once,package_cflags,pkg-config --cflags $(packages))
package_libs = $(call once,package_libs,pkg-config --libs $(packages))

dialect := -std=c11 -D_GNU_SOURCE -Isrc
defines = -DDIGLOT_VERSION='"$(VERSION)"' -DDIGLOT_DATADIR='"$(pkgdatadir)"'
all_cflags = $(dialect) $(defines) $(variant_cflags) $(package_cflags) \
	$(CPPFLAGS) $(CFLAGS)
compile = $(CC) $(all_cflags) $(warnings)
link = $(CC) $(variant_ldflags) $(CFLAGS) $(LDFLAGS) -Wl,--as-needed
libs = $(more_libs) $(package_libs) $(LDLIBS)

# What runs once in a command, not once on a page, is worth building sooner.
cold := align cmd list report
ifeq ($(VARIANT) $(origin CFLAGS),release file)
$(foreach d,$(cold),$(eval $(B)/src/$(d)/%.o: private CFLAGS := -O1))
endif

# ---- files ---------------------------------------------------------------

sources := $(sort $(wildcard src/*/*.c src/*/*/*.c))
headers := $(sort $(wildcard src/*/*.h src/*/*/*.h))
unit_sources := $(sort $(wildcard tests/unit/*.c))
unit_modules := $(patsubst tests/unit/test_%.c,%,\
	$(wildcard tests/unit/test_*.c))
fuzz_sources := $(sort $(wildcard tests/fuzz/*.c))
fuzz_names := $(sort $(patsubst tests/fuzz/fuzz_%.c,%,\
	$(wildcard tests/fuzz/fuzz_*.c)))
c_files := $(sources) $(headers) \
	$(sort $(wildcard tests/*/*.[ch]))

objects := $(sources:%.c=$(B)/%.o)
unit_objects := $(unit_sources:%.c=$(B)/%.o)
fuzz_objects := $(fuzz_sources:%.c=$(B)/%.o)
library := $(filter-out $(B)/src/cmd/main.o,$(objects))

program := $(B)/diglot
unit := $(B)/unit
fuzzers := $(fuzz_names:%=$(B)/fuzz/%)
ifeq ($(VARIANT),fuzz)
fuzz_main :=
else
fuzz_main := $(B)/tests/fuzz/replay.o
endif

ifeq ($(V),)
say = @printf '  %-5s %s\n' $(1) $(2);
endif

# $(1) is written to $@ only if it differs, so that what depends on it is
# made again when a flag or the list of files changes, and only then.
define keep
	@mkdir -p $(@D)
	@printf '%s\n' '$(subst ','\'',$(1))' | cmp -s - $@ || \
		printf '%s\n' '$(subst ','\'',$(1))' >$@
endef

# ---- what to do ----------------------------------------------------------

.PHONY: all
all: program ## build the program: build/diglot

.PHONY: program
program: $(program)
ifeq ($(VARIANT),release)
program: build/diglot
endif

.PHONY: site
site: ## install what is missing, build all, and build the manual
	@.ci/setup build
	@$(MAKE) --no-print-directory program
	@build/diglot build content -o build/site
	@echo "open build/site/index.html: file://$(CURDIR)/build/site/index.html"

.PHONY: test
test: ## install what the tests need, and run them all
	@.ci/setup test
	@$(MAKE) --no-print-directory WERROR=1 program unit
	@$(MAKE) --no-print-directory WERROR=1 VARIANT=asan fuzzers
	@tests/run

.PHONY: accept
accept: program ## rewrite the expected results and show what changed
	@tests/run --accept spec check cli site
	@git --no-pager diff --stat -- tests
	@git --no-pager diff -- tests
	@git status --short -- tests

.PHONY: lint
lint: ## all static checks
	@.ci/setup dev
	@$(MAKE) --no-print-directory layers headers sizes format-check cppcheck
	@$(MAKE) --no-print-directory VARIANT=clang WERROR=1 tidy
	@echo 'lint: nothing found'

.PHONY: layers
layers: ## check that files include lower ranks only
	@tests/house/layers.py

.PHONY: headers
headers: ## check that each header compiles alone
	@$(compile) -Werror -fsyntax-only -x c $(headers)

.PHONY: sizes
sizes: ## list the longest functions and files, and check the limits
	@tests/house/sizes.py

.PHONY: format
format: ## lay out all C files by .clang-format
	@$(CLANG_FORMAT) -i $(c_files)

.PHONY: format-check
format-check: ## check the layout of all C files
	@mkdir -p build
	@$(CLANG_FORMAT) --dry-run --Werror $(c_files) 2>build/format.log || { \
		sed -n 's/: error: .*/: run make format/p' build/format.log; \
		exit 1; }

.PHONY: asan
asan: ## run the tests with address and undefined-behaviour checks
	@.ci/setup test
	@$(MAKE) --no-print-directory VARIANT=asan program unit fuzzers
	@tests/run --variant asan unit spec check cli site fuzz

.PHONY: valgrind
valgrind: ## run the tests under valgrind
	@.ci/setup dev
	@$(MAKE) --no-print-directory VARIANT=valgrind program unit
	@tests/run --variant valgrind unit spec check cli site

.PHONY: fuzz
fuzz: ## fuzz each target, or T=name, for S=60 seconds
	@.ci/setup dev
	@$(MAKE) --no-print-directory VARIANT=fuzz fuzzers
	@tests/fuzz/run $(or $(S),60) $(or $(T),$(fuzz_names))

.PHONY: cover
cover: ## run the tests and report the lines that they reach
	@.ci/setup dev
	@$(MAKE) --no-print-directory VARIANT=cover program unit
	@find build/cover -name '*.gcda' -delete
	@tests/run --variant cover unit spec check cli site
	@mkdir -p build/cover/report
	@gcovr --root . --object-directory build/cover --filter src/ \
		--print-summary --html-details build/cover/report/index.html \
		--output build/cover/report.txt --txt
	@echo 'by line: build/cover/report/index.html'

.PHONY: bench
bench: program ## measure
	@if [ -x tests/bench/run ]; then tests/bench/run; \
		else echo 'bench: there is no tests/bench/run'; fi

.PHONY: install
install: program ## install (prefix=/usr/local, DESTDIR=)
	$(INSTALL) -d '$(DESTDIR)$(bindir)' '$(DESTDIR)$(pkgdatadir)'
	$(INSTALL) -m 755 build/diglot '$(DESTDIR)$(bindir)/diglot'
	find themes locales -type f -exec \
		$(INSTALL) -D -m 644 {} '$(DESTDIR)$(pkgdatadir)/{}' \;
	@for page in $$(build/diglot help --man); do \
		d='$(DESTDIR)$(mandir)/man'$${page##*.} && \
		$(INSTALL) -d "$$d" && \
		build/diglot help --man $$page >"$$d/$$page" || exit 1; \
	done
	@for file in $(completions); do \
		f='$(DESTDIR)$(datadir)/'$${file#*:} && \
		$(INSTALL) -d "$${f%/*}" && \
		build/diglot completion $${file%%:*} >"$$f" || exit 1; \
	done

.PHONY: uninstall
uninstall: ## take away what install put there
	@for page in $$(build/diglot help --man); do \
		rm -f '$(DESTDIR)$(mandir)/man'$${page##*.}/$$page; done
	@for file in $(completions); do \
		rm -f '$(DESTDIR)$(datadir)/'$${file#*:}; done
	rm -f '$(DESTDIR)$(bindir)/diglot'
	rm -rf '$(DESTDIR)$(pkgdatadir)/themes' \
		'$(DESTDIR)$(pkgdatadir)/locales'
	-rmdir '$(DESTDIR)$(pkgdatadir)'

.PHONY: dist
dist: ## pack the committed sources: build/diglot-VERSION.tar.gz
	@mkdir -p build
	@git archive --format=tar --prefix=diglot-$(VERSION)/ HEAD | \
		gzip -9n >build/diglot-$(VERSION).tar.gz
	@echo build/diglot-$(VERSION).tar.gz

.PHONY: clean
clean: ## remove build/
	rm -rf build

.PHONY: help
help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1	\2/p' Makefile | \
		while IFS='	' read -r name text; do \
			printf '%-13s %s\n' "$$name" "$$text"; done

# ---- how it is made ------------------------------------------------------

build/diglot: $(program)
	@ln -f $< $@

$(program): $(objects) $(B)/objects
	$(call say,LINK,$@) $(link) -o $@ $(objects) $(libs)

$(unit): $(library) $(unit_objects) $(B)/objects
	$(call say,LINK,$@) $(link) -o $@ $(library) $(unit_objects) \
		-lcmocka $(libs)

.PHONY: unit fuzzers
unit: $(unit)
fuzzers: $(fuzzers)

$(fuzzers): $(B)/fuzz/%: $(B)/tests/fuzz/fuzz_%.o $(fuzz_main) $(library) \
		$(B)/objects
	@mkdir -p $(@D)
	$(call say,LINK,$@) $(link) -o $@ $< $(fuzz_main) $(library) $(libs)

$(B)/%.o: %.c $(B)/flags
	@mkdir -p $(@D)
	$(call say,CC,$<) $(compile) -MMD -MP -c -o $@ $<

# The unit runner's list of test files.
$(B)/tests/unit/main.o: private all_cflags += -I$(B)
$(B)/tests/unit/main.o: $(B)/modules.h
$(B)/modules.h: force
	$(call keep,$(patsubst %,MODULE(%),$(unit_modules)))

# -Werror is no part of it: `make test` after `make` builds nothing twice.
$(B)/flags: force
	@pkg-config --exists --print-errors $(packages) || { \
		echo 'libraries are missing: run .ci/setup build' >&2; exit 1; }
	$(call keep,$(CC) $(all_cflags))

$(B)/objects: force
	$(call keep,$(link) $(libs) $(objects) $(unit_objects))

# With clang's objects as stamps, a file is looked at again when it or a
# header of its changed.
.PHONY: tidy
tidy: $(objects:.o=.tidy) $(unit_objects) $(fuzz_objects)
$(B)/%.tidy: $(B)/%.o .clang-tidy
	$(call say,TIDY,$*.c) $(CLANG_TIDY) --quiet $*.c -- $(all_cflags) \
		2>$@.log || { cat $@.log; exit 1; }
	@touch $@

.PHONY: cppcheck
cppcheck: $(B)/flags
	@mkdir -p build/cppcheck
	@cppcheck --quiet --std=c11 --enable=warning,performance,portability \
		--inline-suppr --error-exitcode=1 --suppress=missingInclude \
		--library=gnu --cppcheck-build-dir=build/cppcheck -Isrc \
		-D_GNU_SOURCE $(defines) src

.PHONY: force
force:

-include $(wildcard $(objects:.o=.d) $(unit_objects:.o=.d) \
	$(fuzz_objects:.o=.d))
