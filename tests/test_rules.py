from lintnews.build import test_packs as try_packs
from lintnews.load import explanations, load_indexes


def test_every_shipped_rule_does_what_its_examples_say() -> None:
    assert try_packs([]) == []


def test_every_shipped_rule_names_a_source_and_has_an_explanation() -> None:
    explained = explanations()
    for rule in load_indexes()[0].rules:
        assert explained[rule.id]["source"], rule.id
        assert explained[rule.id]["about"].endswith((".", "?", "!")), rule.id
