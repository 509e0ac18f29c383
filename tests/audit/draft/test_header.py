"""The header of a draft and its sources."""

import pytest

from auricle.audit.draft import Known, draft_review
from auricle.audit.reading import read_review
from auricle.errors import DraftError

from .drafts import draft_of


def keys_of(text, **known):
    return draft_review(read_review("one.md", text), Known(**known)).product.keys


def test_the_header_comes_from_front_matter_and_tags():
    keys = draft_of().product.keys
    assert (keys["slug"], keys["brand"], keys["model"]) == ("acme-one", "Acme", "One")
    assert (keys["form"], keys["back"], keys["connection"]) == ("over-ear", "open", ["wired"])


@pytest.mark.parametrize(
    ("words", "form", "back"),
    [
        ("a closed-back on-ear headphone", "on-ear", "closed"),
        ("a semi-open, over-ear headphone", "over-ear", "semi-open"),
        ("a wired in-ear monitor", "in-ear", None),
        ("a pair of true wireless earbuds", "in-ear", None),
        ("an open-ear wireless earbud", "earbud", None),
    ],
)
def test_form_and_back_are_read_from_the_prose(words, form, back):
    keys = keys_of(f"# Acme One Review\n\nThe Acme One is {words}.\n")
    assert (keys["form"], keys.get("back")) == (form, back)


def test_a_personal_review_is_named_by_its_title_even_where_its_front_matter_is_no_yaml():
    text = "---\ntitle: Review: Acme One Headphones\n---\n\nOpen back, fullsize headphones.\n"
    keys = keys_of(text)
    assert (keys["slug"], keys["brand"], keys["model"]) == ("acme-one", "Acme", "One")


def test_a_brand_of_two_words_is_known_by_the_company_or_by_the_catalog():
    text = "# Acme Audio One\n\nAn open-back, over-ear headphone.\n"
    assert keys_of(text, brands=("Acme Audio",))["brand"] == "Acme Audio"
    assert keys_of(text)["brand"] == "Acme"


def test_what_a_person_names_goes_before_what_the_review_says():
    keys = draft_of(known=Known(back="closed", form="on-ear", model="Two")).product.keys
    assert (keys["form"], keys["back"], keys["model"]) == ("on-ear", "closed", "Two")


def test_a_headphone_of_which_nobody_says_whether_it_is_open_is_refused_with_the_way_out():
    with pytest.raises(DraftError, match=r"one\.md: found no word of the back.*--back"):
        keys_of("# Acme One\n\nAn over-ear headphone.\n")


@pytest.mark.parametrize(
    "text",
    [
        "# Acme Amp\n\nA desktop headphone amplifier.\n",
        "# Acme Tower\n\nA pair of floorstanding speakers.\n",
        "# Acme Mic\n\nA microphone that one can use with headphones.\n",
    ],
)
def test_a_review_of_something_else_than_a_headphone_is_refused(text):
    with pytest.raises(DraftError, match="something else than a headphone"):
        keys_of(text)


def test_a_text_with_more_figures_than_a_review_has_is_refused():
    with pytest.raises(DraftError, match="3000 figures"):
        keys_of("# Acme One\n\nAn open over-ear headphone. " + "It has 32 ohm. " * 3000)


def test_each_entry_of_the_list_of_references_is_a_source_found_through_the_review():
    review, *cited = draft_of(known=Known(publisher="A magazine")).sources
    assert review.keys["publisher"] == "A magazine"
    assert [(one.section, one.keys["kind"]) for one in cited] == [
        ("sources.acme", "manufacturer"),
        ("sources.rtings", "laboratory"),
        ("sources.sweetwater", "retailer"),
    ]
    assert all(one.keys["via"] == "review" for one in cited)
    assert cited[0].keys["url"] == "https://acme.example/one.pdf"
    assert str(cited[0].keys["accessed"]) == "2025-08-18"
    assert cited[0].keys["title"] == "One data sheet"


def test_two_entries_of_one_publisher_have_keys_of_their_own():
    text = (
        "# Acme One\n\nAn open-back, over-ear headphone.\n\n## References\n\n"
        '[1] RTINGS, "One (Left)", https://www.rtings.com/a\n\n'
        '[2] RTINGS (USA), "Two", https://www.rtings.com/b\n\n'
        '[3] RTINGS, "Three", https://www.rtings.com/c\n'
    )
    sources = draft_review(read_review("one.md", text)).sources[1:]
    assert [one.section for one in sources] == [
        "sources.rtings",
        "sources.rtings-usa",
        "sources.rtings-2",
    ]
    assert [one.keys["title"] for one in sources] == ["One (Left)", "Two", "Three"]
    assert sources[1].keys["publisher"] == "RTINGS (USA)"


@pytest.mark.parametrize(
    ("entry", "kind"),
    [
        ("Acme, One, https://www.acme-audio.example/one", "manufacturer"),
        ("AKG, K371, https://www.akg.com/k371", "manufacturer"),
        ("KZ Audio, PR3, https://kz-audio.com/pr3", "manufacturer"),
        ("A shop, One, https://shop.example/products/one", "retailer"),
        ("Amazon, customer reviews of the One, https://www.amazon.com/one", "user-reports"),
        ("Amazon, One, https://www.amazon.co.uk/one", "retailer"),
        ("Head-Fi, One impressions, https://www.head-fi.org/one", "user-reports"),
        ("Timmy, One, https://timmyv.squig.link/?share=One", "laboratory"),
        ("The Headphone List, One Review, https://theheadphonelist.com/one", "review"),
        ("RTINGS, One Review", "laboratory"),
        ("A magazine, One, https://magazine.example/one", "review"),
        ("Acme, One Service Manual, https://papers.example/one.pdf", "service-document"),
    ],
)
def test_the_kind_of_a_source_is_judged_from_its_site_and_its_words(entry, kind):
    text = f"# Acme One\n\nAn open-back, over-ear headphone.\n\n## References\n\n[1] {entry}\n"
    _, source = draft_review(read_review("one.md", text)).sources
    assert source.keys["kind"] == kind


@pytest.mark.parametrize("lang", ["ja", "de"])
def test_the_draft_of_a_review_in_another_language_has_no_more_than_product_and_sources(lang):
    text = (
        f"---\ntarget_name: Acme One\nlang: {lang}\nprice: 249\ntags: [Over-ear, Open-back]\n---\n"
        "120 Ω, 101 dB/V, 249 USD [1].\n\n## References\n\n[1] RTINGS, One, https://www.rtings.com/a\n"
    )
    draft = draft_review(read_review("one.md", text))
    assert (draft.product.keys["form"], len(draft.sources), draft.entries) == ("over-ear", 2, ())
    [doubt] = draft.doubts
    assert (doubt.line, doubt.words) == (3, f"lang: {lang}")
    assert "English alone" in doubt.reason
