"""How much of the regression corpus the rules find: a floor that may only rise."""

import collections
import json
import os
from pathlib import Path

import pytest

import lintnews
from lintnews.spans import Span

CORPUS = Path(__file__).parent / "corpus"
FLOORS = CORPUS / "floors.json"


def counted(path: Path) -> dict[str, list[int]]:
    """By family: faults, faults found, right sentences, right sentences flagged."""
    counts: dict[str, list[int]] = collections.defaultdict(lambda: [0, 0, 0, 0])
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        found = lintnews.check(row["text"] + "\n")
        count = counts[row["family"]]
        if "fixes" in row:
            count[0] += 1
            count[1] += any(finding.span.overlaps(Span(row["start"], row["end"])) for finding in found)
        else:
            count[2] += 1
            count[3] += bool(found)
    return dict(sorted(counts.items()))


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.jsonl")), ids=lambda path: path.stem)
def test_no_family_finds_less_or_flags_more_than_before(path: Path) -> None:
    now = counted(path)
    floors = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    if os.environ.get("LINTNEWS_UPDATE"):
        floors[path.stem] = now
        rows = (
            f"  {json.dumps(name)}: {{\n" + ",\n".join(f"    {json.dumps(f)}: {c}" for f, c in of.items()) + "\n  }"
            for name, of in floors.items()
        )
        FLOORS.write_text("{\n" + ",\n".join(rows) + "\n}\n", "utf-8")
    for family, (faults, found, right, flagged) in now.items():
        was = floors[path.stem][family]
        assert (faults, right) == (was[0], was[2])
        assert found >= was[1], f"{family}: {found} of {faults} found, {was[1]} before"
        assert flagged <= was[3], f"{family}: {flagged} of {right} right sentences flagged, {was[3]} before"
