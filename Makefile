.PHONY: run test check walk lock
run: ; @sh scripts/run
test: ; @sh scripts/test
check: ; @sh scripts/check
walk: ; @sh scripts/walk
lock: ; @sh scripts/lock
