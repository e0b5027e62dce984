"""Hostile words, and how many of them a test tries: some hundred as a rule, thousands in ``make fuzz``."""

from __future__ import annotations

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st


def many(examples: int) -> settings:
    """Settings for a test of hostile input: so many examples, times what the profile says."""
    return settings(
        max_examples=examples * settings().max_examples // 100,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )


MARKUP = st.sampled_from(
    [
        *("<script data-evil>alert(1)</script>", "</script><script data-evil>", "<img src=x onerror=evil()>"),
        *(
            "</title><evil>",
            "</textarea><evil>",
            "</bdi></p></main><evil>",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "<style>",
        ),
        *('" onmouseover="evil()', "' onclick='evil()", '"><svg onload=evil()>', "`evil`", "javascript:evil()"),
        *("data:text/html,<evil>", "&lt;evil&gt;", "&#60;evil&#62;", "&", "{{ 7 * 7 }}", "{% raw %}", "${7*7}", "%s%n"),
        *(
            "\u202e",
            "\u2066",
            "\u2069",
            "\u200f",
            "\ufeff",
            "\ufffe",
            "\x00",
            "\x01",
            "\x1b[31m",
            "\x7f",
            "\x85",
            "\u2028",
        ),
        *(
            "\r\n",
            "\n",
            "\t",
            "a\u0301" * 20,
            "\U0001f468\u200d\U0001f469",
            "\ud7ff",
            "w" * 300,
            " " * 300,
            "../..",
            "%00",
        ),
        *("http://evil.example/", "//evil.example", "https://a\"b'c<d>", "?lang=en&q=<evil>", "#evil", "𝕳𝖎", "ﷺ" * 10),
    ]
)
PLAIN = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
LABEL = st.lists(st.one_of(MARKUP, PLAIN), max_size=5).map("".join)
"""Text that would be a label, and tries to be markup, an attribute, an address or a template."""
