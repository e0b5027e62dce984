from __future__ import annotations

from pathlib import Path

import pytest

from kg.serve.authorization import TokenError, read_tokens


def test_tokens_are_the_lines_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "tokens"
    path.write_text("# of the press office\nabcdefghijklmnop\n\n  0123456789abcdef== \n")
    assert read_tokens(path) == ("abcdefghijklmnop", "0123456789abcdef==")


def test_or_one_is_in_the_environment() -> None:
    assert read_tokens(None, {"SIMPUL_TOKEN": "abcdefghijklmnop"}) == ("abcdefghijklmnop",)


@pytest.mark.parametrize("content", ["", "# nothing\n", "short\n", "with a blank in it\n", "äbcdefghijklmnopq\n"])
def test_what_is_no_token_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "tokens"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(TokenError):
        read_tokens(path)
    with pytest.raises(TokenError):
        read_tokens(None, {"SIMPUL_TOKEN": content})
    with pytest.raises(TokenError):
        read_tokens(tmp_path / "absent")
