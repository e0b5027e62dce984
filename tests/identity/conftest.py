"""Profiles as the tests of identity compare them, and what the vocabulary knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

import pytest

from kg.identity.knowledge import Knowledge, knowledge_of
from kg.identity.profiles import Profile
from kg.identity.records import EntityRecord, ThingType
from kg.identity.spelling import fold
from kg.vocabulary import load_vocabulary


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return knowledge_of(load_vocabulary())


def thing(type_: ThingType, name: str, article: str, /, entity: str = "", **known: Collection[str]) -> Profile:
    """``thing("Person", "Suparman", "a", units={"rutan"})``: what is known of one entity of one article."""
    record = EntityRecord(article, entity or name, type_, name)
    profile = Profile(type_, record.key, [record], Counter([name]), articles={article}, forms={fold(name)})
    for role, values in known.items():
        setattr(profile, role, set(values))
    return profile
