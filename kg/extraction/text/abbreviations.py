"""Written abbreviations whose dot ends no sentence."""

from __future__ import annotations

import re

# Titles, ranks and nouns that stand before a name, a number or an address; compared without regard to case.
_BEFORE_A_NAME = re.compile(
    r"""
    a\.n | adm | aipda | aiptu | ajp | akbp | akp | alm | almh | arh | arm | bpk | br | brig | brigjen | bripda | bripka
    | briptu | cba | chb | chk | cke | ckm | cku | cpl | cpm | cq | czi | d\.a | d\.h | danru | dg | dr | dra | drg
    | drh | drs | gg | gub | h | hj | inf | ipda | iptu | ir | irjen | jend | jl | jln | ka | kab | kapt | kav | kec
    | kel | kep | kh | kol | komjen | kompol | kopda | koptu | kpt | ky | letda | letjen | letkol | lettu | lt | lts
    | maj | mayjen | moh | mohd | muh | muhd | nmr | nn | no | ny | p\.h | pdt | pel | pelda | peltu | pj | pjs | plh
    | plt | pol | prada | pratu | prof | prop | prov | ps | r | rd | rm | rp | rr | sdr | sdri | serda | serka | serma
    | sertu | tgk | tn | u\.p | ust | vol | wil
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Parts of names that are degrees or other words where they are not written just so ("Zulkarnain St. Mudo").
_IN_A_NAME = frozenset({"Abd", "Dt", "Hi", "Md", "Mgr", "Rt", "Sp", "St", "Sy", "Tb", "Tgk", "Yoh"})
# A degree or an address in letters: "S.H.", "A.Md.", "M.Si.", "S.Pd.I.", "a.n.", "Ph.D."
_DOTTED = re.compile(r"(?:[A-Za-z]{1,3}\.)+[A-Za-z]{0,4}")
# "U.E." of a name, but not "S.H.", "M.M." or "B.A."
_INITIALS = re.compile(r"[A-Z]|[AC-LN-RT-Z](?:\.[A-Z])+")
_SECTION = re.compile(
    r"(?:blok|gol|golongan|kelas|klas|tipe|pos|ruang|kamar|hall|register|i{1,3}|iv|v|bagian|lantai)", re.I
)


def is_title(word: str) -> bool:
    """Whether ``word`` (without its last dot) is an abbreviation that something follows ("Drs", "Jl", "Plt")."""
    return word in _IN_A_NAME or _BEFORE_A_NAME.fullmatch(word) is not None


def is_initial(word: str, before: str) -> bool:
    """Whether ``word`` is the initial of a name; ``before`` is the word ahead of it ("Blok C" has none)."""
    return _INITIALS.fullmatch(word) is not None and _SECTION.fullmatch(before) is None


def is_degree(word: str) -> bool:
    """Whether ``word`` (without its last dot) is written in dotted letters, as degrees are ("S.H", "A.Md")."""
    return "." in word and _DOTTED.fullmatch(word + ".") is not None
