"""Each format for programs, read as its readers read it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import jsonschema
import junitparser
import pytest
from markdown_it import MarkdownIt

from lintnews.output import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Lintnews

SCHEMAS = Path(__file__).parent / "schemas"
OURS = json.loads((Path(__file__).parent.parent / "docs" / "report.schema.json").read_text(encoding="utf-8"))
TEXT = "\U0001f600 caf\u00e9 glim\r\nA blorp, a snerk {0} [x](y).\r\n\r\nClick grumble to win\r\n\r\nmish mush\r\n"


def schema(name: str) -> Any:
    return json.loads((SCHEMAS / name).read_text(encoding="utf-8"))


@pytest.fixture
def report(lintnews: Lintnews, folder: Path) -> Any:
    """Gives the standard output of a format, for an article with faults of all kinds, a clean one and one that cannot be read."""
    (folder / "a b%20c.txt").write_bytes(TEXT.encode())
    (folder / "clean.txt").write_text("A day.\n")
    (folder / "bad.txt").write_bytes(b"\xe9")

    def run(format: str, *options: str, **env: str) -> str:
        done = lintnews("check", "--output-format", format, *options, "a b%20c.txt", "clean.txt", "bad.txt", env=env)
        assert done.status == 2
        return done.out

    return run


def test_every_format_is_documented() -> None:
    text = (Path(__file__).parent.parent / "docs" / "output.md").read_text(encoding="utf-8")
    for name, suffixes in FORMATS.items():
        assert f"| `{name}` |" in text
        assert all(f"`{suffix}`" in text for suffix in suffixes)


def test_jsonl_has_what_json_has(report: Any) -> None:
    whole = json.loads(report("json"))
    rows = [json.loads(line) for line in report("jsonl").splitlines()]
    assert {row["type"] for row in rows} == {"finding", "file"}
    for kind in ("finding", "file"):
        assert [{k: v for k, v in row.items() if k != "type"} for row in rows if row["type"] == kind] == whole[kind + "s"]


def test_sarif_is_what_its_schema_says(report: Any) -> None:
    sarif = json.loads(report("sarif"))
    jsonschema.validate(sarif, schema("sarif-2.1.0.json"))
    (run,) = sarif["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert not run["invocations"][0]["executionSuccessful"]
    (told,) = run["invocations"][0]["toolExecutionNotifications"]
    assert told["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "bad.txt"
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert "Flagged" in rules[result["ruleIndex"]]["help"]["markdown"]
    assert len({result["partialFingerprints"]["lintnews/v1"] for result in run["results"]}) == len(run["results"]) == 5


def test_sarif_fixes_mend_the_text(report: Any) -> None:
    """Its regions, read as the standard says, are the faults; its replacements make of the text what --fix makes."""
    (run,) = json.loads(report("sarif"))["runs"]
    starts = [0, *(match.end() for match in re.finditer("\r\n|\n|\r", TEXT))]

    def place(region: Any) -> tuple[int, int]:
        start = starts[region["startLine"] - 1] + region["startColumn"] - 1
        end = starts[region["endLine"] - 1] + region["endColumn"] - 1
        assert (region["charOffset"], region["charLength"]) == (start, end - start)
        return start, end

    edits = []
    for result in run["results"]:
        region = result["locations"][0]["physicalLocation"]["region"]
        start, end = place(region)
        assert TEXT[start:end] == region["snippet"]["text"]
        for fix in result["fixes"][:1]:
            (change,) = fix["artifactChanges"]
            assert unquote(change["artifactLocation"]["uri"]) == "a b%20c.txt"
            edits += [(*place(one["deletedRegion"]), one["insertedContent"]["text"]) for one in change["replacements"]]
    mended = TEXT
    for start, end, new in sorted(edits, reverse=True):
        mended = mended[:start] + new + mended[end:]
    assert mended == "\U0001f600 caf\u00e9 glum\r\nA blurp, a snark {0} [x](y).\r\n\r\nmish mash\r\n"


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("npx") is None, reason="needs npx")
def test_sarif_pleases_microsofts_validator(lintnews: Lintnews, folder: Path) -> None:
    (folder / "a b%20c.txt").write_bytes(TEXT.encode())
    lintnews("check", "--report", "r.sarif", "a b%20c.txt", "missing.txt")
    command = ["npx", "--yes", "@microsoft/sarif-multitool@5.7.0", "validate", "r.sarif", "--output", "said.sarif"]
    done = subprocess.run([*command, "--rule-kind", "Sarif;Ghas"], cwd=folder, capture_output=True, text=True, timeout=300, check=False)
    assert (folder / "said.sarif").exists(), done.stdout + done.stderr
    said = json.loads((folder / "said.sarif").read_text(encoding="utf-8-sig"))["runs"][0]
    found = {(result["ruleId"], result.get("level", "warning")) for result in said["results"]}
    assert {rule for rule, level in found if level in ("error", "warning")} <= {"SARIF2005"}, done.stdout  # the project has no home page


def test_rdjson_is_what_its_schema_says_in_bytes(report: Any) -> None:
    result = json.loads(report("rdjson"))
    jsonschema.validate(result, schema("rdjson.json"))
    lines = TEXT.encode().split(b"\n")
    found = {}
    for one in result["diagnostics"]:
        if "range" not in one["location"]:
            assert one["location"]["path"] == "bad.txt"
            continue
        start, end = one["location"]["range"]["start"], one["location"]["range"]["end"]
        words = lines[start["line"] - 1][start["column"] - 1 : end["column"] - 1].decode()
        found[words] = [suggestion["text"] for suggestion in one["suggestions"]]
    assert found == {
        "glim": ["glum"],
        "blorp": ["blurp"],
        "snerk": ["snark", "smirk"],
        "Click grumble to win": [""],
        "mish mush": ["mish mash"],
    }


def test_gitlab_has_what_its_widget_needs_and_keeps_its_fingerprints(report: Any, folder: Path) -> None:
    issues = json.loads(report("gitlab"))
    for issue in issues:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert issue["location"]["lines"]["begin"] >= 1
    before = {issue["fingerprint"] for issue in issues}
    assert len(before) == len(issues) == 6
    (folder / "a b%20c.txt").write_bytes(b"New.\r\n\r\nmish mush\r\n\r\n" + TEXT.encode().replace(b"\r\nmish mush\r\n", b""))
    assert {issue["fingerprint"] for issue in json.loads(report("gitlab"))} == before


def test_junit_is_read_by_a_parser(report: Any) -> None:
    parse: Any = junitparser.JUnitXml.fromstring
    suites = parse(report("junit").encode())
    assert (suites.tests, suites.failures, suites.errors) == (7, 5, 1)
    found = {suite.name: [type(result).__name__ for case in suite for result in case.result] for suite in suites}
    assert found == {"a b%20c.txt": ["Failure"] * 5, "clean.txt": [], "bad.txt": ["Error"]}


def test_checkstyle_names_files_lines_and_rules(report: Any) -> None:
    root = ET.fromstring(report("checkstyle"))
    found = {file.get("name"): [(e.get("line"), e.get("column"), e.get("severity"), e.get("source")) for e in file] for file in root}
    assert found["a b%20c.txt"][:2] == [("1", "8", "error", "house/glim"), ("2", "3", "warning", "house/blorp")]
    assert found["bad.txt"] == [("1", None, "error", "lintnews")]
    assert "clean.txt" not in found


GITHUB = re.compile(r"::(error|warning|notice)(?: ([^:]*))?::(.*)")


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Workflow commands as the runner reads them."""
    found = []
    for line in text.splitlines():
        match = GITHUB.fullmatch(line)
        assert match, line
        pairs = dict(one.split("=", 1) for one in match[2].split(",")) if match[2] else {}
        plain = {k: v.replace("%3A", ":").replace("%2C", ",").replace("%25", "%") for k, v in pairs.items()}
        found.append((match[1], plain, match[3].replace("%25", "%")))
    return found


def test_github_annotates_lines_the_unreadable_first(report: Any) -> None:
    found = commands(report("github"))
    assert found[0][:2] == ("error", {"file": "bad.txt"})
    assert found[1] == (
        "error",
        {"file": "a b%20c.txt", "line": "1", "endLine": "1", "col": "8", "endColumn": "12", "title": "house/glim"},
        found[1][2],
    )
    assert found[1][2].endswith("→ glum (safe fix)")
    assert [kind for kind, _, _ in found] == ["error"] * 5 + ["warning"]


def test_github_gets_no_more_than_it_shows_the_surest_first(lintnews: Lintnews, folder: Path) -> None:
    (folder / "a.txt").write_text("quonk\n\n" * 3 + "glim\n\n" * 10 + "blorp\n\n" * 10)
    found = commands(lintnews("check", "--level", "all", "--output-format", "github", "a.txt").out)
    errors, warnings = ([one for one in found if one[0] == kind] for kind in ("error", "warning"))
    assert [one[1].get("title") for one in errors] == ["house/glim"] * 9 + [None]
    assert errors[-1][2] == "and 4 more, which GitHub would not show here"
    assert [one[1].get("title") for one in warnings] == ["house/blorp"] * 10


def test_azure_logs_issues(report: Any) -> None:
    lines = report("azure").splitlines()
    assert lines[0].startswith("##vso[task.logissue type=error;sourcepath=a b%AZP2520c.txt;linenumber=1;columnnumber=8;code=house/glim]")
    assert any(";code=house/pairs[mish mush%5D]" in line for line in lines)
    assert lines[-1].startswith("##vso[task.logissue type=error;sourcepath=bad.txt]")


@pytest.mark.parametrize("variable", ["GITHUB_WORKSPACE", "CI_PROJECT_DIR", "BUILD_SOURCESDIRECTORY"])
def test_paths_are_counted_from_the_checkout(lintnews: Lintnews, folder: Path, variable: str) -> None:
    (folder / "a.txt").write_text("glim\n")
    env = {variable: str(folder.parent)}
    wanted = f"{folder.name}/a.txt"
    path: dict[str, Callable[[str], Any]] = {
        "github": lambda out: commands(out)[0][1]["file"],
        "gitlab": lambda out: json.loads(out)[0]["location"]["path"],
        "azure": lambda out: out.split("sourcepath=")[1].split(";")[0],
        "sarif": lambda out: json.loads(out)["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
    }
    for format, read in path.items():
        assert read(lintnews("check", "--output-format", format, str(folder), env=env).out) == wanted
        assert read(lintnews("check", "--output-format", format, ".").out) == "a.txt"
        assert read(lintnews("check", "--output-format", format, "-", stdin=b"glim").out) == "-"


def test_markdown_shows_each_fault_before_and_after(report: Any) -> None:
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(report("markdown"))
    assert html.count("<h2>") == 1
    assert "<h2>a b%20c.txt</h2>" in html
    assert "<strong>error:</strong> bad.txt: the byte 0xe9" in html
    assert re.search(r"<p>\d+ words, sentences of \d+ words on average, 1 min to read; Flesch reading ease", html)
    rows = [re.findall(r"<td[^>]*>(.*?)</td>", row) for row in html.split("<tr>")[2:]]
    assert rows[0][:4] == ["a b%20c.txt", "4", "1", ""]
    assert [row[2:] for row in rows[2:]] == [
        ["\U0001f600 caf\u00e9 <del>glim</del>", "\U0001f600 caf\u00e9 <ins>glum</ins>"],
        ["A <del>blorp</del>, a snerk {0} [x](y).", "A <ins>blurp</ins>, a snerk {0} [x](y)."],
        [
            "A blorp, a <del>snerk</del> {0} [x](y).",
            "A blorp, a <ins>snark</ins> {0} [x](y).<br>A blorp, a <ins>smirk</ins> {0} [x](y).",
        ],
        ["<del>Click grumble to win \u21b5 </del>mish mush", "mish mush"],
        ["<del>mish mush</del>", "<ins>mish mash</ins>"],
    ]
    assert "(unsafe fix)" in rows[3][1]
