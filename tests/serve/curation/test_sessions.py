from __future__ import annotations

from kg.serve.curation.sessions import LIFETIME, Sessions


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_session_ends_by_itself() -> None:
    clock = Clock()
    sessions = Sessions(clock)
    id_ = sessions.begin("Sari")
    clock.now = LIFETIME - 1
    found = sessions.of(id_)
    assert found is not None
    assert found.who == "Sari"
    clock.now = LIFETIME
    assert sessions.of(id_) is None
    clock.now = 0
    assert sessions.of(id_) is None


def test_ids_and_keys_are_never_the_same() -> None:
    sessions = Sessions()
    ids = [sessions.begin("Sari") for _ in range(10)]
    keys = {session.form_key for id_ in ids if (session := sessions.of(id_))}
    assert len({*ids, *keys}) == 20


def test_the_oldest_of_too_many_are_forgotten() -> None:
    sessions = Sessions()
    first, second = sessions.begin("a"), sessions.begin("b")
    for _ in range(999):
        sessions.begin("c")
    assert sessions.of(first) is None
    assert sessions.of(second) is not None


def test_ended_is_ended() -> None:
    sessions = Sessions()
    id_ = sessions.begin("Sari")
    sessions.end(id_)
    sessions.end("unknown")
    assert sessions.of(id_) is None
