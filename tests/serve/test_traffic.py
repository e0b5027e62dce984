from __future__ import annotations

import threading

from kg.serve.traffic import Traffic


def test_work_that_can_wait_begins_when_all_requests_have_ended() -> None:
    traffic, told = Traffic(), []

    def read_ahead() -> None:
        traffic.let_go(quiet=0, patience=60)
        told.append("read")

    waiting = threading.Thread(target=read_ahead)
    traffic.begin()
    traffic.begin()
    waiting.start()
    traffic.end()
    told.append("answered")
    traffic.end()
    waiting.join(60)
    assert told == ["answered", "read"]


def test_requests_that_do_not_end_or_have_just_ended_are_not_waited_for_for_ever() -> None:
    traffic = Traffic()
    traffic.begin()
    traffic.let_go(quiet=0, patience=0)
    traffic.end()
    traffic.let_go(quiet=60, patience=0)
