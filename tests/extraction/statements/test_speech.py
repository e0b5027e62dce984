from __future__ import annotations

import re

import pytest

from kg.extraction.entities.reading import Cluster, Reading
from kg.extraction.statements.speech import quotations
from kg.extraction.text.document import make_document
from kg.model import Article, Mention, Quotation, Span
from kg.vocabulary import load_vocabulary


def reading(text: str, **people: str) -> Reading:
    """A reading of ``text`` whose persons are given as ``p1="Name|Short name|Kalapas"``."""
    document = make_document(Article("a", text))
    clusters = []
    for identifier, names in people.items():
        pattern = "|".join(re.escape(n) for n in names.split("|"))
        mentions = tuple(
            Mention("Person", Span(*m.span()), m[0], names.split("|")[0])
            for m in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", document.text)
        )
        clusters.append(Cluster(identifier, "Person", names.split("|")[0], mentions))
    return Reading(document, tuple(clusters))


def said(text: str, **people: str) -> list[tuple[str, str]]:
    return [(q.speaker, q.text) for q in found(text, **people)]


def found(text: str, **people: str) -> list[Quotation]:
    return quotations(reading(text, **people), load_vocabulary())


@pytest.mark.parametrize(
    "text",
    [
        "Andi Putra tiba. “Kami siap,” ujar Bluri.",
        "“Kami siap,” kata Kepala Bapas Purwokerto, Bluri Wijaksono, di hadapan Andi Putra.",
        "“Kami siap,” tegas Kabapas.",
        "“Kami siap”, ujar Bluri.",
        "“Kami siap!” seru Bluri kepada Andi Putra.",
        "“Kami siap, ujar Bluri di kantornya.",
        "Kepada Andi Putra, Bluri mengatakan, “Kami siap,”",
        "Menurut Bluri, “Kami siap,”",
        "Bluri: “Kami siap,”",
        "Bluri menjelaskan kegiatan itu. “Kami siap,” katanya.",
        "Bluri berharap acara lancar.\n\n“Kami siap,” ujarnya saat bersama Andi Putra.",
        "Andi Putra melalui Bluri menyampaikan terima kasih. “Kami siap,” katanya.",
        "“Kami siap,” ujar Andi Putra melalui Kepala Bapas Bluri.",
        "Bluri menutup acara. Ia berterima kasih kepada warga dan Andi Putra. “Kami siap,” kata dia.",
        "“Kami siap.”\n\nBegitulah Bluri Wijaksono menerangkan maksudnya.",
        "Acara selesai. “Kami siap,” Bluri mengingatkan. Andi Putra hadir.",
        "Bluri disambut oleh Andi Putra. “Kami siap.”",
    ],
)
def test_the_speaker_is_found(text: str) -> None:
    (pair,) = said(text, p1="Bluri Wijaksono|Bluri|Kabapas", p2="Andi Putra")
    assert pair[0] == "p1"
    assert pair[1].startswith("Kami siap")


def test_a_quotation_broken_by_its_attribution_is_two() -> None:
    text = "“Dia mau menunduk,” kata Bluri, “lalu merangkul dengan tulus.” “Itu saja.”"
    assert said(text, p1="Bluri") == [
        ("p1", "Dia mau menunduk,"),
        ("p1", "lalu merangkul dengan tulus."),
        ("p1", "Itu saja."),
    ]


def test_follow_on_verbs_go_to_the_last_speaker() -> None:
    text = "“Kami siap,” ujar Bluri.\n\nRapat dipimpin Andi Putra.\n\n“Semoga lancar,” imbuhnya."
    assert said(text, p1="Bluri", p2="Andi Putra")[1][0] == "p1"


def test_who_was_once_called_by_a_nickname_is_known_by_it() -> None:
    text = "Bluri hadir. “Satu,” kata Gus Lur.\n\nPrioritas Andi Putra jelas.\n\n“Dua,” terang Gus Lur."
    assert [speaker for speaker, _ in said(text, p1="Bluri", p2="Andi Putra")] == ["p1", "p1"]


def test_words_are_verbatim_and_the_attribution_is_shown() -> None:
    text = "Acara.\n\n“Ma’ruf\u00a0hadir,” ujar Kepala Rutan, Bluri Wijaksono, di aula."
    (quotation,) = found(text, p1="Bluri Wijaksono")
    assert quotation.text == "Ma’ruf\u00a0hadir,"
    assert quotation.attribution is not None
    assert quotation.attribution.quote == "ujar Kepala Rutan, Bluri Wijaksono"
    assert quotation.confidence == 0.95


@pytest.mark.parametrize(
    "text", ["“Kami siap,” ujar seorang warga.", "“Kami siap. Kami hadir", "Acara bertema “Maju, Jaya.”"]
)
def test_speech_without_a_named_speaker_is_left_out(text: str) -> None:
    assert said(text) == []
