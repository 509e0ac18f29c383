"""Front matter as sites write it: what no rule needs is passed over, what grows is told."""

import pytest

from auricle.audit.pragmas import read_pragmas
from auricle.audit.reading import read_review
from auricle.audit.reading.front_matter import read_front_matter
from tests.audit.published import published, rules_in

NESTED = {
    "a list of tables": "links:\n  - title: x\n    url: y\n  - title: z\n    url: w\n",
    "lists in a list": "pairs: [[a, b], [c, d]]\n",
    "tables in tables": "author:\n  name: x\n  links: {a: [b, {c: d}]}\n",
    "questions": "faq:\n- q: Is it open?\n  a: |\n    Yes.\n    It is.\n",
    "tags of types": "aired: !!timestamp 2025-08-20\n",
}


@pytest.mark.parametrize("nested", NESTED.values(), ids=NESTED)
def test_nested_values_are_passed_over_and_the_keys_after_them_are_read(nested):
    text = published(front={"date": f"2025-08-20\n{nested.rstrip()}"})
    assert rules_in(text) == []
    front = read_review("a.md", text).front
    assert front.fields[nested.split(":")[0]].entries == ()
    assert front.fields["rating"].entries == ("3.4", "0.7", "0.6", "0.9", "0.6", "0.6")
    assert rules_in(f"---\n{nested}---\nText\n") == []


@pytest.mark.parametrize("nest", ["[{}]", "{{a: {}}}"])
def test_nests_are_told_where_they_are_deeper_than_any_site_needs(nest):
    value = "x"
    for _ in range(40):
        value = nest.format(value)
    assert rules_in(f"---\na: {value}\n---\nText\n") == ["front-matter"]


def test_a_slip_in_one_key_is_told_once_and_the_others_are_read():
    """The title needs quotation marks: YAML takes its second colon for a key's."""
    text = published(front={"title": "Acme One: a review"})
    assert rules_in(text) == ["front-matter"]
    fields = read_review("a.md", text).front.fields
    assert fields["rating"].entries == ("3.4", "0.7", "0.6", "0.9", "0.6", "0.6")
    assert fields["target_name"].text == "Acme One"
    assert fields["title"].text == "Acme One: a review"
    span = fields["rating"].items[0]
    assert text[span.start : span.end] == "3.4"


def test_a_wrong_sum_is_found_below_a_slip():
    rating = "[3.5, 0.7, 0.6, 0.9, 0.6, 0.6]"
    text = published(front={"title": "Acme One: a review", "rating": rating})
    assert sorted(rules_in(text)) == ["front-matter", "score-sum"]


@pytest.mark.parametrize("rating", ["[3.4, 0.7, 0.6, 0.9, 0.6, 0.6", "[3.4, 0.7: x], 1]"])
def test_a_rating_that_is_the_slip_itself_is_told_once(rating):
    assert rules_in(published(front={"rating": rating})) == ["front-matter"]


def comments(front: str) -> list[str]:
    content = f"---\n{front}---\nText # no comment\n"
    found = read_front_matter(content)
    return [content[start:end] for start, end in found.comments]


@pytest.mark.parametrize(
    ("front", "found"),
    [
        ("# one\na: b # two\nc: [d, e] # three\n", ["# one", "# two", "# three"]),
        ('a: "b # c"\n', []),
        ("a: 'b # c' # d\n", ["# d"]),
        ("a: b#c\n", []),
        ("a: |\n  b # c\n# d\ne: f\n", ["# d"]),
        ('a: [{b: "c # d"}] # e\n', ["# e"]),
        ('a: b: c\nd: "e # f"\ng: h # i\n', ["# i"]),
    ],
)
def test_a_comment_stands_outside_of_texts(front, found):
    assert comments(front) == found


def test_a_switch_within_a_quoted_text_is_none():
    summary = '"Flat # auricle: ignore-file score-sum because x"'
    rating = "[3.5, 0.7, 0.6, 0.9, 0.6, 0.6]"
    assert rules_in(published(front={"summary": summary, "rating": rating})) == ["score-sum"]


def test_an_open_comment_in_the_front_matter_hides_nothing():
    text = published(front={"summary": '"Write <!-- to hide."'})
    assert rules_in(text) == []
    assert read_pragmas(read_review("a.md", text)) == ()
