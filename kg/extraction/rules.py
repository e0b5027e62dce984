"""The extractor of tier ``rules``: vocabulary and grammar alone, no model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.metadata import version

from kg.extraction.entities.reading import Reading
from kg.extraction.entities.resolve import resolve
from kg.extraction.mentions.recognise import recognise
from kg.extraction.statements.assemble import assemble
from kg.extraction.statements.confidence import with_measured_confidence
from kg.extraction.statements.draft import Draft
from kg.extraction.statements.events import event_statements
from kg.extraction.statements.implied import implied_statements
from kg.extraction.statements.parts import part_statements
from kg.extraction.statements.places import place_statements
from kg.extraction.statements.posts import post_statements
from kg.extraction.statements.programs import program_statements
from kg.extraction.statements.speech import quotations
from kg.extraction.statements.structure import structure_statements
from kg.extraction.statements.tenures import tenure_boundaries
from kg.extraction.statements.visit_names import with_visit_names
from kg.model import Boundary, Document, Extraction, Mention, Quotation
from kg.vocabulary import Vocabulary

StatementRule = Callable[[Reading, Vocabulary], list[Draft]]

# Every group of rules reads the same reading and knows nothing of the others; their order does not matter.
_RULES: tuple[StatementRule, ...] = (
    post_statements,
    structure_statements,
    part_statements,
    place_statements,
    event_statements,
    program_statements,
)


class RulesExtractor:
    """Reads articles by vocabulary and grammar; a pure function of the document and the vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._version = f"rules/{version('simpul')}"

    @property
    def vocabulary(self) -> Vocabulary:
        """The vocabulary that it reads with."""
        return self._vocabulary

    @property
    def version(self) -> str:
        """Name and version, as statements carry it."""
        return self._version

    def recognise(self, document: Document) -> list[Mention]:
        """The mentions of a document."""
        return recognise(document, self._vocabulary)

    def resolve(self, document: Document, mentions: Sequence[Mention]) -> Reading:
        """``mentions`` of a document, gathered into clusters."""
        return resolve(document, mentions, self._vocabulary)

    def read(self, document: Document) -> Reading:
        """The mentions of a document, gathered into clusters."""
        return self.resolve(document, self.recognise(document))

    def drafts(self, reading: Reading) -> list[Draft]:
        """What every rule claims of a reading, with the confidence that the rule has earned."""
        drafts = [draft for rule in _RULES for draft in rule(reading, self._vocabulary)]
        drafts += implied_statements(reading, drafts)
        return with_measured_confidence(drafts, self._vocabulary)

    def extract(self, document: Document) -> Extraction:
        """Entities, statements and quotations of one document."""
        reading = self.read(document)
        drafts = self.drafts(reading)
        boundaries = self.boundaries(reading, drafts)
        return assemble(with_visit_names(reading, drafts), drafts, self.quotations(reading), self.version, boundaries)

    def quotations(self, reading: Reading) -> list[Quotation]:
        """Who says what, word for word."""
        return quotations(reading, self._vocabulary)

    def boundaries(self, reading: Reading, drafts: Sequence[Draft]) -> list[Boundary]:
        """Where terms of office are said to begin and end, by the posts that ``drafts`` give."""
        return tenure_boundaries(reading, drafts, self._vocabulary)
