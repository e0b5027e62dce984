"""Constraints: what the columns of the vocabulary files may hold, as tables that the checks go by."""

from __future__ import annotations

from kg.model import PREDICATES

# The columns whose values together name a row of a file; the last one alone is how other rows refer to it.
KEYS = {
    "kinds.tsv": ("type", "id"),
    "unit_types.tsv": ("id",),
    "units.tsv": ("id",),
    "posts.tsv": ("id",),
    "titles.tsv": ("form",),
    "programs.tsv": ("id",),
    "name_parts.tsv": ("id",),
    "speech_verbs.tsv": ("verb",),
    "spellings.tsv": ("scope", "written"),
    "successions.tsv": ("predecessor", "successor"),
    "links.tsv": ("file", "id", "iri"),
    "words.tsv": ("word_class", "word"),
    "places.tsv": ("id",),
    "place_words.tsv": ("word",),
    "region_names.tsv": ("code",),
    "regions.tsv": ("code",),
    "region_points.tsv": ("code",),
    "role_cues.tsv": ("role", "kinds", "cue"),
    "certainty_cues.tsv": ("cue",),
    "tenure_cues.tsv": ("cue", "side"),
    "named_days.tsv": ("words",),
    "descriptions.tsv": ("noun",),
    "rule_precision.tsv": ("rule", "predicate"),
}
# The columns of a file whose values are looked for in text: the first is the label, none may recur in another row
# unless ambiguous.tsv says so.
FORMS = {
    "unit_types.tsv": ("label_id", "short"),
    "units.tsv": ("name", "aliases"),
    "posts.tsv": ("label_id", "aliases"),
    "programs.tsv": ("label_id", "aliases"),
    "name_parts.tsv": ("form", "forms"),
    "places.tsv": ("name", "aliases"),
    "region_names.tsv": ("label", "aliases"),
    "event_triggers.tsv": ("name", "nouns"),
    "place_words.tsv": ("word", "variants"),
}
# Files whose label is not itself looked for in text: their first form may repeat it.
LABEL_IS_NO_FORM = {"unit_types.tsv", "event_triggers.tsv", "place_words.tsv"}
# Columns that must not be empty in any row.
REQUIRED = {
    "kinds.tsv": ("type", "id", "label_id", "label_en"),
    "unit_types.tsv": ("id", "label_id", "label_en", "kind"),
    "units.tsv": ("id", "name", "type", "town", "province", "owner"),
    "posts.tsv": ("id", "label_id", "label_en", "sector"),
    "programs.tsv": ("id", "label_id", "label_en", "kind"),
    "name_parts.tsv": ("id", "form", "kind", "belongs_to_name", "label_en"),
    "speech_verbs.tsv": ("verb", "gloss_en", "position", "register"),
    "spellings.tsv": ("written", "heard", "scope"),
    "successions.tsv": ("predecessor", "successor", "source"),
    "links.tsv": ("file", "id", "relation", "iri"),
    "places.tsv": ("id", "name", "kind"),
    "region_names.tsv": ("code", "label"),
    "regions.tsv": ("code", "name", "kind", "label"),
    "region_points.tsv": ("code", "latitude", "longitude"),
    "event_triggers.tsv": ("name", "kind", "weight"),
    "tenure_cues.tsv": ("cue", "side", "who", "dated"),
}
# Columns with a closed set of values.
CLOSED = {
    ("kinds.tsv", "type"): frozenset({"Unit", "Event", "Place", "Program", "Scheme"}),
    ("units.tsv", "unit_class"): frozenset({"I", "IIA", "IIB", "II", "III"}),
    ("units.tsv", "evidence"): frozenset("NOPMXK"),
    ("name_parts.tsv", "belongs_to_name"): frozenset({"yes", "no"}),
    ("speech_verbs.tsv", "position"): frozenset({"before", "after"}),
    ("regions.tsv", "kind"): frozenset({"province", "regency", "city", "district"}),
    ("role_cues.tsv", "role"): frozenset({*PREDICATES, "ally", "partner", "speaks"}),
    ("certainty_cues.tsv", "certainty"): frozenset({"asserted", "planned", "negated", "alleged"}),
    ("certainty_cues.tsv", "place"): frozenset({"next", "before", "both", "anywhere"}),
    ("tenure_cues.tsv", "side"): frozenset({"start", "end"}),
    ("tenure_cues.tsv", "who"): frozenset({"before", "after", "successor", "both"}),
    ("tenure_cues.tsv", "dated"): frozenset({"yes", "no"}),
    ("descriptions.tsv", "stands_for"): frozenset({"Person", "Unit", "Owner"}),
    ("descriptions.tsv", "trait"): frozenset({"male", "female", "ranked", "first", "second", "former"}),
    ("spellings.tsv", "scope"): frozenset({"letters", "word", "class"}),
    ("links.tsv", "file"): frozenset({"regions.tsv", "places.tsv", "units.tsv", "programs.tsv"}),
    ("links.tsv", "relation"): frozenset({"sameAs", "exactMatch"}),
    ("place_words.tsv", "keep"): frozenset({"yes", "no"}),
    ("event_triggers.tsv", "weight"): frozenset({"strong", "telling", "weak"}),
    ("titles.tsv", "role"): frozenset({"head", "section", "office", "function", "prefix", "past"}),
    ("programs.tsv", "read"): frozenset({"name", "program", "never"}),
    ("role_cues.tsv", "direction"): frozenset({"after", "after-focus", "before", "both", "opening", "visit"}),
    ("unit_types.tsv", "follows"): frozenset(
        {
            "place",
            "place?",
            "topic",
            "topic?",
            "name",
            "number",
            "label",
            "parent",
            "part",
            "body",
            "alone",
            "behind",
            "section",
        }
    ),
    ("unit_types.tsv", "naming"): frozenset({"short", "long", "text", "full", "each"}),
}
# Columns whose values are values of another file: (file, column) -> (file, columns).
REFERENCES = {
    ("unit_types.tsv", "parent_type"): ("unit_types.tsv", ("id",)),
    ("titles.tsv", "unit_type"): ("unit_types.tsv", ("id",)),
    ("successions.tsv", "predecessor"): ("unit_types.tsv", ("id",)),
    ("successions.tsv", "successor"): ("unit_types.tsv", ("id",)),
    ("posts.tsv", "broader"): ("posts.tsv", ("id",)),
    ("units.tsv", "regency"): ("regions.tsv", ("name",)),
    ("units.tsv", "province"): ("regions.tsv", ("label",)),
    ("programs.tsv", "parent_id"): ("programs.tsv", ("id",)),
    ("places.tsv", "region"): ("regions.tsv", ("code",)),
    ("region_names.tsv", "code"): ("regions.tsv", ("code",)),
    ("region_points.tsv", "code"): ("regions.tsv", ("code",)),
}
# Columns whose values are kinds of some type of entity.
KINDS = {
    ("unit_types.tsv", "kind"): "Unit",
    ("units.tsv", "type"): "Unit",
    ("programs.tsv", "kind"): "Program",
    ("places.tsv", "kind"): "Place",
    ("regions.tsv", "kind"): "Place",
    ("place_words.tsv", "kind"): "Place",
    ("event_triggers.tsv", "kind"): "Event",
    ("role_cues.tsv", "kinds"): "Event",
    ("descriptions.tsv", "kinds"): "Unit",
}
HIERARCHIES = (("unit_types.tsv", "parent_type"), ("posts.tsv", "broader"), ("programs.tsv", "parent_id"))
