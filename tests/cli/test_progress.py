from __future__ import annotations

import io
import sys

import pytest

from kg.cli.progress import progress_bar


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def _terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Put a terminal in the place of standard error; in a fixture, pytest's own capture would replace it again."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    return terminal


def test_a_short_wait_needs_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = _terminal(monkeypatch)
    with progress_bar(clock=lambda: 0.0) as progress:
        progress("Reading files", 1, 2)
    assert "Reading files" not in terminal.getvalue()


def test_a_long_wait_shows_each_stage(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = _terminal(monkeypatch)
    times = iter([0.0, 1.0, 3.0, 4.0, 5.0])
    with progress_bar(clock=lambda: next(times)) as progress:
        progress("Reading files", 1, 2)
        progress("Reading articles", 50, 120)
        progress("Reading articles", 100, 120)
        progress("Writing the graph", 1, 1)
    shown = terminal.getvalue()
    assert "Reading files" not in shown
    assert "Reading articles" in shown
    assert "100/120" in shown
    assert "Writing the graph" in shown


def test_what_is_no_terminal_stays_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    with progress_bar(clock=lambda: 100.0) as progress:
        progress("Reading files", 1, 2)
    assert stream.getvalue() == ""
