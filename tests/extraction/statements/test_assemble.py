from __future__ import annotations

from kg.extraction.entities.reading import Cluster, Reading
from kg.extraction.statements.assemble import assemble
from kg.extraction.statements.draft import Draft
from kg.extraction.text.document import make_document
from kg.model import Article, EntityType, Evidence, Mention, Quotation, Span

ARTICLE = Article(
    "a", "Bapas A berkunjung ke Rutan Banjar. Bapas A dan Rutan Banjar bersinergi.", "Bapas A ke Rutan Banjar"
)
DOCUMENT = make_document(ARTICLE)


def cluster(identifier: str, type_: EntityType, name: str) -> Cluster:
    starts = [i for i in range(len(DOCUMENT.text)) if DOCUMENT.text.startswith(name, i)]
    mentions = tuple(Mention(type_, Span(i, i + len(name)), name, name) for i in starts)
    return Cluster(identifier, type_, name, mentions, kind="Lainnya")


READING = Reading(
    DOCUMENT, (cluster("u1", "Unit", "Bapas A"), cluster("u2", "Unit", "Rutan Banjar"), cluster("u3", "Unit", "X"))
)
FIRST, SECOND = DOCUMENT.sentences[1:3]


def test_equal_claims_become_one_statement_with_all_evidence() -> None:
    drafts = [
        Draft("u2", "cooperatesWith", "u1", (SECOND,), 0.704, "b"),
        Draft("u1", "cooperatesWith", "u2", (FIRST, SECOND, DOCUMENT.sentences[0]), 0.9, "a"),
    ]
    extraction = assemble(READING, drafts, (), "rules/1")
    (statement,) = extraction.statements
    assert (statement.subject, statement.object, statement.confidence) == ("u1", "u2", 0.9)
    assert [e.field for e in statement.evidence] == ["title", "text", "text"]
    assert extraction.verified(ARTICLE)


def test_what_has_no_words_is_left_out() -> None:
    drafts = [
        Draft("u1", "partOf", "u2", (Span(0, len(DOCUMENT.text)),), 0.9, "across title and text"),
        Draft("u1", "partOf", "u3", (FIRST,), 0.9, "an entity that is not mentioned"),
        Draft("u1", "partOf", "u1", (FIRST,), 0.9, "a loop"),
    ]
    wrong = Quotation("u1", Evidence("text", Span(0, 3), "xyz"), 0.9)
    extraction = assemble(READING, drafts, (wrong,), "rules/1")
    assert [e.id for e in extraction.entities] == ["u1", "u2"]
    assert (extraction.statements, extraction.quotations) == ((), ())


def test_statements_come_in_a_fixed_order() -> None:
    drafts = [
        Draft("u2", "partOf", "u1", (FIRST,), 0.5, "r"),
        Draft("u1", "cooperatesWith", "u2", (FIRST,), 0.5, "r"),
        Draft("u1", "partOf", "u2", (FIRST,), 0.5, "r"),
    ]
    forth = assemble(READING, drafts, (), "rules/1").to_json()
    assert forth == assemble(READING, drafts[::-1], (), "rules/1").to_json()
    assert [(f["s"], f["p"]) for f in forth["facts"]] == [("u1", "partOf"), ("u1", "cooperatesWith"), ("u2", "partOf")]
