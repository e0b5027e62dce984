from __future__ import annotations

import pytest

from kg.extraction.mentions.passage import Passage
from kg.extraction.mentions.programs import find_programs
from kg.extraction.text.document import make_document
from kg.model import Article, Mention
from kg.vocabulary import Vocabulary


def found(vocabulary: Vocabulary, text: str) -> list[Mention]:
    return find_programs(Passage(make_document(Article("a", text))), vocabulary)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kegiatan itu mendukung Asta Cita.", ["Asta Cita"]),
        ("Rutan membangun Zona Integritas (ZI) menuju predikat WBK.", ["Zona Integritas", "WBK"]),
        (
            "Ini sejalan dengan 13 Program Akselerasi Menteri Imigrasi dan Pemasyarakatan.",
            ["13 Program Akselerasi Menteri Imigrasi dan Pemasyarakatan"],
        ),
        (
            "Demi program akselerasi gagasan Menteri Imigrasi dan Pemasyarakatan.",
            ["program akselerasi gagasan Menteri Imigrasi dan Pemasyarakatan"],
        ),
        ("Isinya program “Semarak Tanam Jagung” di Sidoarjo.", ["Semarak Tanam Jagung"]),
        ("Mereka menopang program ketahanan pangan nasional.", ["program ketahanan pangan nasional"]),
        ("Lewat program pesantren, mereka belajar.", ["program pesantren"]),
        ("Mereka mengikuti program pembinaan di lapas.", []),
        ("Sehari setelah program Makan Bergizi Gratis (MBG) berjalan.", ["Makan Bergizi Gratis"]),
        ("Mereka menjalani program Pembebasan Bersyarat (PB).", ["Pembebasan Bersyarat"]),
        ("Mereka memperoleh cuti bersyarat dan asimilasi.", ["cuti bersyarat", "asimilasi"]),
        ("Mereka naik PB.", []),
        ("Gerakan Warga Peduli dimulai, gerakan itu meluas.", ["Gerakan Warga Peduli"]),
        ("Harus ada reintegrasi sosial dan litmas.", []),
        ("Ini Program Pencegahan, Pemberantasan dan Peredaran.", ["Program Pencegahan, Pemberantasan dan Peredaran"]),
        ("Resmikan Program Dapur Umum\n\nAMBON", ["Program Dapur Umum"]),
        ("Program", []),
        ("Mereka menerima Remisi Khusus (RK) Natal.", ["Remisi Khusus Natal"]),
        ("Tiga orang memperoleh RK II.", ["RK II"]),
        ("Kodim menutup TMMD Reguler ke-126 kemarin.", ["TMMD Reguler ke-126"]),
        ("Rapat membahas RKPD Kabupaten Alor Tahun 2027.", ["RKPD Kabupaten Alor Tahun 2027"]),
        ("Itu masuk RPJMD 2025-2029.", ["RPJMD 2025-2029"]),
        ("Demi zero Halinar, kamar digeledah.", ["zero Halinar"]),
        ("Mereka diusulkan PB.", ["PB"]),
        ("Beras dari lahan asimilasi.", []),
        ("Lewat program nasional Koperasi Merah Putih, desa maju.", ["Koperasi Merah Putih"]),
        ("Program literasi bertajuk “Jendela Dunia” dibuka.", ["Jendela Dunia"]),
        ("Lewat program Kuliah dari Balik Tembok, ia lulus.", ["program Kuliah dari Balik Tembok"]),
        ("Ia lulus program ketahanan pangan tahun lalu.", ["program ketahanan pangan"]),
        ("Penutupan program ditandai pelepasan balon.", []),
        ("Ini program Kementerian Sosial.", []),
        ("Ia ketua Gerakan Pramuka.", []),
    ],
)
def test_what_is_a_programme(vocabulary: Vocabulary, text: str, expected: list[str]) -> None:
    assert [m.name for m in found(vocabulary, text) if not m.anaphoric] == expected


def test_this_programme_points_back(vocabulary: Vocabulary) -> None:
    (mention,) = (m for m in found(vocabulary, "Lewat program literasi. Tujuan program ini satu.") if m.anaphoric)
    assert mention.text == "program ini"


def test_a_listed_programme_carries_its_row(vocabulary: Vocabulary) -> None:
    (mention,) = found(vocabulary, "Rutan membangun Zona Integritas.")
    assert mention.reference == "zona-integritas"
