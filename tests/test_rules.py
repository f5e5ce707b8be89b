import re

from lintnews.build import test_packs as try_packs
from lintnews.load import explanations, load_indexes


def test_every_shipped_rule_does_what_its_examples_say() -> None:
    assert try_packs([]) == []


def test_every_shipped_rule_names_a_source_and_has_an_explanation() -> None:
    explained = explanations()
    for rule in load_indexes()[0].rules:
        assert explained[rule.id]["source"], rule.id
        assert explained[rule.id]["about"].endswith((".", "?", "!")), rule.id


def read_by_re(pattern: str) -> bool:
    try:
        return bool(re.compile(pattern))
    except re.error:
        return False


def test_shipped_regexes_are_read_by_re() -> None:
    """The regex library takes as long to import as an article to check; users' packs may want it all the same."""
    patterns = {rule: said["spec"]["regex"] for rule, said in explanations().items() if said["kind"] == "regex"}
    assert len(patterns) > 100
    assert [rule for rule, pattern in patterns.items() if not read_by_re(pattern)] == []
