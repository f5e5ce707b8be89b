import json
from pathlib import Path

import pytest

from lintnews import load
from lintnews.document import Document
from lintnews.findings import Finding
from lintnews.formats import parse
from lintnews.gates import classes, gate, passes
from lintnews.index import Index
from lintnews.matchers import words
from lintnews.matchers.triggers import triggers

CORPUS = Path(__file__).parent / "corpus"


def found(document: Document, index: Index) -> list[Finding]:
    return words.matched(document, index, frozenset(range(len(index.rules))), triggers(document, index).patterns)[0]


def test_a_gate_lets_every_match_through(monkeypatch: pytest.MonkeyPatch) -> None:
    (index,) = load.load_indexes()
    lines = [json.loads(line)["text"] for name in ("round-1", "round-2") for line in (CORPUS / f"{name}.jsonl").open(encoding="utf-8")]
    documents = [parse(line, "plain") for line in lines]
    monkeypatch.setattr(words, "FREE", 10**9)
    ungated = [found(document, index) for document in documents]
    monkeypatch.setattr(words, "FREE", -1)
    assert [found(document, index) for document in documents] == ungated
    assert sum(map(len, ungated)) > 300


def test_a_gate_turns_away_what_cannot_match() -> None:
    (index,) = load.load_indexes()
    rule = next(number for number, head in enumerate(index.rules) if head.id == "grammar/singular-subject")
    pattern = next(pattern for pattern in index.patterns() if pattern.rule == rule)
    made = gate(pattern)
    assert made is not None
    for text, lets in [("The plan for the ports are ready.", True), ("The plans for the port are ready.", False)]:
        block = parse(text, "plain").words[0]
        assert passes(made, classes(block), block.index("are")) is lets
