from __future__ import annotations

import sys

from kg.serve.curation.applying import Applying, Progress


def python(program: str) -> Applying:
    return Applying((sys.executable, "-c", program))


def test_what_the_command_says_is_kept_when_it_has_ended() -> None:
    applying = python("print('x' * 5000 + 'build 2')")
    assert applying.progress == Progress()
    applying.start()
    applying.wait()
    assert applying.progress.state == "done"
    assert applying.progress.output.endswith("xbuild 2")
    assert len(applying.progress.output) < 4_001


def test_a_failure_is_told() -> None:
    applying = python("import sys; sys.exit('Error: the disk is full')")
    applying.start()
    applying.wait()
    assert applying.progress == Progress("failed", "Error: the disk is full")


def test_one_runs_at_a_time_and_ends_with_the_server() -> None:
    applying = python("import sys, time; print('begun', flush=True); time.sleep(600)")
    applying.start()
    first = applying._process
    applying.start()
    assert applying._process is first
    assert applying.progress == Progress("running")
    applying.close()
    assert first is not None
    assert first.returncode is not None
    assert applying.progress.state == "failed"


def test_it_can_be_done_again() -> None:
    applying = python("print(1)")
    for _ in range(2):
        applying.start()
        applying.wait()
        assert applying.progress == Progress("done", "1")
    applying.close()
