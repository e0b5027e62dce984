"""The extractor of tier ``default``: the rules' reading, completed and judged by a learned model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from kg.extraction.entities.reading import Reading
from kg.extraction.learned.cues import cue_mentions
from kg.extraction.learned.decide import decided
from kg.extraction.learned.entities import entity_chances, entity_evidence
from kg.extraction.learned.model import Model, model_folder
from kg.extraction.learned.relations import encoder_chances, tree_chances
from kg.extraction.learned.sheet import Array, Sheet, make_sheet, marks
from kg.extraction.learned.tagging import add_tagged
from kg.extraction.learned.tags import read_tags
from kg.extraction.rules import RulesExtractor
from kg.extraction.statements.assemble import assemble
from kg.extraction.statements.draft import Draft
from kg.extraction.statements.visit_names import with_visit_names
from kg.model import ENTITY_TYPES, Document, Extraction, Quotation
from kg.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Looked:
    """A document as rules read it with the model's mentions, and what the model says about it.

    ``evidence`` (c, EVIDENCE) speaks for the clusters; ``trees`` and ``encoder`` (m, OUTPUTS) are two opinions on the
    pairs of ``sheet``.
    """

    reading: Reading
    drafts: Sequence[Draft]
    quotations: Sequence[Quotation]
    sheet: Sheet
    evidence: Array
    trees: Array
    encoder: Array


class DefaultExtractor:
    """Reads articles by vocabulary, grammar and model; a pure function of the document and these."""

    def __init__(self, vocabulary: Vocabulary, model: Model | None = None) -> None:
        """``model``: the shipped one where none is given."""
        self._rules = RulesExtractor(vocabulary)
        self._model = model or Model(model_folder())
        self._version = f"default/{self._rules.version.partition('/')[2]}+{self._model.settings['version']}"

    @property
    def version(self) -> str:
        """Name, version and model, as statements carry it."""
        return self._version

    def look(self, document: Document) -> Looked:
        """All that the rules and the model find, before anything is decided."""
        rules, model = self._rules, self._model
        mentions = rules.recognise(document)
        pieces = model.tokenizer.cut(document)
        cues = cue_mentions(document, rules.vocabulary)
        encoded = model.encode(pieces, marks(pieces, mentions, cues))
        tagged = read_tags(document, pieces, encoded, model.settings["tagged"])
        all_mentions = add_tagged(document, mentions, tagged, {(m.type, m.span) for m in mentions})
        reading = rules.resolve(document, all_mentions)
        drafts, quotations = rules.drafts(reading), rules.quotations(reading)
        sheet = make_sheet(reading, pieces, drafts, quotations, cues, model.settings["words"])
        right, pairs = model.judge(encoded, sheet)
        new = set(all_mentions) - set(mentions)
        evidence = entity_evidence(reading, pieces, encoded, right, new)
        trees = tree_chances(sheet, model.trees)
        return Looked(reading, drafts, quotations, sheet, evidence, trees, encoder_chances(pairs))

    def extract(self, document: Document) -> Extraction:
        """Entities, statements and quotations of one document."""
        if not document.tokens:
            return self._rules.extract(document)
        looked, settings = self.look(document), self._model.settings
        chances = entity_chances(list(looked.sheet.types), looked.evidence, settings["entities"])
        least = np.array([settings["kept"][t] for t in ENTITY_TYPES], np.float32)
        kept = {i for i, c, t in zip(looked.sheet.ids, chances, looked.sheet.types, strict=True) if c >= least[t]}
        mixed = settings["encoder_share"] * looked.encoder + (1 - settings["encoder_share"]) * looked.trees
        drafts = decided(looked.reading, looked.sheet, mixed, looked.drafts, settings)
        drafts = [d for d in drafts if d.subject in kept and d.object in kept]
        quotations = [q for q in looked.quotations if q.speaker in kept]
        reading = replace(looked.reading, clusters=tuple(c for c in looked.reading.clusters if c.id in kept))
        boundaries = self._rules.boundaries(reading, drafts)
        return assemble(with_visit_names(reading, drafts), drafts, quotations, self.version, boundaries)
