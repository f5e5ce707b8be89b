from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lintnews.sources import BOMS, BinaryError, SourceError, decode, encode, replace

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


@given(TEXTS, st.sampled_from([(b"", "utf-8"), *BOMS]))
def test_bytes_to_text_and_back_is_exact(text: str, how: tuple[bytes, str]) -> None:
    if not how[0] and text.startswith("\ufeff"):
        return  # that is a byte order mark
    raw = how[0] + text.encode(how[1])
    source = decode(raw)
    assert source.text == text
    assert encode(source.text, source) == raw


@given(st.binary())
def test_any_bytes_are_read_exactly_or_refused(raw: bytes) -> None:
    try:
        source = decode(raw)
    except SourceError:
        return
    assert encode(source.text, source) == raw


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"one\ntwo caf\xe9 x", "the byte 0xe9 at offset 11 (line 2) is not UTF-8; convert the file to UTF-8"),
        (b"\xef\xbb\xbf\xff", "the byte 0xff at offset 3 (line 1) is not UTF-8; convert the file to UTF-8"),
        (b"\xff\xfea\0b", "what stands at byte offset 4 is not UTF-16; convert the file to UTF-8"),
        (b"\xff\xfe\x00\xd8a\0", "what stands at byte offset 2 is not UTF-16; convert the file to UTF-8"),
    ],
)
def test_other_encodings_are_refused_with_their_place(raw: bytes, message: str) -> None:
    with pytest.raises(SourceError) as caught:
        decode(raw)
    assert str(caught.value) == message


@pytest.mark.parametrize("raw", [b"a\0b", b"\x89PNG\r\n\x1a\n\0\0\0\xff", "no mark".encode("utf-16-le"), "mark".encode("utf-32")])
def test_a_nul_makes_a_file_binary(raw: bytes) -> None:
    with pytest.raises(BinaryError):
        decode(raw)


def test_a_file_that_changed_meanwhile_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"newer")
    with pytest.raises(SourceError, match="changed while it was checked"):
        replace(str(path), b"older", b"fixed")
    assert path.read_bytes() == b"newer"
    assert os.listdir(tmp_path) == ["a.txt"]


def test_what_is_no_file_is_not_replaced(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be fixed"):
        replace(str(tmp_path / "none.txt"), b"", b"x")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(SourceError, match="cannot be fixed"):
        replace(str(tmp_path / "pipe"), b"", b"x")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everything")
def test_a_read_only_file_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    path.chmod(0o444)
    with pytest.raises(SourceError, match="cannot be fixed"):
        replace(str(path), b"old", b"new")
