import marshal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from lintnews.records import MARSHAL, Records, Shelf, joined, shelved

plain = st.recursive(
    st.none() | st.integers(-9, 9) | st.text(max_size=5), lambda inner: st.lists(inner, max_size=3).map(tuple), max_leaves=5
)


@given(st.dictionaries(st.text(max_size=6), plain, max_size=30), st.text(max_size=6))
def test_a_shelf_gives_what_was_put_on_it(mapping: dict[str, Any], other: str) -> None:
    shelf = Shelf(shelved(mapping))
    assert {word: shelf[word] for word in mapping} == mapping == shelf.all()
    assert shelf[other] == mapping.get(other)


@given(st.lists(plain, max_size=20))
def test_records_are_read_by_number(values: list[Any]) -> None:
    records = Records(joined(marshal.dumps(value, MARSHAL) for value in values))
    assert [records[n] for n in range(len(records))] == values
