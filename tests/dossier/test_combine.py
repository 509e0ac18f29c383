import math

import pytest

from auricle.dossier import combine_facts, parse_dossier

from .. import texts

HEADER = (
    texts.HEADER
    + """
[sources.other-lab]
publisher = "Another Laboratory"
title = "Acme One again"
kind = "laboratory"
rig = "B&K 5128"

[sources.copy]
publisher = "A table"
title = "Figures of makers"
kind = "dataset"
relays = "the manufacturer"

[sources.plain]
publisher = "A third laboratory"
title = "On an unnamed rig"
kind = "laboratory"

[sources.rumour]
publisher = "A review"
title = "Acme One Review"
kind = "review"
"""
)


def fact(quantity, figures, unit, *, kind="measured", source="lab"):
    return (
        f'\n[[facts]]\nquantity = "{quantity}"\n{figures}\nunit = "{unit}"\n'
        f'kind = "{kind}"\nsource = "{source}"\n'
    )


def sensitivity(value, **kwargs):
    return fact("sensitivity", f"value = {value}", "dB/V", **kwargs)


RATED = fact("nominal-impedance", "value = 32", "ohm", kind="specified", source="sheet")


def product(slug, *parts):
    text = HEADER.replace("acme-one", slug) + "".join(parts)
    return parse_dossier(text, file=f"{slug}.toml", read_curve=texts.no_curve)


KEY = ("sensitivity", ())


def test_a_specification_leans_on_the_measurement_of_an_alike_sibling():
    own = product("acme-one", sensitivity(114, kind="specified"), RATED)
    sibling = product("acme-two", sensitivity(118), RATED)
    both = combine_facts(own, [sibling], KEY)
    assert both.estimate.value == pytest.approx(1042.0 / 9.0)
    assert both.estimate.uncertainty == pytest.approx(math.sqrt(20.0) / 3.0)
    assert both.proxy == "acme-two"
    assert both.proxy_weight == pytest.approx(4.0 / 9.0)


def test_a_product_that_was_measured_itself_needs_no_sibling():
    own = product("acme-one", sensitivity(114))
    sibling = product("acme-two", sensitivity(118))
    assert combine_facts(own, [sibling], KEY).proxy is None


def test_only_the_first_sibling_stands_in_and_the_others_are_listed():
    own = product("acme-one", sensitivity(114, kind="specified"), RATED)
    siblings = [
        product("acme-two", sensitivity(118), RATED),
        product("acme-three", sensitivity(119), RATED),
    ]
    both = combine_facts(own, siblings, KEY)
    assert both.proxy == "acme-two"
    [aside] = both.set_aside
    assert (aside.product, aside.reason) == ("acme-three", "another sibling already stands in")


def test_a_sibling_of_another_impedance_says_nothing_of_the_sensitivity():
    impedance = fact("nominal-impedance", "value = {}", "ohm", kind="specified", source="sheet")
    own = product("acme-one", sensitivity(101, kind="specified"), impedance.format(120))
    sibling = product("acme-two", sensitivity(107.7), impedance.format(62))
    alone = combine_facts(own, [sibling], KEY)
    assert alone.estimate.value == 101.0
    [aside] = alone.set_aside
    assert aside.reason == "nominal impedance differs: 62 against 120 Ω"


def test_a_sibling_whose_impedance_nobody_knows_does_not_stand_in():
    own = product("acme-one", sensitivity(114, kind="specified"), RATED)
    alone = combine_facts(own, [product("acme-two", sensitivity(118))], KEY)
    assert alone.proxy is None
    assert alone.set_aside[0].reason.startswith("nominal impedance is not known of both")


def test_a_specification_of_a_sibling_does_not_stand_beside_the_own_one():
    own = product("acme-one", sensitivity(114, kind="specified"))
    sibling = product("acme-two", sensitivity(118, kind="specified"))
    assert combine_facts(own, [sibling], KEY).proxy is None


def test_a_figure_that_is_passed_on_again_counts_once():
    own = product(
        "acme-one",
        sensitivity(114, kind="specified", source="copy"),
        sensitivity(114, kind="specified", source="sheet"),
    )
    both = combine_facts(own, [], KEY)
    assert both.estimate.uncertainty == 2.0  # that of one specification
    assert [c.fact.source.publisher for c in both.contributions] == ["Acme"]
    [aside] = both.set_aside
    assert aside.reason == "the same figure, passed on again"
    assert not both.agreeing


def test_a_bound_steps_back_when_a_value_is_known():
    bound = fact("thd", "max = 0.2", "%")
    value = fact("thd", "value = 0.1", "%", source="other-lab")
    key = ("thd", ())
    assert combine_facts(product("acme-one", bound, value), [], key).estimate.value == (
        pytest.approx(0.001)
    )
    alone = combine_facts(product("acme-one", bound), [], key)
    assert alone.is_bound
    assert alone.estimate.value == pytest.approx(0.002)


def test_figures_on_a_logarithmic_scale_combine_to_their_geometric_mean():
    own = product(
        "acme-one",
        fact("thd", "value = 0.1", "%"),
        fact("thd", "value = 0.4", "%", source="other-lab"),
    )
    both = combine_facts(own, [], ("thd", ()))
    assert both.estimate.value == pytest.approx(0.002)
    assert both.low * both.high == pytest.approx(0.002**2)


def test_facts_under_other_conditions_are_another_quantity():
    at_94 = fact("thd", "value = 0.1\nlevel_dbspl = 94", "%")
    at_104 = fact("thd", "value = 0.4\nlevel_dbspl = 104", "%")
    own = product("acme-one", at_94, at_104)
    both = combine_facts(own, [], ("thd", (("level_dbspl", 94.0),)))
    assert both.estimate.value == pytest.approx(0.001)


@pytest.mark.parametrize(
    ("kinds_and_sources", "agreeing"),
    [
        ([("measured", "lab"), ("measured", "other-lab")], True),
        ([("measured", "lab"), ("specified", "sheet")], True),
        ([("specified", "sheet"), ("specified", "copy")], False),  # both are the maker's
        ([("measured", "lab"), ("measured", "rumour")], False),  # it may have copied the lab
    ],
)
def test_only_independent_sources_confirm_each_other(kinds_and_sources, agreeing):
    for step_db in (0.1, 0.0):  # nearly and exactly the same figure
        parts = [
            sensitivity(101 + step_db * n, kind=kind, source=source)
            for n, (kind, source) in enumerate(kinds_and_sources)
        ]
        assert combine_facts(product("acme-one", *parts), [], KEY).agreeing is agreeing


def test_figures_of_one_voice_weigh_together_as_one_of_them():
    own = product(
        "acme-one",
        sensitivity(101, kind="specified"),
        sensitivity(103, kind="specified", source="copy"),
    )
    both = combine_facts(own, [], KEY)
    assert both.estimate.value == pytest.approx(102.0)
    assert both.estimate.uncertainty == pytest.approx(2.0)  # that of one specification


def test_agreement_counts_only_if_the_strongest_source_is_confirmed():
    own = product(
        "acme-one",
        sensitivity(101),
        sensitivity(110, kind="specified"),
        sensitivity(109, source="plain"),
    )
    assert not combine_facts(own, [], KEY).agreeing


def test_sources_outside_their_joint_uncertainty_do_not_agree_and_widen_the_estimate():
    own = product("acme-one", sensitivity(101), sensitivity(105, source="other-lab"))
    both = combine_facts(own, [], KEY)
    assert not both.agreeing
    assert both.inflation > 1.0


def test_one_document_read_two_ways_is_kept_and_flagged():
    own = product("acme-one", sensitivity(101), sensitivity(105))
    both = combine_facts(own, [], KEY)
    assert len(both.contributions) == 2
    [(one, other)] = both.contradicting
    assert {one.value, other.value} == {101.0, 105.0}


def test_nothing_stated_is_nothing_combined():
    assert combine_facts(product("acme-one"), [], KEY) is None


def test_the_worked_example_of_the_catalog_is_115_8_with_1_5(catalog):
    from datetime import date

    from auricle.metrics import subject_of

    k553 = catalog.dossiers["akg-k553-mkii"]
    subject = subject_of(catalog, k553, day=date(2025, 9, 12), region="US")
    both = combine_facts(subject.dossier, subject.siblings, KEY)
    assert round(both.estimate.value, 1) == 115.8
    assert round(both.estimate.uncertainty, 1) == 1.5
    assert both.proxy == "akg-k550-mkii"


def test_an_ordinary_value_of_a_sibling_is_no_bound():
    sibling = product("acme-two", fact("thd", "value = 0.1", "%"))
    stands_in = combine_facts(product("acme-one"), [sibling], ("thd", ()))
    assert stands_in.proxy == "acme-two"
    assert not stands_in.is_bound
