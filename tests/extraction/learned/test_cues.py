from __future__ import annotations

from kg.extraction.learned.cues import CUES, cue_mentions
from kg.extraction.text.document import make_document
from kg.model import Article
from kg.vocabulary import Vocabulary

TEXT = "Kegiatan dipimpin oleh Bluri. Rombongan diterima Karutan Dodik. Cuaca cerah."


def test_cues_are_the_words_that_tell_a_role(vocabulary: Vocabulary) -> None:
    document = make_document(Article("a", TEXT))
    found = {cue.span.of(document.text): cue for cue in cue_mentions(document, vocabulary)}
    led = next(cue for words, cue in found.items() if words.startswith("dipimpin"))
    received = next(cue for words, cue in found.items() if words.startswith("diterima"))
    assert "ledBy" in led.roles
    assert "receivedBy" in received.roles
    assert (led.sentence, received.sentence) == (0, 1)
    assert all(cue.sentence != 2 for cue in found.values())


def test_cues_stand_in_text_order_on_whole_tokens_and_tell_known_roles(vocabulary: Vocabulary) -> None:
    document = make_document(Article("a", TEXT * 3, "Bapas gandeng Rutan"))
    cues = cue_mentions(document, vocabulary)
    assert [cue.span for cue in cues] == sorted(cue.span for cue in cues)
    for cue in cues:
        tokens = document.tokens[cue.tokens.start : cue.tokens.stop]
        assert (tokens[0].span.start, tokens[-1].span.end) == (cue.span.start, cue.span.end)
        assert document.sentences[cue.sentence].covers(cue.span)
        assert cue.roles <= set(CUES)


def test_no_words_no_cues(vocabulary: Vocabulary) -> None:
    assert cue_mentions(make_document(Article("a", "")), vocabulary) == []
