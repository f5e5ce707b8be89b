from pathlib import Path

import pytest

from lintnews.build import compile_packs
from lintnews.build import test_packs as try_packs
from lintnews.engines import native
from lintnews.examples import parse as parse_example
from lintnews.formats import parse
from lintnews.index import Index
from lintnews.packs import PackError, load, read_yaml
from lintnews.spans import Span

HEAD = "pack: house\nabout: Ours.\ndefaults: {severity: error, confidence: high, fix: safe, source: our style book}\n"
RULE = """rules:
- id: could-of
  about: "*of* for *have*."
  phrase: (could|would) of
  except: [of course]
  replace: "{1} have"
  bad: ["She {could of -> could have} won."]
  good: ["They could of course appeal."]
"""


def mistakes(tmp_path: Path, rules: str, head: str = HEAD) -> list[str]:
    path = tmp_path / "house.yaml"
    path.write_text(head + rules, "utf-8")
    return [message.removeprefix(str(path)) for message in try_packs([str(path)])]


def index_of(tmp_path: Path, rules: str, head: str = HEAD) -> Index:
    path = tmp_path / "house.yaml"
    path.write_text(head + rules, "utf-8")
    return Index(compile_packs([str(path)], "rules", fresh=True)[0])


def marked(index: Index, text: str) -> list[str]:
    document = parse(text, "plain")
    found = native.check(document, index, frozenset(range(len(index.rules))))
    return [text[f.span.start : f.span.end] for f in sorted(found, key=lambda f: f.span)]


def test_a_good_pack_has_no_mistakes(tmp_path: Path) -> None:
    assert mistakes(tmp_path, RULE) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ('  bad: ["She {could of -> could have} won."]\n', "", 5, "bad examples"),
        ('  good: ["They could of course appeal."]\n', "", 5, "good examples"),
        ("{could of -> could have}", "{could} of", 5, "braces"),
        ("{could of -> could have}", "{could of -> could've}", 5, "makes"),
        ("{could of -> could have}", "{could of}", 5, "has a fix"),
        ("{could of -> could have}", "could of", 5, "marks nothing"),
        ("{could of -> could have}", "{could of -> could have", 5, "not closed"),
        ("They could of course appeal.", "They would of known.", 5, "fires on its good example"),
        ("could-of", "Could_Of2", 5, "is no slug"),
        ("  except:", "  expect:", 8, "did you mean 'except'"),
        ("phrase: (could|would) of", "phrase: (could|would of", 5, "not closed"),
        ("phrase: (could|would) of", "tokens: <noun.xx> of", 5, "names no test"),
        ("phrase: (could|would) of", "phrase: <noun> of", 5, "tokens:"),
        ("phrase: (could|would) of", 'regex: "[a-z]+ [a-z]+"', 8, "unknown key 'except'"),
        ("  phrase: (could|would) of\n", "", 5, "no kind"),
        ('  about: "*of* for *have*."\n', "", 5, "has no about"),
    ],
)
def test_a_mistake_is_reported_with_its_line_and_a_hint(tmp_path: Path, old: str, new: str, line: int, said: str) -> None:
    assert old in RULE
    found = mistakes(tmp_path, RULE.replace(old, new))
    assert any(message.startswith(f":{line}: ") and said in message for message in found), found


def test_a_rule_without_a_source_is_refused(tmp_path: Path) -> None:
    assert any("has no source" in message for message in mistakes(tmp_path, RULE, HEAD.replace(", source: our style book", "")))


def test_an_id_used_twice_is_refused(tmp_path: Path) -> None:
    assert any("twice" in message for message in mistakes(tmp_path, RULE + RULE.removeprefix("rules:\n")))


def test_a_regex_without_a_literal_is_refused(tmp_path: Path) -> None:
    rule = 'rules:\n- id: pairs\n  about: Pairs.\n  regex: "[a-z]{2}[0-9]"\n  bad: ["x {ab1}"]\n  good: [x]\n'
    assert any("no literal" in message for message in mistakes(tmp_path, rule))
    assert mistakes(tmp_path, rule.replace("  bad:", "  scan: always\n  bad:")) == []


def test_yaml_that_is_broken_is_reported_with_its_line(tmp_path: Path) -> None:
    assert any(message.startswith((":5:", ":6:")) for message in mistakes(tmp_path, "rules:\n- id: [x\n"))


def test_all_mistakes_of_a_pack_come_at_once(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    text = HEAD + RULE.replace("except:", "expect:").replace("could-of", "X")
    with pytest.raises(PackError) as error:
        load(str(path), text)
    assert len(error.value.messages) == 2


def test_a_table_marks_and_mends_inflected_rows(tmp_path: Path) -> None:
    rules = """rules:
- id: eggcorns
  about: Misheard idioms.
  swap:
    "{tow} the line": "{toe} the line"
    "mute point": {to: moot point, unless: {near: [button]}}
  bad: ["They {towed the line -> toed the line}.", "It is a {mute point -> moot point}.", "He was {towing the line -> toeing the line}."]
  good: ["They toed the line.", "The mute point of the button.", "The boats tow a line."]
"""
    assert mistakes(tmp_path, rules) == []
    index = index_of(tmp_path, rules)
    assert marked(index, "Few tow the line. Mute Point!") == ["tow the line", "Mute Point"]
    document = parse("MUTE POINT", "plain")
    finding = native.check(document, index, frozenset((0,)))[0]
    assert finding.rule == "house/eggcorns[mute point]"
    assert finding.fixes[0].edits[0].new == "MOOT POINT"


def test_a_group_that_captured_nothing_leaves_no_space(tmp_path: Path) -> None:
    rules = """rules:
- id: swoop
  about: A fell swoop.
  swap: {one foul swoop (of fate)?: "one fell swoop {1}"}
  bad: ["In {one foul swoop -> one fell swoop} he won.", "It fell in {one foul swoop -> one fell swoop}.",
    "{One foul swoop of fate -> One fell swoop of fate}."]
  good: [A swoop., One fell swoop., A foul.]
"""
    assert mistakes(tmp_path, rules) == []


def test_a_row_whose_right_side_is_a_fault_is_reported(tmp_path: Path) -> None:
    rules = """rules:
- id: table
  about: Circles.
  fix: unsafe
  swap: {alpha beta: gamma delta, gamma delta: epsilon zeta}
  bad: ["{alpha beta -> gamma delta}", "An {alpha beta -> gamma delta}.", "{gamma delta -> epsilon zeta}"]
  good: [alpha, beta, gamma]
"""
    assert any("right side 'gamma delta'" in message for message in mistakes(tmp_path, rules))


def test_marks_contexts_and_maps(tmp_path: Path) -> None:
    rules = """rules:
- id: were
  about: A singular subject takes *was*.
  phrase: (each|neither) of the <word> (were|are)
  mark: 2
  replace: {were: was, are: is}
  when: {start: true}
  unless: {following: [if]}
  bad: ["Each of the men {were -> was} there.", "Neither of the men {are -> is}."]
  good: ["He said each of the men were there.", "Each of the men were there if needed."]
"""
    assert mistakes(tmp_path, rules) == []


def test_a_safe_fix_that_the_rule_finds_fault_with_is_refused(tmp_path: Path) -> None:
    rules = """rules:
- id: doubling
  about: A word twice.
  phrase: again again
  replace: again again and again
  bad: ["{again again -> again again and again}"]
  good: [again]
"""
    assert any("still fires" in message for message in mistakes(tmp_path, rules))


def test_lines_and_blocks_are_deleted_whole(tmp_path: Path) -> None:
    rules = """rules:
- id: reply
  about: A comment form.
  line: leave a (reply|comment)
  bad: ["Text here.\\n\\n{** Leave a Reply » -> }\\n"]
  good: ["Leave a reply if you can.", "He would leave a comment"]
- id: menu
  about: A menu.
  block: [(home|news|sport|about us)]
  least: 3
  bad: ["{Home\\nNews\\nAbout us -> }\\nProse follows."]
  good: ["Prose leads.\\nHome\\nNews\\nProse follows."]
"""
    assert mistakes(tmp_path, rules) == []


def test_a_speakers_words_are_left_alone_or_never_fixed_safely(tmp_path: Path) -> None:
    text = "\u201cI could of won,\u201d he said."
    assert marked(index_of(tmp_path, RULE), text) == []
    index = index_of(tmp_path, RULE.replace("  except:", "  quotes: true\n  except:"))
    finding = native.check(parse(text, "plain"), index, frozenset((0,)))[0]
    assert finding.fixes[0].applicability.name == "UNSAFE"


@pytest.mark.parametrize(
    ("example", "text", "spans", "news"),
    [
        ("She {could of -> could have} won.", "She could of won.", [Span(4, 12)], [("could have",)]),
        ("{a -> b | c}", "a", [Span(0, 1)], [("b", "c")]),
        ("x {y}", "x y", [Span(2, 3)], [None]),
        ("x{ y -> } z", "x y z", [Span(1, 3)], [("",)]),
        ("\\{x\\} {\\{y\\} -> z}", "{x} {y}", [Span(4, 7)], [("z",)]),
    ],
)
def test_examples_are_read(example: str, text: str, spans: list[Span], news: list[tuple[str, ...] | None]) -> None:
    found = parse_example(example)
    assert found.text == text
    assert [e.span for e in found.expected] == spans
    assert [e.news for e in found.expected] == news


def test_plain_scalars_are_truths_numbers_and_nothing_and_quoted_ones_are_words() -> None:
    read = read_yaml("a: true\nb: false\nc: 3\nd: ~\ne: 'true'\nf: \"3\"\ng: no\n")
    assert read == {"a": True, "b": False, "c": 3, "d": None, "e": "true", "f": "3", "g": "no"}
