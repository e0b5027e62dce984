"""Direct speech and who is said to have said it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, takewhile

from kg.extraction.entities.reading import Cluster, Reading
from kg.extraction.text.quotes import Quoted, find_quotes
from kg.model import Document, Mention, Quotation, Span, Token
from kg.vocabulary import Vocabulary

_PRONOUNS = frozenset({"dia", "ia", "beliau", "nya", "mereka"})
# Words after which a clause no longer names who speaks ("ujar Bluri di hadapan Bupati Banjarnegara").
_CLAUSE_ENDS = frozenset(
    {"saat", "ketika", "usai", "seusai", "selepas", "setelah", "sebelum", "sambil", "seraya", "sembari", "kepada"}
    | {"pada", "di", "dalam", "yang", "dengan", "merujuk", "mengutip", "tentang", "soal", "terkait", "menanggapi"}
    | {"selaku"}
)  # fmt: skip
_SPEAKS_FOR = frozenset({"melalui", "lewat", "diwakili"})
# A person after one of these is no subject ("kepada Bupati", "disambut oleh Karutan").
_OBLIQUE = frozenset(
    {"oleh", "kepada", "bersama", "dengan", "untuk", "dari", "terhadap", "didampingi", "ditemani", "disambut", "tangan"}
)
_LOOKS_BACK = frozenset({"begitulah", "demikian", "demikianlah", "itulah"})
_FOLLOW_ON = frozenset({"imbuh", "tambah", "sambung", "lanjut", "pungkas", "tutup", "timpal"})


@dataclass(frozen=True)
class _Verbs:
    """Verbs of saying by their form."""

    bare: frozenset[str]
    active: frozenset[str]
    passive: frozenset[str]

    def of(self, token: Token) -> str:
        """The form of a token: "bare" (ujar), "nya" (ujarnya), "active" (mengatakan), "passive" (dikatakan), or ""."""
        word = token.lower
        if word in self.bare:
            return "bare"
        if word.endswith("nya") and word[:-3] in self.bare:
            return "nya"
        if word in self.active:
            return "active"
        return "passive" if word in self.passive else ""


@cache
def _verbs(vocabulary: Vocabulary) -> _Verbs:
    rows = vocabulary.speech_verbs
    bare = {w for r in rows for w in (r.verb, r.nya_form.removesuffix("nya")) if w and " " not in w}
    bare -= {r.verb for r in rows if not r.nya_form}
    # One word each: "disebutkan" and "disebut", "mengatakan" and "mengujar" are listed as the table has them.
    return _Verbs(
        frozenset(bare), frozenset(r.active for r in rows if r.active), frozenset(r.passive for r in rows if r.passive)
    )


@dataclass(frozen=True, slots=True)
class _Said:
    """Who said a quotation: the speaker, how sure, and the words that say so (None where only context does)."""

    speaker: Cluster
    confidence: float
    words: Span | None = None


def quotations(reading: Reading, vocabulary: Vocabulary) -> list[Quotation]:
    """The direct speech of a document with its speakers, in order; speech whose speaker is not found is left out.

    A speaker is named after the quotation ("…,” ujar X), before it (X mengatakan, “…), by the quotation just before it,
    or is the person whom the sentences before it are about ("…,” katanya).
    """
    return list(_Attribution(reading, _verbs(vocabulary)).quotations())


class _Attribution:
    """One pass over the quotations of a document, remembering who spoke last."""

    def __init__(self, reading: Reading, verbs: _Verbs) -> None:
        self.document: Document = reading.document
        self.persons: Sequence[tuple[Mention, Cluster]] = reading.mentions("Person")
        self.person_starts = [mention.span.start for mention, _ in self.persons]
        self.verbs = verbs
        self.quotes = [q for q in map(self._trimmed, find_quotes(reading.document)) if q is not None]
        self.quote_starts = [span.start for span in self.quotes]
        self.last: tuple[Span, Cluster] | None = None
        self.called: dict[str, Cluster] = {}

    def quotations(self) -> Iterator[Quotation]:
        for index, span in enumerate(self.quotes):
            evidence = self.document.evidence(span)
            said = self._after(index) or self._before(index) or self._continued(index) or self._ahead(index)
            said = said or self._from_context(index, 0.6)
            if said is None or evidence is None:
                continue
            self.last = (span, said.speaker)
            words = self.document.evidence(said.words) if said.words else None
            yield Quotation(said.speaker.id, evidence, said.confidence, words)

    def _trimmed(self, quoted: Quoted) -> Span | None:
        """The words said. Where the closing mark is missing, they end at the comma before a verb of saying."""
        if quoted.closed:
            return quoted.span
        tokens = self._tokens(quoted.span)
        for comma, verb in pairwise(tokens):
            if comma.text in (",", ".", "?", "!") and self.verbs.of(verb) in ("bare", "nya"):
                return Span(quoted.span.start, comma.span.end)
        return None

    # -- where the speaker is named ---------------------------------------------------------------------------------

    def _after(self, index: int) -> _Said | None:
        """By the words behind the quotation: "ujar X", "katanya", "X mengingatkan"."""
        tokens = self._following(index)
        while tokens and (tokens[0].text in "”\"»’',“" or tokens[0].lower in ("demikian", "begitu", "lebih")):
            tokens = tokens[1:]
        if not tokens:
            return None
        form = self.verbs.of(tokens[0])
        if form in ("bare", "passive"):
            named = self._named(tokens[1:])
            if named is not None:
                return _Said(named[1], 0.95, Span(tokens[0].span.start, named[0].span.end))
            return self._called(index, tokens)
        if form == "nya":
            return self._from_context(index, 0.85, tokens[0])
        return self._subject_then_verb(tokens)

    def _called(self, index: int, tokens: Sequence[Token]) -> _Said | None:
        """By a name that is no known person's ("kata Gus Ipul"): whoever was called so before, else by the context."""
        name = " ".join(t.text for t in takewhile(lambda t: t.text[0].isupper(), tokens[1:]))
        if name in self.called:
            return _Said(self.called[name], 0.8, tokens[0].span)
        said = self._from_context(index, 0.8, tokens[0])
        if name and said is not None:
            self.called[name] = said.speaker
        return said

    def _named(self, tokens: Sequence[Token]) -> tuple[Mention, Cluster] | None:
        """The first person named in the clause that begins with ``tokens``; who speaks for another comes instead."""
        if not tokens or tokens[0].lower in _PRONOUNS:
            return None
        end = tokens[-1].span.end
        speaks_for = False
        for token in tokens:
            if token.lower in _SPEAKS_FOR:
                speaks_for = True
            elif token.lower in _CLAUSE_ENDS:
                end = token.span.start
                break
        found = self._persons(tokens[0].span.start, end)
        if not found:
            return None
        return found[-1] if speaks_for and len({c.id for _, c in found}) > 1 else found[0]

    def _subject_then_verb(self, tokens: Sequence[Token]) -> _Said | None:
        """A person right behind the quotation and then an active verb of saying: “…,” Wabup mengingatkan."""
        for mention, cluster in self._persons(tokens[0].span.start, tokens[0].span.end):
            rest = [t for t in tokens if t.span.start >= mention.span.end][:2]
            if any(self.verbs.of(t) == "active" for t in rest):
                return _Said(cluster, 0.85, Span(mention.span.start, rest[-1].span.end))
        return None

    def _before(self, index: int) -> _Said | None:
        """By the words ahead of it in its sentence: "X mengatakan, “…", "menurut X, “…", "X: “…"."""
        tokens = self._leading(index)
        if not tokens or tokens[-1].text not in (",", ":"):
            return None
        span = Span(tokens[0].span.start, tokens[-1].span.end)
        for token in reversed(tokens):
            form = self.verbs.of(token)
            if form == "active":
                named = self._last_person(span.start, token.span.start)
                if named is not None:
                    return _Said(named[1], 0.9, Span(named[0].span.start, token.span.end))
                return self._from_context(index, 0.75, token)
            if form or token.lower == "menurut":
                rest = [t for t in tokens if t.span.start > token.span.start]
                named = self._named(rest)
                if named is not None:
                    return _Said(named[1], 0.9, Span(token.span.start, named[0].span.end))
        named = self._last_person(span.start, span.end) if tokens[-1].text == ":" else None
        return _Said(named[1], 0.7, named[0].span) if named else None

    def _last_person(self, start: int, end: int) -> tuple[Mention, Cluster] | None:
        found = [pair for pair in self._persons(start, end) if pair[0].span.end <= end]
        return found[-1] if found else None

    def _continued(self, index: int) -> _Said | None:
        """By the quotation just before it in the same paragraph, where nobody else is named in between."""
        if self.last is None or index == 0 or self.last[0] != self.quotes[index - 1]:
            return None
        span, speaker = self.last
        between = self.document.text[span.end : self.quotes[index].start]
        others = self._persons(span.end, self.quotes[index].start)
        if "\n\n" in between or any(c.id != speaker.id for _, c in others):
            return None
        return _Said(speaker, 0.85)

    def _ahead(self, index: int) -> _Said | None:
        """By the sentence behind it, where that looks back: “…” Begitulah X menerangkan …"""
        number = self.document.sentence_index(self.quotes[index].end) + 1
        if number >= len(self.document.sentences):
            return None
        tokens = self._tokens(self.document.sentences[number])
        named = self._named(tokens[1:]) if tokens[0].lower in _LOOKS_BACK else None
        return _Said(named[1], 0.8, Span(tokens[0].span.start, named[0].span.end)) if named is not None else None

    # -- where the context tells ------------------------------------------------------------------------------------

    def _from_context(self, index: int, confidence: float, verb: Token | None = None) -> _Said | None:
        """Whom the text before the quotation is about: its own paragraph first, then the last speaker or paragraph."""
        words = verb.span if verb is not None else None
        start = self.quotes[index].start
        paragraph = self.document.text.rfind("\n\n", 0, start) + 1
        follow_on = verb is not None and verb.lower.removesuffix("nya") in _FOLLOW_ON
        near = self._topic(max(paragraph, self.document.body), start)
        if near is not None and not (follow_on and self.last and self.last[0].start > paragraph):
            return _Said(near, confidence, words)
        if self.last is not None and (follow_on or self.last[0].start > paragraph):
            return _Said(self.last[1], confidence, words)
        far = self._topic(self.document.body, start)
        return _Said(far, round(confidence - 0.1, 2), words) if far is not None else None

    def _topic(self, start: int, end: int) -> Cluster | None:
        """The person whom the last sentence with a person in ``text[start:end]`` is about."""
        first = self.document.sentence_index(start)
        for number in range(self.document.sentence_index(max(start, end - 1)), first - 1, -1):
            sentence = self.document.sentences[number]
            around = self._persons(max(start, sentence.start), min(end, sentence.end))
            found = [pair for pair in around if not self._quoted(pair[0])]
            if not found:
                continue
            best = max(found, key=lambda pair: (self._prominence(pair[0]), -pair[0].span.start))
            # "Ia berharap … dengan Noeryani" is about whom the sentences before name.
            if self._prominence(best[0]) > 1 or self._tokens(sentence)[0].lower not in _PRONOUNS:
                return best[1]
        return None

    def _prominence(self, mention: Mention) -> int:
        """How much a person looks like the one who speaks: with a verb of saying, plain, after a preposition."""
        tokens, around = self.document.tokens, self.document.token_range(mention.span)
        before = tokens[around.start - 1] if around.start else None
        behind = [t for t in tokens[around.stop : around.stop + 3] if t.text != ","][:2]
        if any(t.lower in _SPEAKS_FOR for t in tokens[max(0, around.start - 8) : around.start]):
            return 4
        if before is not None and (self.verbs.of(before) in ("bare", "passive") or before.lower in ("menurut", "bagi")):
            return 3
        if any(self.verbs.of(token) == "active" for token in behind):
            return 3
        return 0 if before is not None and before.lower in _OBLIQUE else 1

    # -- stretches of the document ----------------------------------------------------------------------------------

    def _persons(self, start: int, end: int) -> Sequence[tuple[Mention, Cluster]]:
        """The person mentions that begin in ``text[start:end]``."""
        return self.persons[bisect_left(self.person_starts, start) : bisect_left(self.person_starts, end)]

    def _quoted(self, mention: Mention) -> bool:
        index = bisect_right(self.quote_starts, mention.span.start) - 1
        return index >= 0 and self.quotes[index].covers(mention.span)

    def _tokens(self, span: Span) -> list[Token]:
        found = self.document.token_range(span)
        return list(self.document.tokens[found.start : found.stop])

    def _following(self, index: int) -> list[Token]:
        """The tokens from the quotation to the end of its sentence or the next quotation."""
        start = self.quotes[index].end
        sentence = self.document.sentences[self.document.sentence_index(start)]
        end = sentence.end
        if index + 1 < len(self.quotes):
            end = min(end, self.quotes[index + 1].start)
        return self._tokens(Span(start, max(start, end)))

    def _leading(self, index: int) -> list[Token]:
        """The tokens of the quotation's sentence ahead of it, back to the quotation before; marks left out."""
        end = self.quotes[index].start
        start = self.document.sentences[self.document.sentence_index(end)].start
        if index:
            start = max(start, self.quotes[index - 1].end)
        return [t for t in self._tokens(Span(min(start, end), end)) if t.text not in "“”\"«»„‘’'"]
