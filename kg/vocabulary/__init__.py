"""The vocabulary: kinds, posts, programmes, units, regions and words, as data in tab-separated files."""

from kg.vocabulary.location import data_folder
from kg.vocabulary.rows import (
    AuthorityUnit,
    EventKind,
    NamedPlace,
    NamePart,
    PostType,
    ProgramType,
    Region,
    RegionName,
    SpeechVerb,
    UnitType,
)
from kg.vocabulary.vocabulary import Vocabulary, load_vocabulary

__all__ = [
    "AuthorityUnit",
    "EventKind",
    "NamePart",
    "NamedPlace",
    "PostType",
    "ProgramType",
    "Region",
    "RegionName",
    "SpeechVerb",
    "UnitType",
    "Vocabulary",
    "data_folder",
    "load_vocabulary",
]
