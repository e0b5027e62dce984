"""The vocabulary: kinds, posts, programmes, units, regions and words, as data in tab-separated files."""

from kg.vocabulary.location import data_folder
from kg.vocabulary.rows import (
    AuthorityUnit,
    CertaintyCue,
    DescriptiveNoun,
    EventTrigger,
    Kind,
    NamedPlace,
    NamePart,
    PlaceWord,
    PostType,
    ProgramType,
    Region,
    RegionName,
    RoleCue,
    RulePrecision,
    SpeechVerb,
    TitleWord,
    UnitType,
    Word,
)
from kg.vocabulary.vocabulary import Vocabulary, load_vocabulary

__all__ = [
    "AuthorityUnit",
    "CertaintyCue",
    "DescriptiveNoun",
    "EventTrigger",
    "Kind",
    "NamePart",
    "NamedPlace",
    "PlaceWord",
    "PostType",
    "ProgramType",
    "Region",
    "RegionName",
    "RoleCue",
    "RulePrecision",
    "SpeechVerb",
    "TitleWord",
    "UnitType",
    "Vocabulary",
    "Word",
    "data_folder",
    "load_vocabulary",
]
